import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Permission, Role } from './permissions.ts';
import {
  ClinicId,
  Cnpj,
  Email,
  Instant,
  line,
  LocationId,
  PersonName,
  Phone,
  UserId,
  ZoneName,
} from './primitives.ts';

/**
 * Verified exactly as typed: no trim, no case change, no composition rules; 12 to 128 characters, 15 where it is the
 * only proof of who somebody is.
 */
export const NewPassword = z.string().min(12, 'password.tooShort').max(128, 'password.tooLong');

/** `second-factor`: set one up. `new-password`: choose another one. */
export const Duty = z.enum(['second-factor', 'new-password']);
export type Duty = z.infer<typeof Duty>;

/** Why a platform administrator is inside a clinic, and until when. */
export const Entry = z.object({ reason: z.string(), until: Instant });
export type Entry = z.infer<typeof Entry>;

export const Session = z
  .object({
    user: z.object({
      id: UserId,
      firstName: z.string(),
      lastName: z.string(),
      email: z.string(),
      role: Role,
      /** The name of the clinic's own role, where the person has one. */
      roleName: z.string().optional(),
    }),
    clinic: z.object({
      id: ClinicId,
      name: z.string(),
      currency: z.string(),
      isDemo: z.boolean(),
      /** False until the first-run wizard has made the clinic bookable. */
      isSetUp: z.boolean(),
      locations: z.array(z.object({ id: LocationId, name: z.string(), zone: z.string() })),
    }),
    permissions: z.array(Permission),
    /** What must be done before anything else works. */
    duty: Duty.optional(),
    secondFactor: z.object({ isEnrolled: z.boolean(), isRequired: z.boolean() }),
    /** Where this person works, the clinic of this session among them. */
    clinics: z.array(z.object({ id: ClinicId, name: z.string() })),
    /** A platform administrator: `outside` any clinic, or inside one for a reason and a time. */
    platform: z.union([z.literal('outside'), Entry]).optional(),
    /** When the session ends however active it is; idle sessions end earlier. */
    expiresAt: Instant,
    idleMinutes: z.number().int(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const Registration = z.strictObject({
  clinicName: line(100),
  cnpj: Cnpj.optional(),
  phone: Phone.optional(),
  zone: ZoneName.default('America/Sao_Paulo'),
  firstName: PersonName,
  lastName: PersonName,
  email: Email,
  password: NewPassword,
});
export type Registration = z.infer<typeof Registration>;

export const Credentials = z.strictObject({
  email: Email,
  password: z.string().min(1, 'required').max(1024, 'tooLong'),
});
export type Credentials = z.infer<typeof Credentials>;

export const registerClinic = endpoint({
  method: 'post',
  path: '/auth/register',
  tag: 'Identity',
  summary: 'Register a clinic with its first administrator',
  body: Registration,
  response: Session,
  status: 201,
  errors: ['already-exists', 'zone-unknown', 'too-many-requests'],
});

export const SecondFactorMethod = z.enum(['totp', 'passkey', 'recovery-code']);
export type SecondFactorMethod = z.infer<typeof SecondFactorMethod>;

/** Signed in, or asked for the second proof within a few minutes. */
export const SignInOutcome = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('signed-in'), session: Session }),
    z.object({
      outcome: z.literal('second-factor'),
      methods: z.array(SecondFactorMethod),
      expiresAt: Instant,
    }),
  ])
  .meta({ id: 'SignInOutcome' });
export type SignInOutcome = z.infer<typeof SignInOutcome>;

export const signIn = endpoint({
  method: 'post',
  path: '/auth/login',
  tag: 'Identity',
  summary: 'Sign in a member of staff; whoever has a second factor is asked for it next',
  body: Credentials,
  response: SignInOutcome,
  errors: ['invalid-credentials', 'too-many-requests'],
});

export const refreshSession = endpoint({
  method: 'post',
  path: '/auth/refresh',
  tag: 'Identity',
  summary: 'Rotate the refresh token and renew the access token',
  response: z.object({ expiresAt: Instant }),
  errors: ['unauthenticated', 'session-expired'],
});

export const signOut = endpoint({
  method: 'post',
  path: '/auth/logout',
  tag: 'Identity',
  summary: 'End this session on every process at once',
  response: z.object({ isSignedOut: z.literal(true) }),
});

export const me = endpoint({
  method: 'get',
  path: '/auth/me',
  tag: 'Identity',
  summary: 'Who is signed in, where, and what they may do',
  response: Session,
  errors: ['unauthenticated', 'session-expired'],
});

export const ClinicChoice = z.object({
  id: ClinicId,
  name: z.string(),
  role: Role,
  roleName: z.string().optional(),
  isCurrent: z.boolean(),
});
export type ClinicChoice = z.infer<typeof ClinicChoice>;

export const listMyClinics = endpoint({
  method: 'get',
  path: '/auth/clinics',
  tag: 'Identity',
  summary: 'The clinics where the signed-in person works',
  response: z.array(ClinicChoice),
});

export const switchClinic = endpoint({
  method: 'post',
  path: '/auth/switch-clinic',
  tag: 'Identity',
  summary: 'Go on in another clinic: the session is issued anew and the old one ends',
  body: z.strictObject({ clinicId: ClinicId }),
  response: Session,
});
