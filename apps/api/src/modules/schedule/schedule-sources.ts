import type { ClinicSettings } from '@topsmile/contracts';
import type { Types } from '../../platform/mongo.ts';
import type {
  ScheduleEquipment,
  ScheduleLocation,
  ScheduleOperatory,
  ScheduleProvider,
  ScheduleType,
} from './schedule.types.ts';

/** What one record looked like when it was read; any change gives another stamp. */
export type Stamp = string;
export type Stamped<T> = { readonly items: readonly T[]; readonly stamps: readonly Stamp[] };

export type ScheduleClosure = {
  id: string;
  /** Absent: every location. */
  locationId: string | undefined;
  from: string;
  to: string;
  reason: string;
};

/** One narrow read per collection, offered by the module that owns it; the clinic's context is set. */
export type ScheduleSources = {
  /** Undefined when there is no such clinic. */
  settings: (clinicId: Types.ObjectId) => Promise<{ settings: ClinicSettings; stamp: Stamp } | undefined>;
  /** Locations carry their observed holidays of these years as closures. */
  locations: (clinicId: Types.ObjectId, years: readonly number[]) => Promise<Stamped<ScheduleLocation>>;
  /** Closures that end on `from` or later. */
  closures: (clinicId: Types.ObjectId, from: string) => Promise<Stamped<ScheduleClosure>>;
  operatories: (clinicId: Types.ObjectId) => Promise<Stamped<ScheduleOperatory>>;
  equipment: (clinicId: Types.ObjectId) => Promise<Stamped<ScheduleEquipment>>;
  providers: (clinicId: Types.ObjectId) => Promise<Stamped<ScheduleProvider>>;
  types: (clinicId: Types.ObjectId) => Promise<Stamped<ScheduleType>>;
};

/** Each source's collection, for the change feed. */
export const scheduleCollections = [
  'clinics',
  'locations',
  'closures',
  'operatories',
  'equipment',
  'providers',
  'appointment_types',
] as const;
