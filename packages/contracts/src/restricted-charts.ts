import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Instant, line, PatientId, Rev, UserId } from './primitives.ts';

const tag = 'Patients';
const Params = z.strictObject({ patientId: PatientId });

/** How long an emergency access lasts, in the session that asked for it. */
export const emergencyMinutes = 60;

export const Restriction = z
  .object({
    isRestricted: z.boolean(),
    /** Who may open the chart all the same: the people who treat the person. */
    treatingUserIds: z.array(UserId),
    emergencies: z.array(z.object({ at: Instant, until: Instant, by: z.string(), reason: z.string() })),
    rev: Rev,
  })
  .meta({ id: 'Restriction' });
export type Restriction = z.infer<typeof Restriction>;

export const getRestriction = endpoint({
  method: 'get',
  path: '/patients/:patientId/restriction',
  tag,
  summary: 'Whether a chart is restricted, to whom it is open, and the emergency accesses',
  params: Params,
  response: Restriction,
});
export const changeRestriction = endpoint({
  method: 'patch',
  path: '/patients/:patientId/restriction',
  tag,
  summary: 'Restrict a chart to those who treat the person, or open it again',
  params: Params,
  body: z.strictObject({
    rev: Rev,
    isRestricted: z.boolean().optional(),
    treatingUserIds: z.array(UserId).max(50, 'tooLong').optional(),
  }),
  response: Restriction,
  errors: ['stale'],
});
export const breakGlass = endpoint({
  method: 'post',
  path: '/patients/:patientId/break-glass',
  tag,
  summary:
    'Open a restricted chart in an emergency, for this session and one hour; the owner sees the reason',
  params: Params,
  body: z.strictObject({ reason: line(300).refine((text) => text.length >= 10, 'tooShort') }),
  response: z.object({ until: Instant }),
  errors: ['wrong-state'],
});
