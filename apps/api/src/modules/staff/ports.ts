import type { Role } from '@topsmile/contracts';
import type { Tx, Types } from '../../platform/mongo.ts';
import type { Account } from '../staff-auth/index.ts';

type Locale = 'pt-BR' | 'en' | 'es';
type Letter<Template extends string, Params, Secrets> = {
  clinicId: Types.ObjectId;
  template: Template;
  to: { name: string; email: string };
  locale: Locale;
  params: Params;
  secretParams: Secrets;
  cause: string;
  lapsesAt?: Date;
};

/** What people are told by mail of the things that happen here. */
export type StaffLetter =
  | Letter<'staff-invitation', { inviterName: string; role: Role; days: number }, { path: string }>
  | Letter<'role-changed', { role: Role; path: string }, Record<string, never>>
  | Letter<'access-removed', Record<string, never>, Record<string, never>>;

/** Queues a letter in the transaction of the change that it tells of. */
export type QueueLetter = (tx: Tx | undefined, letter: StaffLetter) => Promise<void>;

/** Starts a reset by mail in the transaction that asks for it. */
export type StartReset = (tx: Tx, account: Account, clinicId: Types.ObjectId) => Promise<void>;

/** What the clinic answers about itself. */
export type ClinicsPort = {
  lockPeople: (tx: Tx, clinicId: Types.ObjectId) => Promise<void>;
  factsOf: (clinicIds: readonly Types.ObjectId[]) => Promise<ClinicFacts[]>;
  everyClinic: () => Promise<ClinicFacts[]>;
};
export type ClinicFacts = {
  _id: Types.ObjectId;
  name: string;
  status: 'active' | 'suspended';
  isDemo: boolean;
  createdAt: Date;
};

/** The providers of the agenda that can be tied to somebody who signs in. */
export type ProvidersPort = {
  /** Throws `not-found`, or `already-exists` when somebody is tied to it. */
  assertFree: (clinicId: Types.ObjectId, providerId: Types.ObjectId) => Promise<void>;
  tie: (
    tx: Tx,
    tie: { clinicId: Types.ObjectId; providerId: Types.ObjectId; userId: Types.ObjectId },
  ) => Promise<void>;
};
