import { z } from 'zod';
import { changeOf } from './change-of.ts';
import { endpoint } from './endpoint.ts';
import { DayOrWall, HoursBlock } from './hours.ts';
import {
  AgendaDay,
  Address,
  ClinicId,
  ClosureId,
  Cnpj,
  Email,
  EquipmentId,
  Flag,
  line,
  LocationId,
  minutes,
  OperatoryId,
  Phone,
  PlainDate,
  Rev,
  Uf,
  Color,
  ZoneName,
  queryNumber,
} from './primitives.ts';

/** How the agenda behaves; every number has a unit in its name. */
export const ClinicSettings = z.strictObject({
  slotStepMinutes: z.union([
    z.literal(5),
    z.literal(10),
    z.literal(15),
    z.literal(20),
    z.literal(30),
    z.literal(60),
  ]),
  cancellationNoticeHours: z.int().min(0).max(168),
  bookingWindowDays: z.int().min(1).max(365),
  minimumNoticeMinutes: minutes(0, 10_080),
  holdMinutes: minutes(5, 10),
  /** The wait on a card warms after this. */
  longWaitMinutes: z.int().min(1).max(240),
});
export type ClinicSettings = z.infer<typeof ClinicSettings>;

export const Clinic = z
  .object({
    id: ClinicId,
    name: z.string(),
    cnpj: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    country: z.literal('BR'),
    currency: z.literal('BRL'),
    settings: ClinicSettings,
    isDemo: z.boolean(),
    isSetUp: z.boolean(),
    rev: Rev,
  })
  .meta({ id: 'Clinic' });
export type Clinic = z.infer<typeof Clinic>;

export const ClinicChange = z.strictObject({
  rev: Rev,
  name: line(100).optional(),
  cnpj: Cnpj.nullable().optional(),
  email: Email.nullable().optional(),
  phone: Phone.nullable().optional(),
  settings: ClinicSettings.partial().optional(),
  isSetUp: z.literal(true).optional(),
});
export type ClinicChange = z.infer<typeof ClinicChange>;

export const getClinic = endpoint({
  method: 'get',
  path: '/clinic',
  tag: 'Clinic',
  summary: 'The signed-in clinic and its settings',
  response: Clinic,
});
export const changeClinic = endpoint({
  method: 'patch',
  path: '/clinic',
  tag: 'Clinic',
  summary: 'Change the clinic and its settings',
  body: ClinicChange,
  response: Clinic,
  errors: ['stale', 'already-exists'],
});

export const LocationDraft = z.strictObject({
  name: line(80),
  address: Address.default({}),
  phone: Phone.optional(),
  zone: ZoneName,
  hours: z.array(HoursBlock).max(40, 'tooLong'),
  /** National and state holidays close the location unless a day is listed in `workedHolidays`. */
  holidays: z.strictObject({
    isObserved: z.boolean(),
    state: Uf.optional(),
    worked: z.array(AgendaDay).max(60),
  }),
  order: z.int().min(0).max(999).default(0),
});
export type LocationDraft = z.infer<typeof LocationDraft>;
export const Location = z
  .object({ ...LocationDraft.shape, id: LocationId, isActive: z.boolean(), rev: Rev })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof Location>;
export const LocationChange = z.strictObject({
  ...changeOf(LocationDraft.shape),
  rev: Rev,
  isActive: z.boolean().optional(),
});
export type LocationChange = z.infer<typeof LocationChange>;
const LocationParams = z.strictObject({ locationId: LocationId });

export const listLocations = endpoint({
  method: 'get',
  path: '/clinic/locations',
  tag: 'Clinic',
  summary: 'The places where the clinic works',
  response: z.array(Location),
});
export const createLocation = endpoint({
  method: 'post',
  path: '/clinic/locations',
  tag: 'Clinic',
  summary: 'Add a location',
  body: LocationDraft,
  response: Location,
  status: 201,
  errors: ['zone-unknown', 'already-exists'],
});
export const changeLocation = endpoint({
  method: 'patch',
  path: '/clinic/locations/:locationId',
  tag: 'Clinic',
  summary: 'Change a location, its hours or its holidays',
  params: LocationParams,
  body: LocationChange,
  response: Location,
  errors: ['stale', 'zone-unknown', 'last-of-its-kind'],
});
export const Holiday = z.object({ date: PlainDate, name: z.string(), isObserved: z.boolean() });
export const listHolidays = endpoint({
  method: 'get',
  path: '/clinic/locations/:locationId/holidays',
  tag: 'Clinic',
  summary: 'The public holidays of a year at a location',
  params: LocationParams,
  query: z.strictObject({ year: queryNumber(z.int().min(2000).max(2100)) }),
  response: z.array(Holiday),
});

export const ClosureDraft = z.strictObject({
  /** Absent: every location. */
  locationId: LocationId.optional(),
  from: DayOrWall,
  to: DayOrWall,
  reason: line(120),
});
export type ClosureDraft = z.infer<typeof ClosureDraft>;
export const Closure = z
  .object({ ...ClosureDraft.shape, id: ClosureId, strandedCount: z.number().int() })
  .meta({ id: 'Closure' });
