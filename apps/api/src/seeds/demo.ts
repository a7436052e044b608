import { createContainer } from '../container.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { connection, trusted, type Types } from '../platform/mongo.ts';
import { runInClinic } from '../platform/tenancy/context.ts';
import { localDay } from '../platform/time.ts';
import { formatDay, parseDay, weekdayOf } from '@topsmile/scheduling';
import { appointments } from '../modules/appointments/appointment.model.ts';
import { ClinicModel } from '../modules/clinics/clinic.model.ts';
import { PatientModel } from '../modules/patients/patient.model.ts';
import { UserModel } from '../modules/staff-auth/user.model.ts';
import { demoZone } from './demo-clinic.ts';
import {
  type DemoIds,
  makeChairs,
  makeClinic,
  makeLocation,
  makeProviders,
  makeTypes,
} from './demo-config.ts';
import { makeDiary } from './demo-diary.ts';
import { makePatients, makeStaff } from './demo-people.ts';
import { planDay } from './demo-visits.ts';
import { createRandom } from './random.ts';

const pastDays = 182;
const futureDays = 61;
const patientCount = 3000;
const seedNumber = 20_260_302;

const addDays = (day: string, count: number): string => formatDay(parseDay(day) + count);

type Wish = { config: Config; clock: Clock; say: (line: string) => void };

/** The fuller the nearer: diaries fill up as the day approaches. */
const fullnessOf = (daysAhead: number): number =>
  daysAhead <= 2 ? 0.97 : Math.max(0.25, 0.9 - daysAhead * 0.012);

const absencesAround = (today: string) =>
  new Map([
    [
      'bianca',
      [
        {
          from: `${addDays(today, 1)}T15:30`,
          to: `${addDays(today, 1)}T18:00`,
          kind: 'course' as const,
          reason: 'Curso de alinhadores',
        },
      ],
    ],
    [
      'rafael',
      [{ from: addDays(today, 27), to: addDays(today, 33), kind: 'vacation' as const, reason: 'Férias' }],
    ],
  ]);

/** Last and next visit of each patient, as the subscribers would have noted them. */
const noteVisits = async (clinicId: Types.ObjectId, now: Date): Promise<void> => {
  const rows = await appointments()
    .aggregate<{ _id: Types.ObjectId; last?: Date; next?: Date }>([
      { $match: { clinicId, status: trusted({ $in: ['scheduled', 'confirmed', 'completed'] }) } },
      {
        $group: {
          _id: '$patientId',
          last: { $max: { $cond: [{ $eq: ['$status', 'completed'] }, '$startsAt', null] } },
          next: { $min: { $cond: [{ $gt: ['$startsAt', now] }, '$startsAt', null] } },
        },
      },
    ])
    .toArray();
  const writes = rows.map(({ _id, last, next }) => ({
    updateOne: {
      filter: { clinicId, _id },
      update: { $set: { ...(last ? { lastVisitAt: last } : {}), ...(next ? { nextVisitAt: next } : {}) } },
    },
  }));
  if (writes.length > 0)
    await PatientModel.collection.bulkWrite(
      writes.filter(({ updateOne }) => Object.keys(updateOne.update.$set).length > 0),
    );
};

const makeConfiguration = async (clinicId: Types.ObjectId, today: string): Promise<DemoIds> => {
  const locationId = await makeLocation(clinicId);
  const chairs = await makeChairs(clinicId, locationId);
  const types = await makeTypes(clinicId);
  const ids: DemoIds = { clinicId, locationId, chairs, types, providers: new Map() };
  return { ...ids, providers: await makeProviders(ids, absencesAround(today)) };
};

const seeded = [
  'locations',
  'operatories',
  'appointment_types',
  'providers',
  'patients',
  'appointments',
  'clinic_keys',
];

/** A seeding that was cut short leaves a demo clinic that is not set up: it is taken away before the next try. */
const removeUnfinished = async (): Promise<void> => {
  const unfinished = await ClinicModel.findOne({ isDemo: true, isSetUp: false }).lean();
  if (unfinished === null) return;
  const { _id: clinicId } = unfinished;
  await runInClinic(clinicId, async () => {
    for (const name of seeded) await connection().collection(name).deleteMany({ clinicId });
  });
  await UserModel.deleteMany({ 'memberships.clinicId': clinicId });
  await ClinicModel.deleteOne({ _id: clinicId });
};

/** A clinic in the middle of its day: half a year behind it, two months ahead. */
export const seedDemo = async ({ config, clock, say }: Wish): Promise<void> => {
  await removeUnfinished();
  const now = clock.now();
  const random = createRandom(seedNumber);
  const today = localDay(demoZone, Math.floor(now.getTime() / 60_000));
  const clinicId = await makeClinic();
  await makeStaff(clinicId);
  await runInClinic(clinicId, async () => {
    const ids = await makeConfiguration(clinicId, today);
    const container = createContainer(config, { clock, logger: createLogger('silent') });
    const schedule = await container.schedule.load();
    const thisYear = Number(today.slice(0, 4));
    const patients = await makePatients(random, {
      clinicId,
      count: patientCount,
      thisYear,
      indexSecret: config.TOPSMILE_INDEX_SECRET,
      cipher: container.cipher,
      at: new Date(now.getTime() - pastDays * 86_400_000),
    });
    say(`${patients.length} patients`);
    const location = schedule.locations.get(ids.locationId);
    const isClosed = (day: string): boolean =>
      location?.closures.some(({ from, to }) => from.slice(0, 10) <= day && day <= to.slice(0, 10)) ?? false;
    const dayNumbers = Array.from({ length: pastDays + futureDays + 1 }, (_, at) => at - pastDays);
    const plans = dayNumbers
      .map((ahead) => ({ ahead, day: addDays(today, ahead) }))
      .filter(({ day }) => !isClosed(day))
      .flatMap(({ ahead, day }) =>
        planDay(random, {
          day,
          weekday: weekdayOf(parseDay(day)),
          fullness: fullnessOf(Math.max(0, ahead)),
          patients: patients.length,
        }),
      );
    say(`${await makeDiary(plans, { schedule, ids, patients, now, random })} visits`);
    await noteVisits(clinicId, now);
    container.redis?.disconnect();
  });
  await ClinicModel.updateOne({ _id: clinicId }, { $set: { isSetUp: true } });
};
