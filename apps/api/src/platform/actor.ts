import type { Rights, Role } from '@topsmile/contracts';
import type { Types } from 'mongoose';

/** What a person must do before anything else works; everything but the way there answers 403. */
export type Duty = 'second-factor' | 'new-password';

type Person = {
  readonly userId: Types.ObjectId;
  readonly clinicId: Types.ObjectId;
  readonly sessionId: Types.ObjectId;
  readonly displayName: string;
  /** Epoch milliseconds of the last proof of identity in this session; step-up routes ask for a fresh one. */
  readonly provedAt: number;
  /** After so many minutes without a request the session ends; the realm's own limit unless this is shorter. */
  readonly idleMinutes?: number;
};

/** A member of staff. Handed to every service as an argument, so that its inputs are visible. */
export type Actor = Person & {
  readonly kind: 'staff';
  readonly role: Role;
  /** What this person may do in this clinic: the role's rights, or those of a role of the clinic's own. */
  readonly rights: Rights;
  readonly duty: Duty | undefined;
  /** A platform administrator inside this clinic: why, and until when. Kept with everything they do. */
  readonly entry?: { readonly reason: string; readonly until: Date } | undefined;
};

/** A patient, or the guardian of one: `userId` is the login, `patientId` the chart it acts for. */
export type PatientActor = Person & {
  readonly kind: 'patient';
  readonly patientId: Types.ObjectId;
};

export type AnyActor = Actor | PatientActor;