export type Closure = z.infer<typeof Closure>;
export const listClosures = endpoint({
  method: 'get',
  path: '/clinic/closures',
  tag: 'Clinic',
  summary: 'Closures from a day on',
  query: z.strictObject({ from: AgendaDay.optional(), locationId: LocationId.optional() }),
  response: z.array(Closure),
});
export const createClosure = endpoint({
  method: 'post',
  path: '/clinic/closures',
  tag: 'Clinic',
  summary: 'Close a location; visits inside go to the needs-moving worklist',
  body: ClosureDraft,
  response: Closure,
  status: 201,
});
export const deleteClosure = endpoint({
  method: 'delete',
  path: '/clinic/closures/:closureId',
  tag: 'Clinic',
  summary: 'Remove a closure',
  params: z.strictObject({ closureId: ClosureId }),
  response: z.object({ id: ClosureId }),
});

export const OperatoryDraft = z.strictObject({
  locationId: LocationId,
  name: line(60),
  room: line(60).optional(),
  equipmentIds: z.array(EquipmentId).max(20).default([]),
  color: Color.optional(),
  order: z.int().min(0).max(999).default(0),
});
export type OperatoryDraft = z.infer<typeof OperatoryDraft>;
export const Operatory = z
  .object({ ...OperatoryDraft.shape, id: OperatoryId, isActive: z.boolean(), rev: Rev })
  .meta({ id: 'Operatory' });
export type Operatory = z.infer<typeof Operatory>;
export const OperatoryChange = z.strictObject({
  ...changeOf(OperatoryDraft.omit({ locationId: true }).shape),
  rev: Rev,
  isActive: z.boolean().optional(),
});
export type OperatoryChange = z.infer<typeof OperatoryChange>;
const OperatoryParams = z.strictObject({ operatoryId: OperatoryId });
const IncludeInactive = { includeInactive: Flag.optional() };

export const listOperatories = endpoint({
  method: 'get',
  path: '/scheduling/operatories',
  tag: 'Clinic',
  summary: 'The chairs, in display order',
  query: z.strictObject({ locationId: LocationId.optional(), ...IncludeInactive }),
  response: z.array(Operatory),
});
export const createOperatory = endpoint({
  method: 'post',
  path: '/scheduling/operatories',
  tag: 'Clinic',
  summary: 'Add a chair',
  body: OperatoryDraft,
  response: Operatory,
  status: 201,
  errors: ['already-exists'],
});
export const getOperatory = endpoint({
  method: 'get',
  path: '/scheduling/operatories/:operatoryId',
  tag: 'Clinic',
  summary: 'One chair',
  params: OperatoryParams,
  response: Operatory,
});
export const changeOperatory = endpoint({
  method: 'patch',
  path: '/scheduling/operatories/:operatoryId',
  tag: 'Clinic',
  summary: 'Change a chair',
  params: OperatoryParams,
  body: OperatoryChange,
  response: Operatory,
  errors: ['stale', 'already-exists'],
});
export const deleteOperatory = endpoint({
  method: 'delete',
  path: '/scheduling/operatories/:operatoryId',
  tag: 'Clinic',
  summary: 'Retire a chair (its visits stay)',
  params: OperatoryParams,
  response: Operatory,
});

export const EquipmentDraft = z.strictObject({
  locationId: LocationId,
  name: line(60),
  order: z.int().min(0).max(999).default(0),
});
export type EquipmentDraft = z.infer<typeof EquipmentDraft>;
export const Equipment = z
  .object({ ...EquipmentDraft.shape, id: EquipmentId, isActive: z.boolean(), rev: Rev })
  .meta({ id: 'Equipment' });
export type Equipment = z.infer<typeof Equipment>;
export const EquipmentChange = z.strictObject({
  ...changeOf(EquipmentDraft.omit({ locationId: true }).shape),
  rev: Rev,
  isActive: z.boolean().optional(),
});
export type EquipmentChange = z.infer<typeof EquipmentChange>;
export const listEquipment = endpoint({
  method: 'get',
  path: '/scheduling/equipment',
  tag: 'Clinic',
  summary: 'Equipment that a visit can claim',
  query: z.strictObject({ locationId: LocationId.optional(), ...IncludeInactive }),
  response: z.array(Equipment),
});
export const createEquipment = endpoint({
  method: 'post',
  path: '/scheduling/equipment',
  tag: 'Clinic',
  summary: 'Add a piece of equipment',
  body: EquipmentDraft,
  response: Equipment,
  status: 201,
  errors: ['already-exists'],
});
export const changeEquipment = endpoint({
  method: 'patch',
  path: '/scheduling/equipment/:equipmentId',
  tag: 'Clinic',
  summary: 'Change a piece of equipment',
  params: z.strictObject({ equipmentId: EquipmentId }),
  body: EquipmentChange,
  response: Equipment,
  errors: ['stale', 'already-exists'],
});
