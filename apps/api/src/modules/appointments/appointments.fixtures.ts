import { Types } from '../../platform/mongo.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { TestApp } from '../../testing/app.ts';
import type { Browser, Json, TestReply } from '../../testing/client.ts';
import { aWorkingClinic, type ClinicWishes } from '../../testing/clinic.ts';
import { keepExpired } from '../../testing/still-time.ts';
import { PatientModel } from '../patients/patient.model.ts';

let serial = 0;

/** A patient's record, made directly: these tests are about the agenda. */
export const aPatient = (clinicId: string, change: Record<string, unknown> = {}): Promise<string> =>
  runInClinic(new Types.ObjectId(clinicId), async () => {
    serial += 1;
    const created = await PatientModel.create({
      ord: await takeNumbers('resource-ord'),
      recordNumber: await takeNumbers(`record-number:${clinicId}`),
      firstName: 'Joana',
      lastName: `Figueira ${serial}`,
      fullName: `Joana Figueira ${serial}`,
      sortName: `joana figueira ${serial}`,
      nameKey: `joana figueira ${serial}`,
      nameTokens: ['joana', 'figueira', String(serial)],
      phone: '(11) 98888-7777',
      phoneDigits: '11988887777',
      createdAt: new Date('2026-01-05T12:00:00Z'),
      updatedAt: new Date('2026-01-05T12:00:00Z'),
      ...change,
    });
    return created._id.toHexString();
  });

/** 2026-03-10 is a Tuesday; São Paulo is three hours behind UTC. */
export const at = (time: string, day = '2026-03-10'): string => {
  const [hour = '0', minute = '0'] = time.split(':');
  return new Date(Date.UTC(...ymd(day), Number(hour) + 3, Number(minute))).toISOString();
};
const ymd = (day: string): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month - 1, date];
};

/** A working clinic with a patient and short ways to book. */
export const aBookingClinic = async (testApp: TestApp, wishes: ClinicWishes = {}) => {
  await keepExpired();
  const clinic = await aWorkingClinic(testApp, wishes);
  const patientId = await aPatient(clinic.clinicId);
  const [p1 = '', p2 = '', p3 = ''] = clinic.dentistIds;
  const [r1 = '', r2 = '', r3 = '', r4 = ''] = clinic.chairIds;
  const wish = (change: Record<string, unknown> = {}): Json => ({
    patientId,
    typeId: clinic.typeIds.evaluation,
    providerId: p1,
    locationId: clinic.locationId,
    startsAt: at('09:00'),
    durationMinutes: 60,
    ...change,
  });
  const book = (
    change: Record<string, unknown> = {},
    { by = clinic.receptionist, key }: { by?: Browser; key?: string } = {},
  ): Promise<TestReply> =>
    by.post('/scheduling/appointments', wish(change), key === undefined ? {} : { key });
  /** A booking that must succeed, by another patient each time. */
  const booked = async (change: Record<string, unknown> = {}): Promise<Json> => {
    const reply = await book({ patientId: await aPatient(clinic.clinicId), ...change });
    if (reply.status !== 201)
      throw new Error(`booking answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body.data;
  };
  return { ...clinic, patientId, p1, p2, p3, r1, r2, r3, r4, wish, book, booked };
};
export type BookingClinic = Awaited<ReturnType<typeof aBookingClinic>>;
