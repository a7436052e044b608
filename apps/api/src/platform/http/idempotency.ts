import { createHash, createHmac } from 'node:crypto';
import type { AnyActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { isSealed } from '../crypto/envelope.ts';
import type { FieldCipher } from '../crypto/field-cipher.ts';
import type { SealedField } from '../crypto/sealed-fields.ts';
import { AppError, violates } from '../errors.ts';
import { trusted, Types } from '../mongo.ts';
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

const answers = { collection: 'idempotency_keys', field: 'answer' } as const;
export const sealedFieldsOfAnswers: readonly SealedField[] = [
  { owner: 'clinic', collection: answers.collection, path: answers.field },
];

/** An answer may hold all of a patient's record: it is kept sealed. */
const createAnswers = (cipher: FieldCipher) => ({
  seal: ({ clinicId }: AnyActor, id: Types.ObjectId, answer: unknown): Promise<string> =>
    cipher.seal(clinicId, { ...answers, id }, answer === undefined ? '' : JSON.stringify(answer)),

  // One of the release before is plain, for the day that it lives.
  open: async ({ clinicId }: AnyActor, id: Types.ObjectId, kept: unknown): Promise<unknown> => {
    if (typeof kept !== 'string' || !isSealed(kept)) return kept;
    const text = await cipher.open(clinicId, { ...answers, id }, kept);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  },
});

/** A body may hold a national id, which nine digits of guessing would find behind a hash without a key. */
const createKeyedHash =
  (secret: string) =>
  ({ clinicId }: AnyActor, body: unknown): string =>
    createHmac('sha256', secret)
      .update(`idempotency:${clinicId.toHexString()}:`)
      .update(JSON.stringify(body))
      .digest('base64url');

type Begun = { id: Types.ObjectId; replay?: { answer: unknown } };

type Deps = { clock: Clock; cipher: FieldCipher; secret: string };

/**
 * One effect per key: the first call runs, a repeated one gets the stored answer, another body under the
 * key is refused. An attempt that died is taken over after a minute.
 */
export const createIdempotency = ({ clock, cipher, secret }: Deps) => {
  const keyedHash = createKeyedHash(secret);
  const kept = createAnswers(cipher);

  const begin = async ({ actor, route, key, body }: Attempt): Promise<Begun> => {
    const id = new Types.ObjectId();
    const identity = { clinicId: actor.clinicId, userId: actor.userId, route, key };
    const startedAt = clock.now();
    const bodyHash = keyedHash(actor, body);
    try {
      await IdempotencyKeyModel.collection.insertOne({
        _id: id,
        ...identity,
        bodyHash,
        startedAt,
      });
      return { id };
    } catch (error) {
      if (!violates(error, 'uniq_key')) throw error;
    }
    const earlier = await IdempotencyKeyModel.findOne(identity).lean();
    if (earlier !== null && earlier.bodyHash !== bodyHash) throw keyReused();
    if (earlier?.answer !== undefined) {
      const answer = await kept.open(actor, earlier._id, earlier.answer);
      return { id: earlier._id, replay: { answer } };
    }
    const abandoned = new Date(startedAt.getTime() - resumableAfterMs);
    const takenOver = await IdempotencyKeyModel.updateOne(
      { ...identity, startedAt: trusted({ $lte: abandoned }) },
      { $set: { startedAt } },
    );
    if (earlier !== null && takenOver.modifiedCount === 1) return { id: earlier._id };
    throw new AppError('request-in-progress', 'The same request is still being worked on.', {
      details: { retryAfterSeconds: 1 },
    });
  };

  const finish = async ({ actor }: Attempt, id: Types.ObjectId, answer: unknown): Promise<void> => {
    await IdempotencyKeyModel.updateOne(
      { clinicId: actor.clinicId, _id: id },
      { $set: { answer: await kept.seal(actor, id, answer) } },
    );
  };

  const abandon = async ({ actor, route, key }: Attempt): Promise<void> => {
    await IdempotencyKeyModel.deleteOne({ clinicId: actor.clinicId, userId: actor.userId, route, key });
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
      if (error instanceof AppError) await abandon(attempt);
      throw error;
    }
  };
};
export type Idempotency = ReturnType<typeof createIdempotency>;
