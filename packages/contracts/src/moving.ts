import { z } from 'zod';
import { AppointmentParams, agendaTag, appointmentsPath, bookingErrors } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import { AgendaInstant, AppointmentId, minutes, OperatoryId, prose, ProviderId, Rev } from './primitives.ts';
import { Override, Visit } from './visits.ts';

export const Reschedule = z.strictObject({
  rev: Rev,
  startsAt: AgendaInstant,
  durationMinutes: minutes(5, 480).optional(),
  providerId: ProviderId.optional(),
  operatoryId: OperatoryId.optional(),
  reason: prose(300).optional(),
  rescheduleBy: z.enum(['clinic', 'patient']).default('clinic'),
  /** Puts a visit back exactly where it was: keeps `confirmed` and asks no new confirmation. */
  isUndo: z.boolean().default(false),
  override: Override.optional(),
});
export type Reschedule = z.infer<typeof Reschedule>;
export const reschedule = endpoint({
  method: 'patch',
  path: `${appointmentsPath}/:appointmentId/reschedule`,
  tag: agendaTag,
  summary: 'Move or resize a visit in one step; losing leaves it where it was',
  params: AppointmentParams,
  body: Reschedule,
  response: Visit,
  errors: [...bookingErrors, 'stale', 'illegal-transition'],
});
export const swapAppointments = endpoint({
  method: 'post',
  path: `${appointmentsPath}/swap`,
  tag: agendaTag,
  summary: 'Exchange the times and chairs of two visits, both or neither',
  body: z.strictObject({
    first: z.strictObject({ id: AppointmentId, rev: Rev }),
    second: z.strictObject({ id: AppointmentId, rev: Rev }),
  }),
  response: z.object({ first: Visit, second: Visit }),
  errors: ['slot-taken', 'stale', 'illegal-transition', 'outside-hours'],
});
