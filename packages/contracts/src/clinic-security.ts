import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Instant, prose, Rev } from './primitives.ts';

const tag = 'Clinic';

/** How people of the clinic must prove who they are, and how long an unattended screen stays open. */
export const ClinicSecurity = z
  .object({
    secondFactor: z.enum(['required', 'optional']),
    /** Why the second factor was relaxed. */
    reason: z.string().optional(),
    idleMinutes: z.number().int(),
    changedAt: Instant.optional(),
    changedBy: z.string().optional(),
    rev: Rev,
  })
  .meta({ id: 'ClinicSecurity' });
export type ClinicSecurity = z.infer<typeof ClinicSecurity>;

export const ClinicSecurityChange = z.strictObject({
  rev: Rev,
  secondFactor: z.enum(['required', 'optional']).optional(),
  /** Required where the second factor becomes optional. */
  reason: prose(300).optional(),
  idleMinutes: z.int().min(5, 'range').max(30, 'range').optional(),
});
export type ClinicSecurityChange = z.infer<typeof ClinicSecurityChange>;

export const getClinicSecurity = endpoint({
  method: 'get',
  path: '/clinic/security',
  tag,
  summary: 'The security rules of the clinic',
  response: ClinicSecurity,
});
export const changeClinicSecurity = endpoint({
  method: 'patch',
  path: '/clinic/security',
  tag,
  summary: 'Change the security rules; relaxing the second factor needs a reason',
  body: ClinicSecurityChange,
  response: ClinicSecurity,
  errors: ['stale', 'reason-required', 'reauth-required'],
});
