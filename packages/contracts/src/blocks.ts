import { z } from 'zod';
import { agendaTag } from './appointment-parts.ts';
import { endpoint } from './endpoint.ts';
import { AgendaInstant, line, LocationId, minutes, OperatoryId, ProviderId } from './primitives.ts';
import { BlockKind, Visit } from './visits.ts';

export const BlockDraft = z.strictObject({
  locationId: LocationId,
  operatoryId: OperatoryId.optional(),
  providerId: ProviderId.optional(),
  startsAt: AgendaInstant,
  /** At most a day; longer absences are closures or time off. */
  durationMinutes: minutes(5, 1440),
  blockKind: BlockKind,
  note: line(120).optional(),
});
export type BlockDraft = z.infer<typeof BlockDraft>;
export const createBlock = endpoint({
  method: 'post',
  path: '/scheduling/blocks',
  tag: agendaTag,
  summary: 'Block time of a chair, a provider or both',
  body: BlockDraft.refine((block) => block.operatoryId !== undefined || block.providerId !== undefined, {
    error: 'required',
    path: ['operatoryId'],
  }),
  response: Visit,
  status: 201,
  errors: ['slot-taken', 'off-grid'],
});
