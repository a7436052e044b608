import { z } from 'zod';
import { NewPassword, Session } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { Email, Instant } from './primitives.ts';

/** Six digits of an authenticator app; blanks between them are how people read them out. */
export const TotpCode = z
  .string()
  .max(12, 'code')
  .overwrite((value) => value.replace(/\s/g, ''))
  .regex(/^\d{6}$/, 'code');
/** One of the codes kept on paper: letters and digits in any case, with or without hyphens. */
export const RecoveryCode = z.string().min(16, 'code').max(40, 'code');

const Encoded = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8192);
const Attachment = z.enum(['cross-platform', 'platform']);

/** What the browser answers when a passkey signs (WebAuthn, JSON form). */
export const PasskeyAssertion = z.object({
  id: Encoded,
  rawId: Encoded,
  response: z.object({
    clientDataJSON: Encoded,
    authenticatorData: Encoded,
    signature: Encoded,
    userHandle: Encoded.optional(),
  }),
  authenticatorAttachment: Attachment.optional(),
  clientExtensionResults: z.looseObject({}),
  type: z.literal('public-key'),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** How a key is reached, as the browser names it: `internal`, `usb`, `hybrid` … */
const Transport = z.string().regex(/^[a-z-]{2,20}$/);
const Credential = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(Transport),
});

/** What the browser needs to ask for a passkey. */
export const PasskeyRequest = z
  .object({
    challenge: z.string(),
    timeout: z.number(),
    rpId: z.string(),
    /** Empty: any passkey of this browser that belongs here. */
    allowCredentials: z.array(Credential),
    userVerification: z.literal('required'),
  })
  .meta({ id: 'PasskeyRequest' });
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What the browser answers when a passkey is made. */
export const PasskeyAttestation = z.object({
  id: Encoded,
  rawId: Encoded,
  response: z.object({
    clientDataJSON: Encoded,
    attestationObject: Encoded,
    authenticatorData: Encoded.optional(),
    transports: z.array(Transport).max(7).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: Encoded.optional(),
  }),
  authenticatorAttachment: Attachment.optional(),
  clientExtensionResults: z.looseObject({}),
  type: z.literal('public-key'),
});
export type PasskeyAttestation = z.infer<typeof PasskeyAttestation>;

/** What the browser needs to make a passkey. */
export const PasskeyCreation = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
    timeout: z.number(),
    excludeCredentials: z.array(Credential),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification: z.literal('required'),
    }),
    attestation: z.literal('none'),
  })
  .meta({ id: 'PasskeyCreation' });
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** A second proof, after the password. */
export const SecondFactorProof = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), code: TotpCode }),
  z.strictObject({ method: z.literal('recovery-code'), code: RecoveryCode }),
  z.strictObject({ method: z.literal('passkey'), assertion: PasskeyAssertion }),
]);
export type SecondFactorProof = z.infer<typeof SecondFactorProof>;

export const secondFactor = endpoint({
  method: 'post',
  path: '/auth/second-factor',
  tag: 'Identity',
  summary: 'The second proof of a sign-in that has begun',
  body: SecondFactorProof,
  response: Session,
  errors: ['invalid-credentials', 'sign-in-expired', 'too-many-requests'],
});

export const secondFactorPasskey = endpoint({
  method: 'post',
  path: '/auth/second-factor/passkey-options',
  tag: 'Identity',
  summary: 'What the browser needs to give a passkey as the second proof',
  response: PasskeyRequest,
  errors: ['sign-in-expired'],
});

export const passkeySignInOptions = endpoint({
  method: 'post',
  path: '/auth/passkey/options',
  tag: 'Identity',
  summary: 'Begin a sign-in by passkey alone',
  response: PasskeyRequest,
  errors: ['too-many-requests'],
});

export const passkeySignIn = endpoint({
  method: 'post',
  path: '/auth/passkey',
  tag: 'Identity',
  summary: 'Sign in by passkey: it stands for both factors',
  body: z.strictObject({ assertion: PasskeyAssertion }),
  response: Session,
  errors: ['invalid-credentials', 'sign-in-expired', 'too-many-requests'],
});

