import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Collection, Document, Filter, Types } from './mongo.ts';

/** Rows that several processes work on: whoever holds the lease of one is alone with it until the lease ends. */
export type Leased = {
  _id: Types.ObjectId;
  attempts: number;
  lease?: { owner?: string | null; until?: Date | null; fence?: number | null } | null;
};

export const maxAttempts = 8;

/** Full jitter between a second and fifteen minutes, so that many rows do not come back together. */
export const backoffMs = (attempts: number): number =>
  1000 + Math.random() * Math.min(900_000, 1000 * 2 ** attempts);

type Options = {
  rows: () => Collection<Document>;
  /** The collection's own order of turns. */
  sort: Readonly<Record<string, 1 | -1>>;
  leaseMs: number;
  clock: Clock;
};

/** Takes due rows one by one and settles them. Lease times are database time; due times are the clock's. */
export const createLeases = <Row extends Leased>({ rows, sort, leaseMs, clock }: Options) => {
  const owner = randomUUID();
  // A process with a wrong clock cannot steal work.
  const isFree = { $or: [{ $not: ['$lease.until'] }, { $lt: ['$lease.until', '$$NOW'] }] };
  const lease = {
    owner,
    until: { $add: ['$$NOW', leaseMs] },
    fence: { $add: [{ $ifNull: ['$lease.fence', 0] }, 1] },
  };
  const mine = ({ _id, lease: held }: Leased): Filter<Document> => ({
    _id,
    'lease.owner': owner,
    'lease.fence': held?.fence ?? 0,
  });

  return {
    /** The next row that is due and free, taken; `entering` is written with the lease. */
    claim: async (match: Filter<Document>, entering: Document = {}): Promise<Row | null> => {
      const claimed = await rows().findOneAndUpdate(
        { ...match, nextAt: { $lte: clock.now() }, $expr: isFree },
        [{ $set: { attempts: { $add: ['$attempts', 1] }, lease, ...entering } }],
        { sort, returnDocument: 'after' },
      );
      return claimed as Row | null;
    },

    /** Only the holder of the lease may settle: a process that slept through its lease changes nothing. */
    settle: async (row: Leased, change: Document): Promise<void> => {
      await rows().updateOne(mine(row), change);
    },

    nextTry: ({ attempts }: Leased): Date => new Date(clock.now().getTime() + backoffMs(attempts)),
  };
};
export type Leases<Row extends Leased> = ReturnType<typeof createLeases<Row>>;
