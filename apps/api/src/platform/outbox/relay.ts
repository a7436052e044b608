import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { createLeases, type Leases, maxAttempts } from '../leases.ts';
import { collectionOf, inTransaction, type Tx, type Types } from '../mongo.ts';
import { runAsSystem, runInClinic } from '../tenancy/context.ts';
import { drainCarrier } from './drain.ts';
import type { EventType } from './events.ts';
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

type Work = Pick<RelayOptions, 'clock' | 'logger' | 'subscribers'> & { leases: Leases<OutboxDoc> };

const deliver = async (
  row: OutboxDoc,
  { event, consumer, handle }: Subscriber,
  clock: Clock,
): Promise<void> => {
  const payload = event.payload.parse(row.payload) as never;
  const delivery = { eventId: row._id.toHexString(), clinicId: row.clinicId, at: row.at, payload };
  await runInClinic(row.clinicId, () =>
    inTransaction(async (tx) => {
      const seen = await InboxModel.exists({ consumer, eventId: row._id }).session(tx.session);
      if (seen !== null) return;
      const note = { clinicId: row.clinicId, consumer, eventId: row._id, at: clock.now() };
      await InboxModel.create([note], { session: tx.session });
      await handle(tx, delivery);
    }),
  );
};

const settleFailure = async (row: OutboxDoc, error: unknown, { leases, logger }: Work): Promise<void> => {
  const isDead = row.attempts >= maxAttempts;
  const lastError = error instanceof Error ? error.name : 'unknown';
  const facts = { eventId: row._id.toHexString(), type: row.type, attempts: row.attempts, err: lastError };
  logger[isDead ? 'error' : 'warn'](facts, 'outbox delivery failed');
  const state = isDead ? 'dead' : 'pending';
  const nextAt = leases.nextTry(row);
  await leases.settle(row, { $set: { state, nextAt, lastError }, $unset: { 'lease.until': '' } });
};

const workOn = async (row: OutboxDoc, work: Work): Promise<void> => {
  try {
    const interested = work.subscribers.filter(({ event }) => event.type === row.type);
    for (const subscriber of interested) await deliver(row, subscriber, work.clock);
    await work.leases.settle(row, { $set: { state: 'done' }, $unset: { lease: '' } });
  } catch (error) {
    await settleFailure(row, error, work);
  }
};

export const createRelay = ({ carriers, ...options }: RelayOptions) => {
  const leases = createLeases<OutboxDoc>({
    rows: () => collectionOf(OutboxModel),
    sort: { at: 1, seq: 1 },
    leaseMs: 30_000,
    clock: options.clock,
  });
  const work: Work = { ...options, leases };
  const claim = (): Promise<OutboxDoc | null> => leases.claim({ state: 'pending' });

  const drainAll = async (): Promise<void> => {
    for (const name of carriers) while (await drainCarrier(name));
  };

  return {
    /** Drains what is due; answers how many rows were worked on. Safe to run in many processes at once. */
    tick: (): Promise<number> =>
      runAsSystem('outbox-relay', async () => {
        await drainAll();
        let count = 0;
        for (let row = await claim(); row !== null; row = await claim()) {
          await workOn(row, work);
          count += 1;
        }
        return count;
      }),

    /** Puts dead letters back in line, after their cause was mended. */
    replayDead: (): Promise<number> =>
      runAsSystem('outbox-replay', async () => {
        const reset = { state: 'pending' as const, attempts: 0, nextAt: work.clock.now() };
        return (await OutboxModel.updateMany({ state: 'dead' }, { $set: reset })).modifiedCount;
      }),
  };
};