/** Proves again who is signed in, before a step that asks for it. */
export const Proof = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('password'),
    password: z.string().min(1, 'required').max(1024, 'tooLong'),
  }),
  z.strictObject({ method: z.literal('totp'), code: TotpCode }),
  z.strictObject({ method: z.literal('passkey'), assertion: PasskeyAssertion }),
]);
export type Proof = z.infer<typeof Proof>;

export const prove = endpoint({
  method: 'post',
  path: '/auth/prove',
  tag: 'Identity',
  summary: 'Confirm that it is you; good for ten minutes',
  body: Proof,
  response: z.object({ provedUntil: Instant }),
  errors: ['invalid-credentials', 'sign-in-expired', 'too-many-requests'],
});

export const provePasskey = endpoint({
  method: 'post',
  path: '/auth/prove/passkey-options',
  tag: 'Identity',
  summary: 'What the browser needs to confirm by passkey',
  response: PasskeyRequest,
  errors: ['wrong-state'],
});

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1, 'required').max(1024, 'tooLong'),
  newPassword: NewPassword,
});
export type PasswordChange = z.infer<typeof PasswordChange>;
const PasswordChanged = z.object({ isChanged: z.literal(true) });
const passwordErrors = ['invalid-credentials', 'password-reused', 'too-many-requests'] as const;

export const changePassword = endpoint({
  method: 'patch',
  path: '/auth/change-password',
  tag: 'Identity',
  summary: 'Change the own password; every other session ends',
  body: PasswordChange,
  response: PasswordChanged,
  errors: passwordErrors,
});

export const changePasswordByPolicy = endpoint({
  method: 'post',
  path: '/security/password-policy/change',
  tag: 'Security',
  summary: 'The same change under its other address',
  body: PasswordChange,
  response: PasswordChanged,
  errors: passwordErrors,
});

export const PasswordPolicy = z.object({
  minimumLength: z.int(),
  maximumLength: z.int(),
  remembered: z.int(),
  changedAt: Instant.optional(),
  /** Absent: it does not grow old here. */
  expiresAt: Instant.optional(),
  mustChange: z.boolean(),
});
export const passwordPolicy = endpoint({
  method: 'get',
  path: '/security/password-policy/status',
  tag: 'Security',
  summary: 'The rules for the own password and how old it is',
  response: PasswordPolicy,
});

export const forgotPassword = endpoint({
  method: 'post',
  path: '/auth/forgot-password',
  tag: 'Identity',
  summary: 'Ask for a link to choose a new password; the answer is the same for everybody',
  body: z.strictObject({ email: Email }),
  response: z.object({ isAccepted: z.literal(true) }),
  errors: ['too-many-requests'],
});

const LinkToken = z.string().min(20, 'token').max(200, 'token');

/** The token travels in the body: addresses end up in logs. */
export const resetPassword = endpoint({
  method: 'post',
  path: '/auth/reset-password',
  tag: 'Identity',
  summary: 'Choose a new password with the link from the mail; every session ends',
  body: z.strictObject({ token: LinkToken, newPassword: NewPassword }),
  response: PasswordChanged,
  errors: ['link-invalid', 'password-reused', 'too-many-requests'],
});

export const changeEmail = endpoint({
  method: 'post',
  path: '/security/email',
  tag: 'Security',
  summary: 'Ask for another e-mail; it counts when its owner has opened the link',
  body: z.strictObject({ email: Email }),
  response: z.object({ isAccepted: z.literal(true) }),
  errors: ['reauth-required', 'too-many-requests'],
});

export const confirmEmail = endpoint({
  method: 'post',
  path: '/auth/confirm-email',
  tag: 'Identity',
  summary: 'Confirm the new e-mail with the link sent to it',
  body: z.strictObject({ token: LinkToken }),
  response: z.object({ isChanged: z.literal(true) }),
  errors: ['link-invalid', 'already-exists', 'too-many-requests'],
});
