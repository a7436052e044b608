import { z } from 'zod';
import { PasskeyAttestation, PasskeyCreation, TotpCode } from './auth-proofs.ts';
import { endpoint } from './endpoint.ts';
import { Instant, line, PasskeyId, SessionId } from './primitives.ts';

export const Passkey = z
  .object({
    id: PasskeyId,
    name: z.string(),
    createdAt: Instant,
    lastUsedAt: Instant.optional(),
    /** Kept by a password manager or an account of the maker, not on one device alone. */
    isSynced: z.boolean(),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

export const MfaState = z
  .object({
    totp: z.object({ isEnrolled: z.boolean(), since: Instant.optional() }),
    passkeys: z.array(Passkey),
    recoveryCodesLeft: z.int(),
    /** The clinic asks for a second factor: the last one cannot be taken away. */
    isRequired: z.boolean(),
    /** The address that the person signs in with, and the one that waits for its confirmation. */
    email: z.string(),
    newEmail: z.string().optional(),
  })
  .meta({ id: 'MfaState' });
export type MfaState = z.infer<typeof MfaState>;

export const mfaState = endpoint({
  method: 'get',
  path: '/security/mfa',
  tag: 'Security',
  summary: 'Which second factors the signed-in person has',
  response: MfaState,
});

export const TotpSetup = z.object({
  /** For apps that cannot read the picture. */
  secret: z.string(),
  otpauthUri: z.string(),
  /** The same as a picture, `data:image/svg+xml`. */
  qrDataUrl: z.string(),
  expiresAt: Instant,
});
export type TotpSetup = z.infer<typeof TotpSetup>;

export const setupTotp = endpoint({
  method: 'post',
  path: '/security/mfa/setup',
  tag: 'Security',
  summary: 'Begin to set up an authenticator app',
  response: TotpSetup,
  errors: ['reauth-required'],
});

/** Shown once; only their hashes are kept. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const verifyTotp = endpoint({
  method: 'post',
  path: '/security/mfa/verify',
  tag: 'Security',
  summary: 'Finish with a code of the app; every other session ends',
  body: z.strictObject({ code: TotpCode }),
  response: RecoveryCodes,
  errors: ['reauth-required', 'wrong-state', 'too-many-requests'],
});

export const disableTotp = endpoint({
  method: 'post',
  path: '/security/mfa/disable',
  tag: 'Security',
  summary: 'Take the authenticator app away',
  response: MfaState,
  errors: ['reauth-required', 'wrong-state', 'last-of-its-kind'],
});

export const renewRecoveryCodes = endpoint({
  method: 'post',
  path: '/security/mfa/backup-codes',
  tag: 'Security',
  summary: 'New recovery codes; the old ones are void',
  response: RecoveryCodes,
  errors: ['reauth-required', 'wrong-state'],
});

export const listPasskeys = endpoint({
  method: 'get',
  path: '/security/passkeys',
  tag: 'Security',
  summary: 'The passkeys of the signed-in person',
  response: z.array(Passkey),
});

export const passkeyOptions = endpoint({
  method: 'post',
  path: '/security/passkeys/options',
  tag: 'Security',
  summary: 'Begin to make a passkey',
  response: PasskeyCreation,
  errors: ['reauth-required', 'wrong-state'],
});

export const addPasskey = endpoint({
  method: 'post',
  path: '/security/passkeys',
  tag: 'Security',
  summary: 'Keep a passkey that the browser has made',
  body: z.strictObject({ name: line(60), attestation: PasskeyAttestation }),
  response: z.object({ passkey: Passkey, recoveryCodes: z.array(z.string()) }),
  status: 201,
  errors: ['reauth-required', 'wrong-state', 'already-exists', 'sign-in-expired'],
});

const PasskeyParams = z.strictObject({ passkeyId: PasskeyId });
export const renamePasskey = endpoint({
  method: 'patch',
  path: '/security/passkeys/:passkeyId',
  tag: 'Security',
  summary: 'Give a passkey another name',
  params: PasskeyParams,
  body: z.strictObject({ name: line(60) }),
  response: Passkey,
  errors: ['reauth-required'],
});

export const removePasskey = endpoint({
  method: 'delete',
  path: '/security/passkeys/:passkeyId',
  tag: 'Security',
  summary: 'Take a passkey away',
  params: PasskeyParams,
  response: z.object({ id: PasskeyId }),
  errors: ['reauth-required', 'last-of-its-kind'],
});

export const SignedInPlace = z
  .object({
    id: SessionId,
    isCurrent: z.boolean(),
    browser: z.string(),
    os: z.string(),
    kind: z.enum(['desktop', 'phone', 'tablet', 'other']),
    address: z.string().optional(),
    signedInAt: Instant,
    lastSeenAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'SignedInPlace' });
export type SignedInPlace = z.infer<typeof SignedInPlace>;

export const listSessions = endpoint({
  method: 'get',
  path: '/security/sessions',
  tag: 'Security',
  summary: 'Where the signed-in person is signed in',
  response: z.array(SignedInPlace),
});

export const endSession = endpoint({
  method: 'delete',
  path: '/security/sessions/:sessionId',
  tag: 'Security',
  summary: 'End one of the own sessions',
  params: z.strictObject({ sessionId: SessionId }),
  response: z.object({ id: SessionId }),
});

export const endOtherSessions = endpoint({
  method: 'post',
  path: '/security/sessions/revoke-all',
  tag: 'Security',
  summary: 'End every session but this one',
  response: z.object({ isEnded: z.literal(true) }),
});

export const signOutEverywhere = endpoint({
  method: 'post',
  path: '/auth/logout-all',
  tag: 'Security',
  summary: 'End every session, this one too',
  response: z.object({ isSignedOut: z.literal(true) }),
});
