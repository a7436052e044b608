import { createHash } from 'node:crypto';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { FieldCipher } from '../crypto/field-cipher.ts';
import { AppError, violates } from '../errors.ts';
import { trusted, Types } from '../mongo.ts';
import { createAnswers, createKeyedHash } from './idempotency-answers.ts';
import { IdempotencyKeyModel } from './idempotency.model.ts';
import { Reply } from './route.ts';

const shape = /^[\w.:-]{8,128}$/;
const resumableAfterMs = 60_000;

export const bodyHashOf = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url');

/** Scopes a caller's key to the person and the route, so that two callers can never meet on one key. */
export const scopedKey = (actor: Actor, route: string, key: string): string =>
  `${actor.userId.toHexString()}:${route}:${key}`;

export const assertKeyShape = (key: string): void => {
  if (shape.test(key)) return;
  throw new AppError('invalid-request', 'The Idempotency-Key must have 8 to 128 letters, digits or . : _ -', {
    issues: [{ path: 'Idempotency-Key', message: 'idempotencyKey' }],
  });
};

export const keyReused = (): AppError =>
  new AppError('idempotency-key-reused', 'This Idempotency-Key was already used with another body.');

type Attempt = { actor: Actor; route: string; key: string; body: unknown };

const identityOf = ({ actor, route, key }: Attempt) => ({
  clinicId: actor.clinicId,
  userId: actor.userId,
  route,
  key,
});

/** Goes on where an attempt died a minute ago or more; of two who try, one does. */
const takeOver = async (attempt: Attempt, startedAt: Date): Promise<boolean> => {
  const abandoned = new Date(startedAt.getTime() - resumableAfterMs);
  const { modifiedCount } = await IdempotencyKeyModel.updateOne(
    { ...identityOf(attempt), startedAt: trusted({ $lte: abandoned }) },
    { $set: { startedAt } },
  );
  return modifiedCount === 1;
};

type Begun = { id: Types.ObjectId; replay?: { answer: unknown } };

type Deps = { clock: Clock; cipher: FieldCipher; secret: string };

/**
 * One effect per key: the first call runs, a repeated one gets the stored answer, another body under the
 * key is refused. An attempt that died is taken over after a minute.
 */
export const createIdempotency = ({ clock, cipher, secret }: Deps) => {
  const keyedHash = createKeyedHash(secret);
  const kept = createAnswers(cipher);

  /** What an earlier call under the key left: its answer, or its place when it died. */
  const repeat = async (attempt: Attempt, bodyHash: string, startedAt: Date): Promise<Begun> => {
    const { actor } = attempt;
    const earlier = await IdempotencyKeyModel.findOne(identityOf(attempt)).lean();
    if (earlier !== null && earlier.bodyHash !== bodyHash) throw keyReused();
    if (earlier?.answer !== undefined) {
      const answer = await kept.open(actor, earlier._id, earlier.answer);
      return { id: earlier._id, replay: { answer } };
    }
    if (earlier !== null && (await takeOver(attempt, startedAt))) return { id: earlier._id };
    throw new AppError('request-in-progress', 'The same request is still being worked on.', {
      details: { retryAfterSeconds: 1 },
    });
  };

  const begin = async (attempt: Attempt): Promise<Begun> => {
    const id = new Types.ObjectId();
    const startedAt = clock.now();
    const bodyHash = keyedHash(attempt.actor, attempt.body);
    const row = { _id: id, ...identityOf(attempt), bodyHash, startedAt };
    try {
      await IdempotencyKeyModel.collection.insertOne(row);
      return { id };
    } catch (error) {
      if (!violates(error, 'uniq_key')) throw error;
    }
    return repeat(attempt, bodyHash, startedAt);
  };

  const finish = async ({ actor }: Attempt, id: Types.ObjectId, answer: unknown): Promise<void> => {
    const update = { $set: { answer: await kept.seal(actor, id, answer) } };
    await IdempotencyKeyModel.updateOne({ clinicId: actor.clinicId, _id: id }, update);
  };

  return async (attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> => {
    assertKeyShape(attempt.key);
    const { id, replay } = await begin(attempt);
    if (replay !== undefined) return new Reply(replay.answer, { isReplay: true });
    try {
      const answer = await work();
      await finish(attempt, id, answer instanceof Reply ? answer.data : answer);
      return answer;
    } catch (error) {
      // A refusal left no trace and may be tried again; an unknown outcome keeps the key until it is resumable.
      if (error instanceof AppError) await IdempotencyKeyModel.deleteOne(identityOf(attempt));
      throw error;
    }
  };
};
export type Idempotency = ReturnType<typeof createIdempotency>;
