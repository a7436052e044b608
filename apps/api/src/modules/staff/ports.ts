import type { Tx, Types } from '../../platform/mongo.ts';
import type { Queue } from '../notifications/index.ts';
import type { Account } from '../staff-auth/index.ts';

/** Queues a letter in the transaction of the change that it tells of. */
export type QueueLetter = Queue;

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
