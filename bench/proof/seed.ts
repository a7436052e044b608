import { migrations } from '../../apps/api/src/migrations/index.ts';
import { AppointmentTypeModel } from '../../apps/api/src/modules/appointment-types/appointment-type.model.ts';
import { ClinicModel } from '../../apps/api/src/modules/clinics/clinic.model.ts';
import { LocationModel } from '../../apps/api/src/modules/clinics/location.model.ts';
import { OperatoryModel } from '../../apps/api/src/modules/operatories/operatory.model.ts';
import { PatientModel } from '../../apps/api/src/modules/patients/patient.model.ts';
import { ProviderModel } from '../../apps/api/src/modules/providers/provider.model.ts';
import { createSessions } from '../../apps/api/src/platform/sessions/sessions.ts';
import { createStaffRealm } from '../../apps/api/src/modules/staff-auth/staff-realm.ts';
import { UserModel } from '../../apps/api/src/modules/staff-auth/user.model.ts';
import { ChangeFeed } from '../../apps/api/src/platform/change-feed.ts';
import { systemClock } from '../../apps/api/src/platform/clock.ts';
import { configFromProcess } from '../../apps/api/src/platform/config.ts';
import { createCookies } from '../../apps/api/src/platform/http/cookies.ts';
import { createLogger } from '../../apps/api/src/platform/logger.ts';
import { migrate } from '../../apps/api/src/platform/migrations.ts';
import { connectMongo, disconnectMongo, type Types } from '../../apps/api/src/platform/mongo.ts';
import { takeNumbers } from '../../apps/api/src/platform/sequence.ts';
import { runInClinic } from '../../apps/api/src/platform/tenancy/context.ts';
import { holdMinutes, type Numbered, type TypeOfVisit, type World } from './world.ts';

/** Sets the clinic up in an empty database and prints it: `seed.ts WRITERS`. */

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const day = { startsAt: '08:00', endsAt: '18:00' };
// No law has moved this zone's clocks since 2019: eight in the morning is eleven in UTC.
const zone = 'America/Sao_Paulo';
const opensAtUtc = 11;
const dayMs = 86_400_000;
const firstDayAhead = 7;
const logger = createLogger('error');

const count = <T>(many: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Array.from({ length: many }, (_, index) => index).reduce<Promise<T[]>>(
    async (made, index) => [...(await made), await make(index)],
    Promise.resolve([]),
  );

const numbered = async (
  model: typeof PatientModel | typeof OperatoryModel | typeof ProviderModel,
  draft: object,
) => {
  const ord = await takeNumbers('resource-ord');
  const [created] = await (model as typeof PatientModel).create([{ ord, ...draft } as never]);
  return { id: created?._id.toHexString() ?? '', ord } satisfies Numbered;
};

const aRoom = (locationId: Types.ObjectId, index: number): Promise<Numbered> =>
  numbered(OperatoryModel, { locationId, name: `R${index}`, activeName: `r${index}`, order: index });

const aProvider = (locationId: Types.ObjectId, index: number): Promise<Numbered> =>
  numbered(ProviderModel, {
    firstName: 'P',
    lastName: String(index),
    sortName: `p ${index}`,
    searchWords: ['p'],
    kind: 'dentist',
    order: index,
    hours: [{ weekdays, ...day, locationId }],
  });

const aPatient = (index: number): Promise<Numbered> => {
  const now = systemClock.now();
  return numbered(PatientModel, {
    recordNumber: index + 1,
    firstName: 'X',
    lastName: String(index),
    fullName: `X ${index}`,
    sortName: `x ${index}`,
    nameKey: `x ${index}`,
    nameTokens: ['x'],
    phone: '11988887777',
    phoneDigits: '11988887777',
    phoneEndings: ['11988887777'],
    createdAt: now,
    updatedAt: now,
  });
};

const aType = async (durationMinutes: number, after: number): Promise<TypeOfVisit> => {
  const name = `T${durationMinutes}`;
  const created = await AppointmentTypeModel.create({
    name,
    activeName: name.toLowerCase(),
    searchWords: ['t'],
    durationMinutes,
    bufferAfterMinutes: after,
    category: 'treatment',
    color: '#2F6FDE',
  } as never);
  return { id: created._id.toHexString(), durationMinutes, after };
};

const sessionMaker = () => {
  const config = configFromProcess();
  const feed = new ChangeFeed(logger);
  // A session is only opened here: nobody asks yet what its person may do.
  const ports = {
    clock: systemClock,
    roleOf: async () => undefined,
    clinicOf: async () => ({ isActive: true, idleMinutes: 30, chosen: undefined, isDemo: true }),
  };
  const sessions = createSessions(
    createStaffRealm({ config, clock: systemClock, feed, ports, dutyOf: () => undefined }),
  );
  const { wireName } = createCookies(config.isHttps);
  return async (clinicId: Types.ObjectId, index: number): Promise<string> => {
    const user = await UserModel.create({
      firstName: 'Writer',
      lastName: String(index),
      email: `writer${index}@example.com`,
      passwordHash: 'nobody signs in with this',
      memberships: [{ clinicId, role: 'admin', isActive: true }],
    });
    const origin = { address: '127.0.0.1', userAgent: 'proof' };
    const { cookies } = await sessions.open({ userId: user._id, clinicId, ...origin });
    return cookies.map(({ name, value }) => `${wireName(name)}=${value}`).join('; ');
  };
};

const opensOf = (): number[] => {
  const today = new Date(systemClock.now()).setUTCHours(opensAtUtc, 0, 0, 0);
  return [0, 1, 2].map((ahead) => today + (firstDayAhead + ahead) * dayMs);
};

const build = async (writers: number): Promise<World> => {
  const clinic = await ClinicModel.create({
    name: 'Proof',
    settings: { holdMinutes },
    security: { secondFactor: 'optional', reason: 'Proof', changedAt: new Date(), changedBy: 'Seed' },
  } as never);
  const aSession = sessionMaker();
  return runInClinic(clinic._id, async () => {
    const location = await LocationModel.create({
      name: 'Proof',
      activeName: 'proof',
      zone,
      hours: [{ weekdays, ...day }],
      holidays: { isObserved: false },
    } as never);
    return {
      clinicId: clinic._id.toHexString(),
      locationId: location._id.toHexString(),
      rooms: await count(3, (index) => aRoom(location._id, index)),
      providers: await count(5, (index) => aProvider(location._id, index)),
      patients: await count(64, aPatient),
      types: [await aType(15, 0), await aType(30, 0), await aType(40, 10)],
      opens: opensOf(),
      sessions: await count(writers, (index) => aSession(clinic._id, index)),
    };
  });
};

const main = async (): Promise<void> => {
  await connectMongo(configFromProcess().MONGODB_URI);
  await migrate(migrations, logger);
  const world = await build(Number(process.argv[2] ?? 1));
  await disconnectMongo();
  process.stdout.write(JSON.stringify(world));
};

await main();
