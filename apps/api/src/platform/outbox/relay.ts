import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { violates } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { connection, inTransaction, type Tx, Types } from '../mongo.ts';
import { runAsSystem, runInClinic } from '../tenancy/context.ts';
import type { EmbeddedEvent, EventType } from './events.ts';
import { InboxModel, type OutboxDoc, OutboxModel } from './outbox.model.ts';

export type Delivery<P> = { eventId: string; clinicId: Types.ObjectId; at: Date; payload: P };
export type Subscriber = {
  readonly event: EventType;
  /** Unique and stable: the inbox knows by it who has already acted. */
  readonly consumer: string;
  readonly handle: (tx: Tx, delivery: Delivery<never>) => Promise<void>;
};

/** Reacts to an event, at most once in effect: the handler's writes commit with the note that it ran. */
export const on = <P extends z.ZodType>(
  event: EventType<P>,
  consumer: string,
  handle: (tx: Tx, delivery: Delivery<z.output<P>>) => Promise<void>,
): Subscriber => ({ event, consumer, handle: handle as Subscriber['handle'] });

type RelayOptions = {
  subscribers: readonly Subscriber[];
  /** Collections whose documents carry an `outbox` array. */
  carriers: readonly string[];
  clock: Clock;
  logger: Logger;
};

const leaseMs = 30_000;
const maxAttempts = 8;
const batch = 100;

/** Full jitter between a second and fifteen minutes, so that many rows do not come back together. */
const backoffMs = (attempts: number): number =>
  1000 + Math.random() * Math.min(900_000, 1000 * 2 ** attempts);

type Carrier = { _id: Types.ObjectId; clinicId: Types.ObjectId; outbox: EmbeddedEvent[] };

/** Moves embedded events into the outbox: inserted first, removed after, so that a crash repeats and never loses. */
const drainCarrier = async (name: string): Promise<number> => {
  const collection = connection().collection<Carrier>(name);
  const carriers = await collection
    .find({ 'outbox.at': { $exists: true } }, { projection: { clinicId: 1, outbox: 1 }, limit: batch })
    .toArray();
  for (const carrier of carriers) await moveRows(name, carrier);
  return carriers.length;
};

const moveRows = async (name: string, carrier: Carrier): Promise<void> => {
  const rows = carrier.outbox.map(({ id, ...event }) => ({
    _id: id,
    clinicId: carrier.clinicId,
    aggregateType: name,
    aggregateId: carrier._id.toHexString(),
    ...event,
    state: 'pending' as const,
    attempts: 0,
    nextAt: event.at,
  }));
  await OutboxModel.collection.insertMany(rows, { ordered: false }).catch((error: unknown) => {
    if (!violates(error, '_id_')) throw error;
  });
  await connection()
    .collection<Carrier>(name)
    .updateOne({ _id: carrier._id }, {
      $pull: { outbox: { id: { $in: rows.map((row) => row._id) } } },
    } as never);
};

export const createRelay = ({ subscribers, carriers, clock, logger }: RelayOptions) => {
  const owner = randomUUID();

  // The lease is taken in database time: a process with a wrong clock cannot steal work.
  const claim = (): Promise<OutboxDoc | null> =>
    OutboxModel.collection.findOneAndUpdate(
      {
        state: 'pending',
        nextAt: { $lte: clock.now() },
        $expr: { $or: [{ $not: ['$lease.until'] }, { $lt: ['$lease.until', '$$NOW'] }] },
      },
      [
        {
          $set: {
            attempts: { $add: ['$attempts', 1] },
            lease: {
              owner,
              until: { $add: ['$$NOW', leaseMs] },
              fence: { $add: [{ $ifNull: ['$lease.fence', 0] }, 1] },
            },
          },
        },
      ],
      { sort: { at: 1, seq: 1 }, returnDocument: 'after' },
    ) as Promise<OutboxDoc | null>;

  const settle = (row: OutboxDoc, change: object) =>
    OutboxModel.collection.updateOne(
      { _id: row._id, 'lease.owner': owner, 'lease.fence': row.lease?.fence ?? 0 },
      change,
    );

  const deliver = async (row: OutboxDoc, subscriber: Subscriber): Promise<void> => {
    const payload = subscriber.event.payload.parse(row.payload) as never;
    await runInClinic(row.clinicId, () =>
      inTransaction(async (tx) => {
        const seen = await InboxModel.exists({ consumer: subscriber.consumer, eventId: row._id }).session(
          tx.session,
        );
        if (seen !== null) return;
        await InboxModel.create(
          [{ clinicId: row.clinicId, consumer: subscriber.consumer, eventId: row._id, at: clock.now() }],
          {
            session: tx.session,
          },
        );
        await subscriber.handle(tx, {
          eventId: row._id.toHexString(),
          clinicId: row.clinicId,
          at: row.at,
          payload,
        });
      }),
    );
  };

  const work = async (row: OutboxDoc): Promise<void> => {
    try {
      for (const subscriber of subscribers)
        if (subscriber.event.type === row.type) await deliver(row, subscriber);
      await settle(row, { $set: { state: 'done' }, $unset: { lease: '' } });
    } catch (error) {
      const isDead = row.attempts >= maxAttempts;
      const name = error instanceof Error ? error.name : 'unknown';
      logger[isDead ? 'error' : 'warn'](
        { eventId: row._id.toHexString(), type: row.type, attempts: row.attempts, err: name },
        'outbox delivery failed',
      );
      const nextAt = new Date(clock.now().getTime() + backoffMs(row.attempts));
      await settle(row, {
        $set: { state: isDead ? 'dead' : 'pending', nextAt, lastError: name },
        $unset: { 'lease.until': '' },
      });
    }
  };

  return {
    /** Drains what is due; answers how many rows were worked on. Safe to run in many processes at once. */
    tick: (): Promise<number> =>
      runAsSystem('outbox-relay', async () => {
        for (const name of carriers) while ((await drainCarrier(name)) === batch);
        let worked = 0;
        for (let row = await claim(); row !== null; row = await claim()) {
          await work(row);
          worked += 1;
        }
        return worked;
      }),
    /** Puts dead letters back in line, after their cause was mended. */
    replayDead: (): Promise<number> =>
      runAsSystem('outbox-replay', async () => {
        const result = await OutboxModel.updateMany(
          { state: 'dead' },
          { $set: { state: 'pending', attempts: 0, nextAt: clock.now() } },
        );
        return result.modifiedCount;
      }),
  };
};
export type Relay = ReturnType<typeof createRelay>;
