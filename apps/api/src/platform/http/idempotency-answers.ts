import { createHmac } from 'node:crypto';
import type { AnyActor } from '../actor.ts';
import { isSealed } from '../crypto/envelope.ts';
import type { FieldCipher } from '../crypto/field-cipher.ts';
import type { SealedField } from '../crypto/sealed-fields.ts';
import type { Types } from '../mongo.ts';

const answers = { collection: 'idempotency_keys', field: 'answer' } as const;
export const sealedFieldsOfAnswers: readonly SealedField[] = [
  { owner: 'clinic', collection: answers.collection, path: answers.field },
];

/** An answer may hold all of a patient's record: it is kept sealed. */
export const createAnswers = (cipher: FieldCipher) => ({
  seal: ({ clinicId }: AnyActor, id: Types.ObjectId, answer: unknown): Promise<string> =>
    cipher.seal(clinicId, { ...answers, id }, answer === undefined ? '' : JSON.stringify(answer)),

  // One of the release before is plain, for the day that it lives.
  open: async ({ clinicId }: AnyActor, id: Types.ObjectId, kept: unknown): Promise<unknown> => {
    if (typeof kept !== 'string' || !isSealed(kept)) return kept;
    const text = await cipher.open(clinicId, { ...answers, id }, kept);
    return text === '' ? undefined : JSON.parse(text);
  },
});

/** A body may hold a national id, which nine digits of guessing would find behind a hash without a key. */
export const createKeyedHash =
  (secret: string) =>
  ({ clinicId }: AnyActor, body: unknown): string =>
    createHmac('sha256', secret)
      .update(`idempotency:${clinicId.toHexString()}:`)
      .update(JSON.stringify(body))
      .digest('base64url');
