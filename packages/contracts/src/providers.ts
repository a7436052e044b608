import { z } from 'zod';
import { changeOf } from './change-of.ts';
import { endpoint } from './endpoint.ts';
import { DateOverride, ProviderHoursBlock, TimeOff } from './hours.ts';
import {
  AppointmentId,
  AppointmentTypeId,
  Email,
  Instant,
  line,
  LocationId,
  minutes,
  PageQuery,
  PersonName,
  Phone,
  ProviderId,
  Rev,
  searchText,
  Uf,
  UserId,
} from './primitives.ts';

export const specialties = [
  'general_dentistry',
  'orthodontics',
  'oral_surgery',
  'periodontics',
  'endodontics',
  'prosthodontics',
  'pediatric_dentistry',
  'oral_pathology',
  'dental_hygiene',
] as const;
export const Specialty = z.enum(specialties);
export type Specialty = z.infer<typeof Specialty>;

/** The regional dental council's registration: digits and the state, `CRO-SP 12345`. */
export const License = z.strictObject({
  council: z.literal('CRO'),
  state: Uf,
  number: z.string().regex(/^\d{1,7}$/, 'cro'),
});
export type License = z.infer<typeof License>;

export const ProviderDraft = z.strictObject({
  /** How patients and colleagues call them: `Dra. Helena Prado`. */
  title: line(10).optional(),
  firstName: PersonName,
  lastName: PersonName,
  kind: z.enum(['dentist', 'hygienist', 'assistant']),
  email: Email.optional(),
  phone: Phone.optional(),
  specialties: z.array(Specialty).max(9).default([]),
  license: License.optional(),
  userId: UserId.optional(),
  /** Index into the five provider bars of the palette. */
  colorIndex: z.int().min(0).max(4).default(0),
  bufferBeforeMinutes: minutes(0, 60).default(0),
  bufferAfterMinutes: minutes(0, 60).default(0),
  /** Empty: every type. */
  appointmentTypeIds: z.array(AppointmentTypeId).max(100).default([]),
  order: z.int().min(0).max(999).default(0),
});
export type ProviderDraft = z.infer<typeof ProviderDraft>;

export const Provider = z
  .object({
    ...ProviderDraft.shape,
    id: ProviderId,
    fullName: z.string(),
    hours: z.array(ProviderHoursBlock),
    overrides: z.array(DateOverride),
    timeOff: z.array(TimeOff),
    isActive: z.boolean(),
    rev: Rev,
  })
  .meta({ id: 'Provider' });
export type Provider = z.infer<typeof Provider>;

export const ProviderChange = z.strictObject({ ...changeOf(ProviderDraft.shape), rev: Rev });
export type ProviderChange = z.infer<typeof ProviderChange>;

export const WorkingHours = z.strictObject({
  rev: Rev,
  hours: z.array(ProviderHoursBlock).max(60, 'tooLong'),
  overrides: z.array(DateOverride).max(400, 'tooLong').optional(),
  timeOff: z.array(TimeOff).max(200, 'tooLong').optional(),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** A future visit that a change of hours, time off or a closure leaves outside. */
export const StrandedVisit = z.object({
  appointmentId: AppointmentId,
  startsAt: Instant,
  patientName: z.string(),
  providerName: z.string(),
});
export type StrandedVisit = z.infer<typeof StrandedVisit>;

const Params = z.strictObject({ providerId: ProviderId });

export const listProviders = endpoint({
  method: 'get',
  path: '/providers',
  tag: 'Providers',
  summary: 'Providers in display order',
  query: z.strictObject({
    search: searchText(100).optional(),
    isActive: z.enum(['true', 'false', 'all']).default('true'),
    specialty: Specialty.optional(),
    locationId: LocationId.optional(),
    ...PageQuery,
  }),
  response: z.array(Provider),
  isPaged: true,
});
export const createProvider = endpoint({
  method: 'post',
  path: '/providers',
  tag: 'Providers',
  summary: 'Add a provider; without hours nobody can book them',
  body: z.strictObject({ ...ProviderDraft.shape, hours: z.array(ProviderHoursBlock).max(60).default([]) }),
  response: Provider,
  status: 201,
  errors: ['already-exists'],
});
export const getProvider = endpoint({
  method: 'get',
  path: '/providers/:providerId',
  tag: 'Providers',
  summary: 'One provider',
  params: Params,
  response: Provider,
});
export const changeProvider = endpoint({
  method: 'patch',
  path: '/providers/:providerId',
  tag: 'Providers',
  summary: 'Change a provider',
  params: Params,
  body: ProviderChange,
  response: Provider,
  errors: ['stale', 'already-exists'],
});
export const changeWorkingHours = endpoint({
  method: 'patch',
  path: '/providers/:providerId/working-hours',
  tag: 'Providers',
  summary: 'Replace weekly hours, date overrides and time off',
  params: Params,
  body: WorkingHours,
  response: z.object({ provider: Provider, stranded: z.array(StrandedVisit) }),
  errors: ['stale'],
});
export const previewWorkingHours = endpoint({
  method: 'post',
  path: '/providers/:providerId/working-hours/preview',
  tag: 'Providers',
  summary: 'Which future visits would fall outside these hours; nothing is saved',
  params: Params,
  body: WorkingHours,
  response: z.object({ stranded: z.array(StrandedVisit) }),
});
export const deactivateProvider = endpoint({
  method: 'delete',
  path: '/providers/:providerId',
  tag: 'Providers',
  summary: 'Deactivate a provider (visits stay, and go to needs-moving)',
  params: Params,
  response: Provider,
});
export const reactivateProvider = endpoint({
  method: 'patch',
  path: '/providers/:providerId/reactivate',
  tag: 'Providers',
  summary: 'Reactivate a provider',
  params: Params,
  response: Provider,
});
export const providerStats = endpoint({
  method: 'get',
  path: '/providers/stats',
  tag: 'Providers',
  summary: 'Counts of providers',
  response: z.object({
    total: z.number().int(),
    active: z.number().int(),
    inactive: z.number().int(),
    bySpecialty: z.record(z.string(), z.number().int()),
    withSystemAccess: z.number().int(),
    recentlyAdded: z.number().int(),
  }),
});
