import { createAuditChain } from './platform/audit/audit-chain.ts';
import { createAuditTrail } from './platform/audit/audit-trail.ts';
import { ChangeFeed } from './platform/change-feed.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { createFieldCipher } from './platform/crypto/field-cipher.ts';
import { createKeyCare } from './platform/crypto/key-care.ts';
import { createKeyring } from './platform/crypto/keyring.ts';
import { sealedFieldsOfAnswers } from './platform/http/idempotency-answers.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import type { Job } from './platform/jobs.ts';
import { createRelay, type Subscriber } from './platform/outbox/relay.ts';
import { connectRedis, type RedisClient } from './platform/redis.ts';
import type { Route } from './platform/http/route.ts';
import { createAppointmentTypesModule, typesSchedule } from './modules/appointment-types/index.ts';
import {
  createAppointmentsModule,
  createStrandedVisits,
  createVisitForMessage,
  createVisitsOfPatient,
} from './modules/appointments/index.ts';
import { createAuditModule } from './modules/audit/index.ts';
import { clinicsSchedule, createClinicsModule } from './modules/clinics/index.ts';
import { createNotificationsModule, type Drivers } from './modules/notifications/index.ts';
import { createOperatoriesModule, operatoriesSchedule } from './modules/operatories/index.ts';
import { createPatientsModule, sealedFieldsOfPatients } from './modules/patients/index.ts';
import { assertFree, createProvidersModule, providersSchedule, tie } from './modules/providers/index.ts';
import { createScheduleBook } from './modules/schedule/index.ts';
import { createStaffModule, roleOf } from './modules/staff/index.ts';
import {
  createStaffAuthModule,
  deviceOf,
  isMember,
  nameOfDevice,
  namesOfStaff,
  peopleAmong,
  sealedFieldsOfAccounts,
} from './modules/staff-auth/index.ts';
import { publicConfigRoutes } from './public-config.ts';

export type Overrides = { clock?: Clock; logger?: Logger; redis?: RedisClient; drivers?: Partial<Drivers> };

type PatientsModule = ReturnType<typeof createPatientsModule>;

/** What everything else stands on. */
const createBasis = (config: Config, overrides: Overrides) => {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? createLogger(config.TOPSMILE_LOG_LEVEL);
  const redis =
    overrides.redis ?? (config.REDIS_URL === undefined ? undefined : connectRedis(config.REDIS_URL, logger));
  const feed = new ChangeFeed(logger);
  const keyring = createKeyring(config.TOPSMILE_ENCRYPTION_KEYS);
  const trail = createAuditTrail({ logger });
  const chain = createAuditChain({ clock });
  const cipher = createFieldCipher({ clock, keyring, feed });
  const keyCare = createKeyCare({
    clock,
    logger,
    keyring,
    cipher,
    sealedFields: [...sealedFieldsOfAnswers, ...sealedFieldsOfPatients, ...sealedFieldsOfAccounts],
    days: config.TOPSMILE_DATA_KEY_DAYS,
  });
  return { clock, logger, redis, feed, keyring, cipher, keyCare, trail, chain };
};

type Basis = ReturnType<typeof createBasis>;

/** The pieces of the clinic, each naming what it needs of the others. */
const createClinicDay = (config: Config, basis: Basis, overrides: Overrides) => {
  const { clock, logger, feed, cipher } = basis;

  const sources = { ...clinicsSchedule, ...operatoriesSchedule, ...providersSchedule, ...typesSchedule };
  const schedule = createScheduleBook({ feed, clock, sources });
  const book = schedule;
  const stranded = createStrandedVisits({ clock, book });
  const clinics = createClinicsModule({ clock, schedule, stranded });
  const operatories = createOperatoriesModule({ clock, schedule });
  const providers = createProvidersModule({ clock, schedule, stranded, isMember });
  const appointmentTypes = createAppointmentTypesModule({ clock, schedule });
  const visits = createVisitsOfPatient({
    patients: { forBooking: (id) => patients.service.forBooking(id) },
  });
  const patients: PatientsModule = createPatientsModule({
    config,
    clock,
    cipher,
    schedule,
    visits,
    membersAmong: peopleAmong,
  });
  const appointments = createAppointmentsModule({ config, clock, book, patients: patients.service });

  const notifications = createNotificationsModule({
    config,
    clock,
    logger,
    clinics: clinics.service,
    visitFor: createVisitForMessage({ book }),
    contactOf: patients.service.contactOf,
    drivers: overrides.drivers ?? {},
  });

  return {
    schedule,
    clinics,
    operatories,
    providers,
    appointmentTypes,
    patients,
    appointments,
    notifications,
  };
};

type ClinicDay = ReturnType<typeof createClinicDay>;

/** Who works in clinics, how they prove it, and the trail of what they did. */
const createIdentity = (config: Config, basis: Basis, { clinics, notifications }: ClinicDay) => {
  const { queue } = notifications;
  const staffAuth = createStaffAuthModule({ ...basis, config, clinics: clinics.service, roleOf, queue });
  const staff = createStaffModule({
    clock: basis.clock,
    publicUrl: config.PUBLIC_URL,
    clinics: clinics.service,
    providers: { assertFree, tie },
    door: staffAuth.door,
    queue,
    startReset: staffAuth.startReset,
  });
  const audit = createAuditModule({
    namesOf: namesOfStaff,
    deviceOf: (userAgent) => nameOfDevice(deviceOf(userAgent)),
  });
  return { staffAuth, staff, audit };
};

/** The only place that constructs things: plain functions, each naming what it needs. */
export const createContainer = (config: Config, overrides: Overrides = {}) => {
  const basis = createBasis(config, overrides);
  const { clock, logger, keyCare, chain } = basis;
  const day = createClinicDay(config, basis, overrides);
  const { staffAuth, staff, audit } = createIdentity(config, basis, day);
  const { patients, appointments, notifications, schedule } = day;
  const subscribers: Subscriber[] = [...appointments.subscribers, ...notifications.subscribers];
  const relay = createRelay({ subscribers, carriers: ['appointments', 'patients'], clock, logger });
  const jobs: Job[] = [
    { name: 'outbox-relay', every: '2 seconds', run: relay.tick },
    ...appointments.jobs,
    ...staffAuth.jobs,
    { name: 'key-care', every: '1 hour', run: keyCare.tick },
    { name: 'audit-chain', every: '2 seconds', run: chain.tick },
    { name: 'audit-verify', every: '5 minutes', run: chain.verify },
    ...notifications.jobs,
  ];
  const routes: Route[] = [
    ...staffAuth.routes,
    ...staff.routes,
    ...day.clinics.routes,
    ...day.operatories.routes,
    ...day.providers.routes,
    ...day.appointmentTypes.routes,
    ...patients.routes,
    ...appointments.routes,
    ...audit.routes,
    ...publicConfigRoutes(config),
    ...notifications.routes,
  ];

  return {
    ...basis,
    config,
    schedule,
    routes,
    administration: staff.administration,
    realms: { staff: staffAuth.authenticate, patient: async () => undefined },
    relay,
    jobs,
    messages: notifications,
  };
};
export type Container = ReturnType<typeof createContainer>;
