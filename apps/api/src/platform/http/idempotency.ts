import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { FieldCipher } from '../crypto/field-cipher.ts';
import { AppError, violates } from '../errors.ts';
import { keepingAccount } from '../effects.ts';
import { trusted, Types } from '../mongo.ts';
import { createAnswers, createKeyedHash } from './idempotency-answers.ts';
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
type Claim = {
  identity: { clinicId: Types.ObjectId; userId: Types.ObjectId; route: string; key: string };
  attemptId: Types.ObjectId;
};

// A database that has just been away answers again within these, or the key waits for its minute.
const releaseAfterMs = [0, 250, 1000, 3000, 9000, 27_000];

const isReleased = async ({ identity, attemptId }: Claim): Promise<boolean> => {
  const { deletedCount } = await IdempotencyKeyModel.deleteOne({ ...identity, attemptId });
  return deletedCount === 1;
};

/** Gives a key back in the background; a claim whose writing is in doubt may turn up only later. */
const releaseLater = async (claim: Claim): Promise<void> => {
  for (const ms of releaseAfterMs) {
    await sleep(ms, undefined, { ref: false });
    if (await isReleased(claim).catch(() => false)) return;
  }
};

const runUnder = (claim: Claim, work: () => Promise<unknown>): Promise<unknown> =>
  keepingAccount(async (mayHaveWritten) => {
    try {
      return await work();
    } catch (error) {
      // A refusal left no trace, and neither did a failure before the first write.
      if (error instanceof AppError || !mayHaveWritten())
        await isReleased(claim).catch(() => void releaseLater(claim));
      throw error;
    }
  });

type Begun = { id: Types.ObjectId; replay?: { answer: unknown } };

type Deps = { clock: Clock; cipher: FieldCipher; secret: string };

/**
 * One effect per key: the first call runs, a repeated one gets the stored answer, another body under the
 * key is refused. A failure that left no trace gives the key back at once; an attempt that died, or whose
 * outcome nobody knows, is taken over after a minute.
 */
export const createIdempotency = ({ clock, cipher, secret }: Deps) => {
  const hashOf = createKeyedHash(secret);
  const answers = createAnswers(cipher);

  const insert = async (claim: Claim, bodyHash: string): Promise<Types.ObjectId | undefined> => {
    const { identity, attemptId } = claim;
    const row = { _id: new Types.ObjectId(), ...identity, bodyHash, startedAt: clock.now(), attemptId };
    try {
      await IdempotencyKeyModel.collection.insertOne(row);
      return row._id;
    } catch (error) {
      if (violates(error, 'uniq_key')) return undefined;
      // The key may be written although nobody works under it.
      void releaseLater(claim);
      throw error;
    }
  };

  const begin = async (claim: Claim, { actor, body }: Attempt): Promise<Begun> => {
    const bodyHash = hashOf(actor, body);
    const id = await insert(claim, bodyHash);
    if (id !== undefined) return { id };
    const { identity, attemptId } = claim;
    const earlier = await IdempotencyKeyModel.findOne(identity).lean();
    if (earlier !== null && earlier.bodyHash !== bodyHash) throw keyReused();
    if (earlier?.answer !== undefined) {
      const answer = await answers.open(actor, earlier._id, earlier.answer);
      return { id: earlier._id, replay: { answer } };
    }
    const startedAt = clock.now();
    const abandoned = new Date(startedAt.getTime() - resumableAfterMs);
    const takenOver = await IdempotencyKeyModel.updateOne(
      { ...identity, startedAt: trusted({ $lte: abandoned }) },
      { $set: { startedAt, attemptId } },
    );
    if (earlier !== null && takenOver.modifiedCount === 1) return { id: earlier._id };
    throw new AppError('request-in-progress', 'The same request is still being worked on.', {
      details: { retryAfterSeconds: 1 },
    });
  };

  return async (attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> => {
    const { actor, route, key } = attempt;
    assertKeyShape(key);
    const identity = { clinicId: actor.clinicId, userId: actor.userId, route, key };
    const claim: Claim = { identity, attemptId: new Types.ObjectId() };
    const { id, replay } = await begin(claim, attempt);
    if (replay !== undefined) return new Reply(replay.answer, { isReplay: true });
    const answer = await runUnder(claim, work);
    const sealed = await answers.seal(actor, id, answer instanceof Reply ? answer.data : answer);
    await IdempotencyKeyModel.updateOne({ ...identity, _id: id }, { $set: { answer: sealed } });
    return answer;
  };
};
export type Idempotency = ReturnType<typeof createIdempotency>;
