import { z } from 'zod';
import { agendaTag } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import { AgendaDay, Instant, LocationId, OperatoryId, PlainDate, ProviderId } from './primitives.ts';
import { AppointmentStatus, VisitCard } from './visits.ts';

/** Half-open minutes of the local day, `0` being 00:00 on the wall clock of a day without a clock change. */
const OpenWindow = z.object({ startsAt: Instant, endsAt: Instant });
const AgendaColumn = z.object({
  operatoryId: OperatoryId.optional(),
  providerId: ProviderId.optional(),
  name: z.string(),
  /** Chair view: who works there that day; provider view: where they work. */
  subtitle: z.string().optional(),
  colorIndex: z.number().int().optional(),
  day: PlainDate,
  open: z.array(OpenWindow),
  freeMinutes: z.number().int(),
  bookedMinutes: z.number().int(),
});
export const Agenda = z
  .object({
    from: PlainDate,
    to: PlainDate,
    locationId: LocationId,
    zone: z.string(),
    slotStepMinutes: z.number().int(),
    longWaitMinutes: z.number().int(),
    /** The days' real lengths: a day with a clock change has 23 or 25 hours. */
    days: z.array(
      z.object({ day: PlainDate, startsAt: Instant, endsAt: Instant, closedReason: z.string().optional() }),
    ),
    columns: z.array(AgendaColumn),
    visits: z.array(VisitCard),
    totals: z.record(AppointmentStatus, z.number().int()),
    asOf: Instant,
  })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof Agenda>;

export const getAgenda = endpoint({
  method: 'get',
  path: '/scheduling/agenda',
  tag: agendaTag,
  summary: 'A day by chair or provider, or up to seven days of one of them: columns, hours, visits, totals',
  query: z.strictObject({
    locationId: LocationId,
    from: AgendaDay,
    to: AgendaDay.optional(),
    by: z.enum(['operatory', 'provider']).default('operatory'),
    /** Needed when the range is longer than a day. */
    providerId: ProviderId.optional(),
    operatoryId: OperatoryId.optional(),
  }),
  response: Agenda,
});
