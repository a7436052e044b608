import { folded, wordsOf } from '../platform/search-text.rules.ts';
import { takeNumbers } from '../platform/sequence.ts';
import { connection, type Types } from '../platform/mongo.ts';
import { runInClinic } from '../platform/tenancy/context.ts';
import { localDay } from '../platform/time.ts';
import { createContainer } from '../container.ts';
import type { Clock } from '../platform/clock.ts';
import type { FieldCipher } from '../platform/crypto/field-cipher.ts';
import type { Config } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { AppointmentTypeModel } from '../modules/appointment-types/appointment-type.model.ts';
import { appointments } from '../modules/appointments/appointment.model.ts';
import { ClinicModel } from '../modules/clinics/clinic.model.ts';
import { LocationModel } from '../modules/clinics/location.model.ts';
import { OperatoryModel } from '../modules/operatories/operatory.model.ts';
import { ProviderModel } from '../modules/providers/provider.model.ts';
import { hashPassword } from '../platform/passwords.ts';
import { UserModel } from '../modules/staff-auth/user.model.ts';
import { demoPassword } from '../public-config.ts';
import { type BusyClinic, type BusyShape, busyPlans, busyZone } from './busy-plan.ts';
import { busyVisit } from './busy-visits.ts';
import { makePatients } from './demo-people.ts';
import { createRandom } from './random.ts';

/** A city's worth of clinics of one size, for measuring: the product's own rules make every record. */

type Wish = { config: Config; clock: Clock; shape: BusyShape; say: (line: string) => void };

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const families = [
  'Prado',
  'Nunes',
  'Sato',
  'Reis',
  'Teles',
  'Salles',
  'Nogueira',
  'Bastos',
  'Ferraz',
  'Camargo',
];
const familyOf = (at: number): string => families[at % families.length] ?? 'Prado';
const openBlocks = [
  { startsAt: '08:00', endsAt: '12:00' },
  { startsAt: '13:00', endsAt: '18:00' },
];
const types = [
  { name: 'Avaliação', durationMinutes: 30, category: 'consultation', color: '#2F74E8' },
  { name: 'Profilaxia', durationMinutes: 45, category: 'cleaning', color: '#35C79B' },
  { name: 'Restauração', durationMinutes: 60, category: 'treatment', color: '#C65200' },
] as const;

const holidays = { isObserved: false, worked: [] };
const batchSize = 1000;

const makePlaces = async (clinicId: Types.ObjectId, columns: number) => {
  const hours = openBlocks.map((block) => ({ weekdays: everyDay, ...block }));
  const named = { name: 'Unidade Centro', activeName: 'unidade centro' };
  const location = await LocationModel.create({ clinicId, ...named, zone: busyZone, hours, holidays });
  const ord = await takeNumbers('resource-ord', columns);
  const chairs = await OperatoryModel.insertMany(
    Array.from({ length: columns }, (_, at) => {
      const name = `Cadeira ${at + 1}`;
      return { clinicId, ord: ord + at, locationId: location._id, name, activeName: folded(name), order: at };
    }),
  );
  return { locationId: location._id.toHexString(), chairs: chairs.map(({ _id }) => _id.toHexString()) };
};

type Places = Awaited<ReturnType<typeof makePlaces>>;

const makeProviders = async (clinicId: Types.ObjectId, { locationId, chairs }: Places): Promise<string[]> => {
  const ord = await takeNumbers('resource-ord', chairs.length);
  const drafts = chairs.map((operatoryId, at) => ({
    clinicId,
    ord: ord + at,
    firstName: 'Helena',
    lastName: familyOf(at),
    kind: 'dentist' as const,
    order: at,
    colorIndex: at % 5,
    sortName: folded(`Helena ${familyOf(at)}`),
    searchWords: wordsOf(`Helena ${familyOf(at)}`),
    hours: openBlocks.map((block) => ({ weekdays: everyDay, ...block, locationId, operatoryId })),
  }));
  return (await ProviderModel.insertMany(drafts)).map(({ _id }) => _id.toHexString());
};

const makeTypes = async (clinicId: Types.ObjectId): Promise<string[]> => {
  const drafts = types.map((type, order) => ({
    clinicId,
    ...type,
    order,
    activeName: folded(type.name),
    searchWords: wordsOf(type.name),
  }));
  return (await AppointmentTypeModel.insertMany(drafts)).map(({ _id }) => _id.toHexString());
};

const makeStaff = async (clinicId: Types.ObjectId, members: number, passwordHash: string): Promise<void> => {
  const staff = Array.from({ length: members }, (_, at) => ({
    firstName: 'Paula',
    lastName: familyOf(at),
    email: `staff-${at}@${clinicId.toHexString()}.topsmile.example`,
    passwordHash,
    memberships: [
      { clinicId, role: at === 0 ? ('admin' as const) : ('receptionist' as const), isActive: true },
    ],
  }));
  await UserModel.insertMany(staff);
};

const makeClinic = async (
  { config, clock, shape, cipher }: Wish & { cipher: FieldCipher },
  at: number,
): Promise<BusyClinic> => {
  const clinic = await ClinicModel.create({
    name: `Clínica ${at + 1}`,
    isSetUp: true,
    // Made to be measured: its people sign in by program.
    security: {
      secondFactor: 'optional',
      reason: 'Load test',
      changedAt: clock.now(),
      changedBy: 'Seed',
    },
  });
  const clinicId = clinic._id;
  return runInClinic(clinicId, async () => {
    const places = await makePlaces(clinicId, shape.columns);
    const patients = await makePatients(createRandom(at + 1), {
      clinicId,
      count: shape.patients,
      thisYear: clock.now().getUTCFullYear(),
      indexSecret: config.TOPSMILE_INDEX_SECRET,
      cipher,
      at: clock.now(),
    });
    const providers = await makeProviders(clinicId, places);
    return { clinicId, ...places, providers, types: await makeTypes(clinicId), patients };
  });
};

const fill = async (
  clinic: BusyClinic,
  { clock, shape }: Wish,
  schedule: Parameters<typeof busyVisit>[0]['schedule'],
): Promise<number> => {
  const now = clock.now();
  const today = localDay(busyZone, Math.floor(now.getTime() / 60_000));
  const plans = busyPlans(shape, today);
  for (let from = 0; from < plans.length; from += batchSize) {
    const batch = plans.slice(from, from + batchSize);
    await appointments().insertMany(
      batch.map((plan) => busyVisit({ clinic, schedule, now }, plan)),
      { ordered: false, writeConcern: { w: 1, journal: false } },
    );
  }
  return plans.length;
};

/** Fills an empty, migrated database with clinics of the given shape; the same shape gives the same diaries. */
export const seedBusy = async (wish: Wish): Promise<void> => {
  const { config, clock, shape, say } = wish;
  const container = createContainer(config, { clock, logger: createLogger('silent') });
  const passwordHash = await hashPassword(demoPassword);
  let visits = 0;
  for (let at = 0; at < shape.clinics; at += 1) {
    const clinic = await makeClinic({ ...wish, cipher: container.cipher }, at);
    await makeStaff(clinic.clinicId, shape.members, passwordHash);
    visits += await runInClinic(clinic.clinicId, async () =>
      fill(clinic, wish, await container.schedule.load()),
    );
    if (at % 20 === 19) say(`${at + 1} clinics, ${visits} visits`);
  }
  container.redis?.disconnect();
  say(`${shape.clinics} clinics, ${visits} visits in ${connection().name}`);
};
