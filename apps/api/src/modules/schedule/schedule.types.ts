import type {
  ClinicSettings,
  DateOverride,
  HoursBlock,
  ProviderHoursBlock,
  TimeOff,
} from '@topsmile/contracts';

/**
 * Everything about a clinic that booking and availability need, without the visits. Ids are hex strings;
 * `ord` is the resource's number in the claims of the double-booking guard.
 */
export type ScheduleLocation = {
  id: string;
  name: string;
  zone: string;
  hours: readonly HoursBlock[];
  /** Closures of this place and of the whole clinic, and its observed holidays, inclusive, day or wall time. */
  closures: readonly { id: string | undefined; from: string; to: string; reason: string }[];
  order: number;
  isActive: boolean;
};
export type ScheduleOperatory = {
  id: string;
  ord: number;
  locationId: string;
  name: string;
  order: number;
  isActive: boolean;
  equipmentIds: readonly string[];
};
export type ScheduleEquipment = {
  id: string;
  ord: number;
  locationId: string;
  name: string;
  order: number;
  isActive: boolean;
};
export type ScheduleProvider = {
  id: string;
  ord: number;
  /** `Dra. Helena Prado` */
  name: string;
  kind: 'dentist' | 'hygienist' | 'assistant';
  colorIndex: number;
  hours: readonly ProviderHoursBlock[];
  overrides: readonly DateOverride[];
  timeOff: readonly TimeOff[];
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Empty: every type. */
  appointmentTypeIds: readonly string[];
  order: number;
  isActive: boolean;
};
export type ScheduleType = {
  id: string;
  name: string;
  color: string;
  category: string;
  durationMinutes: number;
  pattern: string | undefined;
  patternSquareMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  equipmentIds: readonly string[];
  allowsOnlineBooking: boolean;
  requiresApproval: boolean;
  order: number;
  isActive: boolean;
};
export type ClinicSchedule = {
  clinicId: string;
  /** Changes whenever anything below does; part of every cache key and ETag. */
  version: string;
  settings: ClinicSettings;
  /** Maps keep display order and hold inactive records too (old visits still refer to them). */
  locations: ReadonlyMap<string, ScheduleLocation>;
  operatories: ReadonlyMap<string, ScheduleOperatory>;
  equipment: ReadonlyMap<string, ScheduleEquipment>;
  providers: ReadonlyMap<string, ScheduleProvider>;
  types: ReadonlyMap<string, ScheduleType>;
};

/**
 * The clinic's schedule configuration, kept in process memory and dropped by the change feed: a write in
 * this process is seen at once, one in another within a second; with the feed down it is read every time.
 */
export type ScheduleBook = {
  /** Call inside the clinic's context; costs no store command when warm. */
  load: () => Promise<ClinicSchedule>;
  /** Drops what this process remembers of a clinic; called after a write of its configuration. */
  forget: (clinicId: string) => void;
};
