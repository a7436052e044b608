import { type InferSchemaType, Schema, Types } from 'mongoose';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const sessionSchema = new Schema(
  {
    userId: { type: Types.ObjectId, required: true },
    clinicId: { type: Types.ObjectId, required: true },
    /** SHA-256 of the live refresh token, and of the one before it for the overlap of ten seconds. */
    refreshHash: { type: String, required: true },
    previousHash: String,
    generation: { type: Number, required: true },
    salt: { type: String, required: true },
    rotatedAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endedAt: Date,
    endReason: { type: String, enum: ['signed-out', 'reuse', 'too-many', 'disabled'] },
    address: String,
    userAgent: String,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type SessionDoc = InferSchemaType<typeof sessionSchema> & { _id: Types.ObjectId };
// Looked up by the id in a signed token, before any clinic is known.
export const SessionModel = defineModel('Session', tenancy('global', sessionSchema), 'sessions');
