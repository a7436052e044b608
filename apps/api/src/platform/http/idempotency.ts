import { createHash } from 'node:crypto';
import type { AnyActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { AppError, violates } from '../errors.ts';
import { trusted } from '../mongo.ts';
import { IdempotencyKeyModel } from './idempotency.model.ts';
import { Reply } from './route.ts';

const shape = /^[\w.:-]{8,128}$/;
const resumableAfterMs = 60_000;

export const bodyHashOf = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');

/** Scopes a caller's key to the person and the route, so that two callers can never meet on one key. */
export const scopedKey = (actor: AnyActor, route: string, key: string): string =>
  `${actor.userId.toHexString()}:${route}:${key}`;

export const assertKeyShape = (key: string): void => {
  if (shape.test(key)) return;
  throw new AppError('invalid-request', 'The Idempotency-Key must have 8 to 128 letters, digits or . : _ -', {
    issues: [{ path: 'Idempotency-Key', message: 'idempotencyKey' }],
  });
};

export const keyReused = (): AppError =>
  new AppError('idempotency-key-reused', 'This Idempotency-Key was already used with another body.');

type Attempt = { actor: AnyActor; route: string; key: string; body: unknown };

/**
 * One effect per key: the first call runs, a repeated one gets the stored answer, another body under the
 * key is refused. An attempt that died is taken over after a minute.
 */
export const createIdempotency = (clock: Clock) => {
  const begin = async ({ actor, route, key, body }: Attempt): Promise<{ answer: unknown } | undefined> => {
    const identity = { clinicId: actor.clinicId, userId: actor.userId, route, key };
    const startedAt = clock.now();
    try {
      await IdempotencyKeyModel.collection.insertOne({ ...identity, bodyHash: bodyHashOf(body), startedAt });
      return undefined;
    } catch (error) {
      if (!violates(error, 'uniq_key')) throw error;
    }
    const earlier = await IdempotencyKeyModel.findOne(identity).lean();
    if (earlier !== null && earlier.bodyHash !== bodyHashOf(body)) throw keyReused();
    if (earlier?.answer !== undefined) return { answer: earlier.answer };
    const abandoned = new Date(startedAt.getTime() - resumableAfterMs);
    const takenOver = await IdempotencyKeyModel.updateOne(
      { ...identity, startedAt: trusted({ $lte: abandoned }) },
      { $set: { startedAt } },
    );
    if (takenOver.modifiedCount === 1) return undefined;
    throw new AppError('request-in-progress', 'The same request is still being worked on.', {
      details: { retryAfterSeconds: 1 },
    });
  };

  const finish = async ({ actor, route, key }: Attempt, answer: unknown): Promise<void> => {
    await IdempotencyKeyModel.updateOne(
      { clinicId: actor.clinicId, userId: actor.userId, route, key },
      { $set: { answer } },
    );
  };

  const abandon = async ({ actor, route, key }: Attempt): Promise<void> => {
    await IdempotencyKeyModel.deleteOne({ clinicId: actor.clinicId, userId: actor.userId, route, key });
  };

  return async (attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> => {
    assertKeyShape(attempt.key);
    const replay = await begin(attempt);
    if (replay !== undefined) return new Reply(replay.answer, { isReplay: true });
    try {
      const answer = await work();
      await finish(attempt, answer instanceof Reply ? answer.data : answer);
      return answer;
    } catch (error) {
      // A refusal left no trace and may be tried again; an unknown outcome keeps the key until it is resumable.
      if (error instanceof AppError) await abandon(attempt);
      throw error;
    }
  };
};
export type Idempotency = ReturnType<typeof createIdempotency>;
