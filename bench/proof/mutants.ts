import { type Db, MongoClient } from 'mongodb';
import type { Invariant } from './history.ts';
import type { Fault } from './nemesis.ts';

/** A wrong way to book that the proof must notice. */
export type Mutant = {
  readonly name: string;
  readonly wrong: string;
  /** The law that it breaks; another one does not count. */
  readonly breaks: Invariant;
  readonly faults: readonly Fault[];
  /** What is done to the indexes once the processes have started and checked them. */
  readonly change?: (db: Db) => Promise<unknown>;
};

// Processes that start again would refuse to serve without their index: here only the database suffers.
const onStore: readonly Fault[] = ['kill-primary', 'pause-primary', 'pause-api'];
const onAll: readonly Fault[] = ['kill-primary', 'isolate-primary', 'pause-primary', 'kill-api', 'pause-api'];

const dropGuard = (db: Db): Promise<unknown> => db.collection('appointments').dropIndex('uniq_claims');

const guardStartOnly = async (db: Db): Promise<void> => {
  await dropGuard(db);
  // Under the old name: the product goes on taking its failure for "somebody has this time".
  await db
    .collection('appointments')
    .createIndex(
      { providerId: 1, startsAt: 1 },
      { name: 'uniq_claims', unique: true, partialFilterExpression: { claims: { $exists: true } } },
    );
};

const deleteLapsedHolds = async (db: Db): Promise<void> => {
  const appointments = db.collection('appointments');
  await appointments.dropIndex('holds');
  await appointments.createIndex(
    { 'hold.expiresAt': 1 },
    { name: 'holds', expireAfterSeconds: 0, partialFilterExpression: { status: 'held' } },
  );
};

export const mutants: readonly Mutant[] = [
  {
    name: 'read-then-insert',
    wrong: 'A: looks for an overlap, then writes; no index',
    breaks: 'I1',
    faults: onStore,
    change: dropGuard,
  },
  {
    name: 'read-then-insert-in-transaction',
    wrong: 'B: the same inside a transaction with snapshot reads',
    breaks: 'I1',
    faults: onStore,
    change: dropGuard,
  },
  {
    name: 'unique-provider-start',
    wrong: 'C: unique index over provider and start',
    breaks: 'I1',
    faults: onStore,
    change: guardStartOnly,
  },
  {
    name: 'no-majority',
    wrong: 'writes acknowledged by the primary alone',
    breaks: 'I3',
    faults: ['isolate-primary'],
  },
  { name: 'move-keeps-claims', wrong: 'a move leaves the old claims', breaks: 'I2', faults: onAll },
  {
    name: 'empty-array-instead-of-unset',
    wrong: 'cancelling writes claims: []',
    breaks: 'I2',
    faults: onAll,
  },
  {
    name: 'ttl-deletes-holds',
    wrong: 'lapsed holds are deleted by a TTL index',
    breaks: 'I3',
    faults: onAll,
    change: deleteLapsedHolds,
  },
];

export const applyToIndexes = async ({ change }: Mutant, uri: string): Promise<void> => {
  if (change === undefined) return;
  const client = new MongoClient(uri);
  try {
    await change(client.db());
  } finally {
    await client.close();
  }
};
