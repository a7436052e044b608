import { z } from 'zod';
import { keysOf } from './keys-of.ts';

/**
 * Every failure the API can name, with its HTTP status. The union is closed: the web switches on it
 * exhaustively and shows `errors.<code>` in the reader's language.
 */
export const statusOfError = {
  'invalid-request': 400,
  'malformed-body': 400,
  unauthenticated: 401,
  'session-expired': 401,
  'invalid-credentials': 401,
  /** The step after the password took too long, or too many tries: sign in from the start. */
  'sign-in-expired': 401,
  forbidden: 403,
  /** Step-up: the last proof of identity is too old. */
  'reauth-required': 403,
  'second-factor-due': 403,
  'new-password-due': 403,
  /** A restricted chart: open to those who treat the person, or in an emergency with a reason. */
  restricted: 403,
  'csrf-token-invalid': 403,
  'origin-refused': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'slot-taken': 409,
  'patient-busy': 409,
  'hold-lost': 409,
  stale: 409,
  'duplicate-patient': 409,
  'already-exists': 409,
  'wrong-state': 409,
  'request-in-progress': 409,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'outside-hours': 422,
  'off-grid': 422,
  'in-the-past': 422,
  'beyond-window': 422,
  'illegal-transition': 422,
  'idempotency-key-reused': 422,
  'patient-inactive': 422,
  'type-not-offered': 422,
  'reason-required': 422,
  'zone-unknown': 422,
  'last-of-its-kind': 409,
  /** A link from a mail that is unknown, used, withdrawn or too old: never said which. */
  'link-invalid': 422,
  'password-reused': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof statusOfError;
export const errorCodes = keysOf(statusOfError);

/** One thing wrong with a request: where, and an i18n key that says what. Never the value itself. */
export const Issue = z.object({ path: z.string(), message: z.string() });
export type Issue = z.infer<typeof Issue>;

const BusyResource = z.object({
  kind: z.enum(['provider', 'operatory', 'equipment', 'patient']),
  id: z.string(),
  name: z.string().optional(),
});
const Alternative = z.object({
  startsAt: z.string(),
  providerId: z.string(),
  operatoryId: z.string(),
});

/** What a refusal can add so that the reader knows the next step; which keys are present depends on `code`. */
export const ProblemDetails = z.object({
  /** slot-taken, patient-busy: who holds the time. */
  busy: z.array(BusyResource).optional(),
  /** slot-taken, outside-hours: at most three free times, nearest first. */
  alternatives: z.array(Alternative).optional(),
  /** stale: what the record looks like now and who changed it. */
  current: z
    .object({
      rev: z.number().int(),
      changedAt: z.string(),
      changedBy: z.string().optional(),
      fields: z.array(z.string()),
    })
    .optional(),
  /** illegal-transition: the statuses that may follow. */
  allowed: z.array(z.string()).optional(),
  /** duplicate-patient: the record that is already there. */
  duplicateOf: z.object({ id: z.string(), fullName: z.string(), reason: z.string() }).optional(),
  /** too-many-requests, unavailable: seconds until a retry makes sense. */
  retryAfterSeconds: z.number().int().optional(),
  /** series in atomic mode: the calendar days that clash. */
  clashes: z.array(z.string()).optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** The one wire form of a failure: RFC 9457 `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    requestId: z.string(),
    success: z.literal(false),
    issues: z.array(Issue).optional(),
    details: ProblemDetails.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
