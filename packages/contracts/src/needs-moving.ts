import { z } from 'zod';
import { agendaTag } from './appointment-parts.ts';
import { SlotOffer } from './availability.ts';
import { endpoint } from './endpoint.ts';
import {
  AgendaInstant,
  AppointmentId,
  ClosureId,
  LocationId,
  OperatoryId,
  ProviderId,
  Rev,
} from './primitives.ts';
import { Visit, VisitCard } from './visits.ts';

export const NeedsMoving = z.object({
  visit: VisitCard,
  cause: z.enum(['closure', 'time-off', 'hours', 'provider-inactive', 'operatory-inactive']),
  closureId: ClosureId.optional(),
  suggestion: SlotOffer.optional(),
});
export type NeedsMoving = z.infer<typeof NeedsMoving>;
export const listNeedsMoving = endpoint({
  method: 'get',
  path: '/scheduling/needs-moving',
  tag: agendaTag,
  summary:
    'Future visits that a closure, absence or change of hours left stranded, with a suggested time each',
  query: z.strictObject({ locationId: LocationId }),
  response: z.array(NeedsMoving),
});
export const moveStranded = endpoint({
  method: 'post',
  path: '/scheduling/needs-moving/move',
  tag: agendaTag,
  summary: 'Move many stranded visits; each succeeds or fails alone and each patient is told',
  body: z.strictObject({
    moves: z
      .array(
        z.strictObject({
          id: AppointmentId,
          rev: Rev,
          startsAt: AgendaInstant,
          providerId: ProviderId,
          operatoryId: OperatoryId,
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.array(
    z.object({
      id: AppointmentId,
      outcome: z.enum(['moved', 'taken', 'stale', 'refused']),
      visit: Visit.optional(),
    }),
  ),
});
