import { expect } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { aPassword, type TestApp } from '../../testing/app.ts';
import type { Json } from '../../testing/client.ts';
import { type Wire, type WireReply, aWire } from '../../testing/wire.ts';
import { AppointmentTypeModel } from '../appointment-types/appointment-type.model.ts';
import { LocationModel } from '../clinics/location.model.ts';
import { OperatoryModel } from '../operatories/operatory.model.ts';
import { ProviderModel } from '../providers/provider.model.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { UserModel } from '../staff-auth/user.model.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { aBookingClinic, aPatient, at, type BookingClinic } from './appointments.fixtures.ts';
import { connection } from '../../platform/mongo.ts';
import type { AppointmentDoc } from './appointment.model.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';

const base = '/scheduling/appointments';

/** What a script needs of the servers: addresses to call (one or several processes) and the hands of their clock. */
export type Servers = {
  readonly urls: readonly string[];
  readonly testApp: TestApp;
  readonly setTime: (instant: string) => void;
};

/** A clinic as a script sees it: short acts that answer replies. */
export const aScriptWorld = async (servers: Servers) => {
  const clinic = await aBookingClinic(servers.testApp);
  const wires = await signedInOn(servers.urls, clinic.clinicId);
  let turn = 0;
  /** Calls go to the processes in turn. */
  const wire = (): Wire => {
    turn += 1;
    return wires[turn % wires.length] as Wire;
  };
  const book = async (change: Record<string, unknown> = {}, key?: string): Promise<WireReply> =>
    wire().call('POST', base, {
      body: clinic.wish({ patientId: change['patientId'] ?? (await aPatient(clinic.clinicId)), ...change }),
      key: key ?? new Types.ObjectId().toHexString(),
    });
  const hours = (from: string, to: string) => ({ startsAt: at(from), durationMinutes: lengthOf(from, to) });
  const patch = (path: string, body: unknown) => wire().call('PATCH', `${base}/${path}`, { body });
  return {
    clinic,
    book,
    hours,
    wire,
    move: (visit: Json, from: string, to: string) =>
      patch(`${visit.id}/reschedule`, { rev: visit.rev, ...hours(from, to) }),
    cancel: (visit: Json) => patch(`${visit.id}/status`, { rev: visit.rev, status: 'cancelled' }),
    get: async (id: string): Promise<Json> => (await wire().call('GET', `${base}/${id}`)).data,
    post: (path: string, body: unknown) => wire().call('POST', `${base}/${path}`, { body }),
    newPatient: () => aPatient(clinic.clinicId),
    setTime: servers.setTime,
    stored: () => storedOf(clinic.clinicId),
  };
};
export type World = Awaited<ReturnType<typeof aScriptWorld>>;

const lengthOf = (from: string, to: string): number => (Date.parse(at(to)) - Date.parse(at(from))) / 60_000;

const storedOf = (clinicId: string): Promise<AppointmentDoc[]> =>
  runAsSystem('script', () =>
    connection()
      .collection<AppointmentDoc>('appointments')
      .find({ clinicId: new Types.ObjectId(clinicId) })
      .toArray(),
  );

export const activeOf = (visits: readonly AppointmentDoc[]): AppointmentDoc[] =>
  visits.filter(({ status }) => !['cancelled', 'no_show', 'expired'].includes(status));

let hash: Promise<string> | undefined;

const signedInOn = async (urls: readonly string[], clinicId: string): Promise<Wire[]> => {
  hash ??= hashPassword(aPassword);
  const email = `${new Types.ObjectId().toHexString()}@example.com`;
  await UserModel.create({
    firstName: 'Sônia',
    lastName: 'Reis',
    email,
    passwordHash: await hash,
    memberships: [{ clinicId: new Types.ObjectId(clinicId), role: 'admin', isActive: true }],
  });
  return Promise.all(urls.map((url) => aWire(url, { email, password: aPassword })));
};

/** A type beside the usual ones. */
export const aType = async (clinic: BookingClinic, change: Record<string, unknown>): Promise<string> => {
  const typeId = await runInClinic(new Types.ObjectId(clinic.clinicId), async () => {
    const name = `Tipo ${new Types.ObjectId().toHexString()}`;
    const created = await AppointmentTypeModel.create({
      name,
      activeName: name.toLowerCase(),
      searchWords: ['tipo'],
      durationMinutes: 30,
      category: 'treatment',
      color: '#2F6FDE',
      ...change,
    });
    return created._id.toHexString();
  });
  return typeId;
};

/** A second place in Manaus, an hour behind São Paulo, with a chair, where the dentist works too. */
export const aPlaceInManaus = (clinic: BookingClinic, providerId: string) =>
  runInClinic(new Types.ObjectId(clinic.clinicId), async () => {
    const weekdays = [1, 2, 3, 4, 5];
    const location = await LocationModel.create({
      name: 'Manaus',
      zone: 'America/Manaus',
      hours: [{ weekdays, startsAt: '08:00', endsAt: '18:00' }],
      order: 1,
    });
    const chair = await OperatoryModel.create({
      ord: await takeNumbers('resource-ord'),
      locationId: location._id,
      name: 'Sala Manaus',
      activeName: 'sala manaus',
    });
    const block = { weekdays, startsAt: '08:00', endsAt: '18:00', locationId: location._id };
    await ProviderModel.updateOne({ _id: providerId }, { $push: { hours: block } });
    return { locationId: location._id.toHexString(), operatoryId: chair._id.toHexString() };
  });

export const statuses = (replies: readonly WireReply[]): number[] => replies.map(({ status }) => status);
export const times = (count: number, work: (index: number) => Promise<WireReply>): Promise<WireReply[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
/** How many replies have each status. */
export const tally = (replies: readonly WireReply[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status, code } of replies) {
    // Only what a script may meet has a plain number.
    if (status === 401) throw new Error(`unexpected ${status} ${code ?? ''}`);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};
export const expectStatuses = (replies: readonly WireReply[], expected: readonly number[]): void =>
  expect(statuses(replies)).toEqual(expected);
