import { z } from 'zod';
import { AppointmentParams, agendaTag, appointmentsPath, bookingErrors } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import {
  AgendaInstant,
  AppointmentTypeId,
  EquipmentId,
  LocationId,
  minutes,
  OperatoryId,
  PatientId,
  PlainDate,
  prose,
  ProviderId,
} from './primitives.ts';
import { Override, Priority, Visit } from './visits.ts';

export const BookingRequest = z.strictObject({
  patientId: PatientId,
  typeId: AppointmentTypeId,
  providerId: ProviderId,
  locationId: LocationId,
  /** Absent: the first free chair in display order. */
  operatoryId: OperatoryId.optional(),
  equipmentIds: z.array(EquipmentId).max(10).optional(),
  startsAt: AgendaInstant,
  /** Absent: the type's own length. */
  durationMinutes: minutes(5, 480).optional(),
  priority: Priority.default('routine'),
  note: prose(1000).optional(),
  isWalkIn: z.boolean().default(false),
  override: Override.optional(),
});
export type BookingRequest = z.infer<typeof BookingRequest>;
export type BookingInput = z.input<typeof BookingRequest>;

export const bookAppointment = endpoint({
  method: 'post',
  path: appointmentsPath,
  tag: agendaTag,
  summary: 'Book a visit; two callers can never win the same chair, provider, patient or minute',
  body: BookingRequest,
  response: Visit,
  status: 201,
  errors: bookingErrors,
});
/** The inventory's second name for the same act. */
export const bookAppointmentAlias = endpoint({ ...bookAppointment, path: `${appointmentsPath}/book` });

export const holdSlot = endpoint({
  method: 'post',
  path: `${appointmentsPath}/holds`,
  tag: agendaTag,
  summary: 'Hold a time for some minutes while the booking is finished',
  body: BookingRequest.omit({ override: true, isWalkIn: true }),
  response: Visit,
  status: 201,
  errors: bookingErrors,
});
const HoldToken = z.string().regex(/^[\w-]{16,64}$/, 'token');
export const confirmHold = endpoint({
  method: 'post',
  path: `${appointmentsPath}/:appointmentId/confirm-hold`,
  tag: agendaTag,
  summary: 'Turn a hold into a booking; late is fine as long as nobody took the time',
  params: AppointmentParams,
  body: z.strictObject({ token: HoldToken }),
  response: Visit,
  errors: ['hold-lost'],
});
export const releaseHold = endpoint({
  method: 'delete',
  path: `${appointmentsPath}/:appointmentId/hold`,
  tag: agendaTag,
  summary: 'Give a held time back',
  params: AppointmentParams,
  query: z.strictObject({ token: HoldToken }),
  response: Visit,
  errors: ['hold-lost'],
});

export const SeriesRequest = z.strictObject({
  ...BookingRequest.omit({ override: true, isWalkIn: true }).shape,
  /** RFC 5545, e.g. `FREQ=WEEKLY;COUNT=10`; instances keep their wall time across clock changes. */
  rrule: z
    .string()
    .max(200)
    .regex(/^FREQ=[A-Z0-9=;,:+-]+$/, 'rrule'),
  /** `atomic`: one clash and nothing is written. `skip`: the rest is written, the clashes are reported. */
  mode: z.enum(['atomic', 'skip']),
});
export type SeriesRequest = z.infer<typeof SeriesRequest>;
export const bookSeries = endpoint({
  method: 'post',
  path: `${appointmentsPath}/series`,
  tag: agendaTag,
  summary: 'Book recurring visits',
  body: SeriesRequest,
  response: z.object({ seriesId: z.string(), booked: z.array(Visit), skipped: z.array(PlainDate) }),
  status: 201,
  errors: bookingErrors,
});
