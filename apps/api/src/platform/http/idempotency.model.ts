import { Schema, Types } from 'mongoose';
import { clinicIdField, defineModel, tenancy } from '../tenancy/declare.ts';

/** The answer to a creation, kept for a day so that the same key never creates twice. */
const schema = new Schema(
  {
    clinicId: clinicIdField,
    userId: { type: Types.ObjectId, required: true },
    route: { type: String, required: true },
    key: { type: String, required: true },
    bodyHash: { type: String, required: true },
    startedAt: { type: Date, required: true },
    /** Who works under the key: only they may give it back. */
    attemptId: Types.ObjectId,
    /** Sealed JSON. */
    answer: Schema.Types.Mixed,
  },
  { strict: 'throw', versionKey: false },
);
export const IdempotencyKeyModel = defineModel(
  'IdempotencyKey',
  tenancy('clinic', schema),
  'idempotency_keys',
);
