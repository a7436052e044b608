import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aClock } from '../../testing/clock.ts';
import { createLogger } from '../logger.ts';
import { connection, inTransaction, Types } from '../mongo.ts';
import { runAsSystem, runInClinic } from '../tenancy/context.ts';
import { defineEvent, embeddedEvent } from './events.ts';
import { publish } from './outbox.ts';
import { OutboxModel } from './outbox.model.ts';
import { createRelay, on, type Subscriber } from './relay.ts';

const Rung = defineEvent('bell.rung', z.object({ bellId: z.string() }));
const clinicId = new Types.ObjectId();
const logger = createLogger('silent');

const relayFor = (subscribers: Subscriber[], clock = aClock()) =>
  createRelay({ subscribers, carriers: ['bells'], clock, logger });
const ring = (bellId: string, seq = 0) =>
  runInClinic(clinicId, () =>
    inTransaction((tx) =>
      publish(tx, Rung, {
        clinicId,
        aggregate: { type: 'bells', id: bellId },
        seq,
        at: aClock().now(),
        payload: { bellId },
      }),
    ),
  );
const states = async () =>
  (await runAsSystem('outbox-relay', () => OutboxModel.find({}, { state: 1, attempts: 1 }).lean())).map(
    ({ state, attempts }) => ({ state, attempts }),
  );

beforeEach(() =>
  runAsSystem('outbox-test', () => OutboxModel.collection.deleteMany({})).then(() => undefined),
);

describe('outbox', () => {
  test('when a transaction aborts, its event was never published', async () => {
    const failing = runInClinic(clinicId, () =>
      inTransaction(async (tx) => {
        await publish(tx, Rung, {
          clinicId,
          aggregate: { type: 'bells', id: '1' },
          seq: 0,
          at: new Date(0),
          payload: { bellId: '1' },
        });
        throw new Error('the change failed');
      }),
    );
    await expect(failing).rejects.toThrow('the change failed');
    expect(await states()).toEqual([]);
  });

  test('when several relays run at once, each event takes effect once and in order of its aggregate', async () => {
    const heard: string[] = [];
    const subscriber = on(Rung, 'ringer', async (_tx, { payload }) => void heard.push(payload.bellId));
    for (let at = 0; at < 12; at += 1) await ring(`bell-${at}`, at);
    await Promise.all([1, 2, 3].map(() => relayFor([subscriber]).tick()));
    expect(heard).toHaveLength(12);
    expect(new Set(heard)).toEqual(new Set(Array.from({ length: 12 }, (_, at) => `bell-${at}`)));
    expect(await states()).toEqual(Array.from({ length: 12 }, () => ({ state: 'done', attempts: 1 })));
  });

  test('when a handler fails, its writes are undone, it is retried later, and another event is not held up', async () => {
    const clock = aClock();
    let isBroken = true;
    const effects = () => connection().collection('effects');
    const subscriber = on(Rung, 'fragile', async (tx, { payload }) => {
      await effects().insertOne({ bellId: payload.bellId }, { session: tx.session });
      if (isBroken && payload.bellId === 'bad') throw new Error('not today');
    });
    await ring('bad');
    await ring('good');
    await relayFor([subscriber], clock).tick();
    expect(await effects().distinct('bellId')).toEqual(['good']);
    isBroken = false;
    clock.advance(1000);
    await relayFor([subscriber], clock).tick();
    expect(new Set(await effects().distinct('bellId'))).toEqual(new Set(['bad', 'good']));
  });

  test('when a handler never succeeds, the event becomes a dead letter after eight tries and can be replayed', async () => {
    const clock = aClock();
    const relay = relayFor([on(Rung, 'hopeless', () => Promise.reject(new Error('never')))], clock);
    await ring('poison');
    for (let attempt = 0; attempt < 9; attempt += 1) {
      await relay.tick();
      clock.advance(1000);
    }
    expect(await states()).toEqual([{ state: 'dead', attempts: 8 }]);
    expect(await relay.replayDead()).toBe(1);
    expect(await states()).toEqual([{ state: 'pending', attempts: 0 }]);
  });

  test('when an event lies inside the document that changed, the relay takes it out exactly once', async () => {
    const heard: string[] = [];
    const event = embeddedEvent(Rung, { seq: 0, at: new Date(0), payload: { bellId: 'inside' } });
    await connection()
      .collection('bells')
      .insertOne({ clinicId, outbox: [event] });
    const relay = relayFor([on(Rung, 'ringer', async (_tx, { payload }) => void heard.push(payload.bellId))]);
    await relay.tick();
    await relay.tick();
    expect(heard).toEqual(['inside']);
    expect(await connection().collection('bells').findOne({})).toMatchObject({ outbox: [] });
  });
});
