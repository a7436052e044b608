import { createHash } from 'node:crypto';

/** The clinic on which a proof runs: small enough that everybody wants the same times. */
export type World = {
  readonly clinicId: string;
  readonly locationId: string;
  readonly providers: readonly Numbered[];
  readonly rooms: readonly Numbered[];
  readonly patients: readonly Numbered[];
  readonly types: readonly TypeOfVisit[];
  /** When each of the days opens, in milliseconds; the clinic is open for ten hours. */
  readonly opens: readonly number[];
  /** The cookies of each writer's own session. */
  readonly sessions: readonly string[];
};
export type Numbered = { readonly id: string; readonly ord: number };
export type TypeOfVisit = { readonly id: string; readonly durationMinutes: number; readonly after: number };

export const openMinutes = 600;
export const stepMinutes = 15;
/** A hold lapses within a run, so that lapsed ones are stolen and confirmed late. */
export const holdMinutes = 0.1;

/** Secrets and limits of the two processes; they must agree on the secrets. */
export const processEnvironment = (mongoUri: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_ENV: 'test',
  MONGODB_URI: mongoUri,
  PUBLIC_URL: 'http://localhost:3000',
  TOPSMILE_STAFF_ACCESS_SECRET: 'staff-secret-that-only-the-proof-uses-0123456789',
  TOPSMILE_PATIENT_ACCESS_SECRET: 'patient-secret-that-only-the-proof-uses-0123456789',
  TOPSMILE_REFRESH_SECRET: 'refresh-secret-that-only-the-proof-uses-0123456789',
  TOPSMILE_CSRF_SECRET: 'csrf-secret-that-only-the-proof-uses-0123456789',
  TOPSMILE_INDEX_SECRET: 'index-secret-that-only-the-proof-uses-0123456789',
  TOPSMILE_ENCRYPTION_KEYS: `k1:${createHash('sha256').update('the proof').digest('base64')}`,
  TOPSMILE_LOG_LEVEL: 'error',
  TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: '10000000',
  TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE: '10000000',
  TOPSMILE_READS_PER_USER_PER_MINUTE: '10000000',
  TOPSMILE_WRITES_PER_USER_PER_MINUTE: '10000000',
});
