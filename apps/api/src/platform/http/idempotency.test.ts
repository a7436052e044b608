import { randomBytes } from 'node:crypto';
import { MongoNetworkError } from 'mongodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { aClock } from '../../testing/clock.ts';
import { eventually } from '../../testing/api-process.ts';
import { createFieldCipher } from '../crypto/field-cipher.ts';
import { createKeyring } from '../crypto/keyring.ts';
import { connection, inTransaction, Types } from '../mongo.ts';
import { runInClinic } from '../tenancy/context.ts';
import { createIdempotency } from './idempotency.ts';
import { IdempotencyKeyModel } from './idempotency.model.ts';
import { Reply } from './route.ts';

afterEach(() => vi.restoreAllMocks());

const clinicId = new Types.ObjectId();
const actor = { clinicId, userId: new Types.ObjectId() } as Parameters<
  ReturnType<typeof createIdempotency>
>[0]['actor'];
const lost = (): Promise<never> => Promise.reject(new MongoNetworkError('the connection is gone'));
const things = () => connection().collection('things');

const keyring = createKeyring([{ id: 'k1', key: randomBytes(32) }]);

/** A caller who repeats one request under one key, with a clock of their own. */
const aCaller = (key: string) => {
  const clock = aClock();
  const cipher = createFieldCipher({ clock, keyring });
  const once = createIdempotency({ clock, cipher, secret: 'a secret of this test' });
  const attempt = { actor, route: '/things', key, body: { name: 'x' } };
  return { clock, send: (work: () => Promise<unknown>) => runInClinic(clinicId, () => once(attempt, work)) };
};
const made = (): Promise<unknown> => Promise.resolve({ id: 1 });

describe('a key after a failure', () => {
  test('when the work failed before it wrote anything, the key works again at once', async () => {
    const { send } = aCaller('read-failed-1');
    await expect(send(lost)).rejects.toThrow('gone');
    expect(await send(made)).toEqual({ id: 1 });
    expect(await send(lost)).toEqual(new Reply({ id: 1 }, { isReplay: true }));
  });

  test('when a transaction failed before its commit, the key works again at once', async () => {
    const { send } = aCaller('transaction-failed-1');
    const work = () =>
      inTransaction(async ({ session }) => {
        await things().insertOne({ clinicId }, { session });
        throw new Error('the second write failed');
      });
    await expect(send(work)).rejects.toThrow('second write');
    expect(await things().countDocuments({ clinicId })).toBe(0);
    expect(await send(made)).toEqual({ id: 1 });
  });

  test('when a write may have taken effect, the key waits for its minute', async () => {
    const { send, clock } = aCaller('write-in-doubt-1');
    const work = async () => {
      await things().insertOne({ clinicId });
      return lost();
    };
    await expect(send(work)).rejects.toThrow('gone');
    await expect(send(made)).rejects.toMatchObject({ code: 'request-in-progress' });
    clock.advance(61);
    expect(await send(made)).toEqual({ id: 1 });
  });

  test('when a commit may have taken effect, the key waits too', async () => {
    const { send } = aCaller('commit-in-doubt-1');
    const work = async () => {
      await inTransaction(({ session }) => things().insertOne({ clinicId }, { session }));
      return lost();
    };
    await expect(send(work)).rejects.toThrow('gone');
    await expect(send(made)).rejects.toMatchObject({ code: 'request-in-progress' });
  });

  test('when the key was written but its answer was lost, nobody works under it and it is given back', async () => {
    const { collection } = IdempotencyKeyModel;
    const insertOne = collection.insertOne.bind(collection);
    vi.spyOn(collection, 'insertOne').mockImplementationOnce(async (row) => {
      await insertOne(row);
      return lost();
    });
    const { send } = aCaller('answer-lost-1');
    let runs = 0;
    const work = () => {
      runs += 1;
      return made();
    };
    await expect(send(work)).rejects.toThrow('gone');
    await eventually(() =>
      send(work).then(
        () => true,
        () => false,
      ),
    );
    expect(runs).toBe(1);
  });
});
