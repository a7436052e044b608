import { z } from 'zod';
import { Session } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { ClinicId, Instant, line } from './primitives.ts';

const tag = 'Platform';

/** What a platform administrator is told of a clinic before entering it: nothing about its people. */
export const PlatformClinic = z
  .object({
    id: ClinicId,
    name: z.string(),
    status: z.enum(['active', 'suspended']),
    isDemo: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'PlatformClinic' });
export type PlatformClinic = z.infer<typeof PlatformClinic>;

export const listPlatformClinics = endpoint({
  method: 'get',
  path: '/platform/clinics',
  tag,
  summary: 'Every clinic of the platform, by name',
  response: z.array(PlatformClinic),
});

export const maximumEntryMinutes = 60;
export const EntryRequest = z.strictObject({
  clinicId: ClinicId,
  /** Kept with everything that is done inside. */
  reason: line(300).refine((text) => text.length >= 10, 'tooShort'),
  minutes: z.int().min(1).max(maximumEntryMinutes),
});
export type EntryRequest = z.infer<typeof EntryRequest>;

export const enterClinic = endpoint({
  method: 'post',
  path: '/platform/enter-clinic',
  tag,
  summary: 'Enter a clinic for a reason and a time; the session is issued anew and ends with the time',
  body: EntryRequest,
  response: Session,
  errors: ['reauth-required'],
});
export const leaveClinic = endpoint({
  method: 'post',
  path: '/platform/leave-clinic',
  tag,
  summary: 'Leave the clinic that was entered',
  response: Session,
  errors: ['wrong-state'],
});
