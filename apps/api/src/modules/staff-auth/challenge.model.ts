import { Schema, Types } from 'mongoose';
import { collectionOf } from '../../platform/mongo.ts';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

export const purposes = ['second-factor', 'passkey-sign-in', 'new-passkey', 'proof'] as const;
export type Purpose = (typeof purposes)[number];

const challengeSchema = new Schema(
  {
    /** The purpose and the SHA-256 of what the browser holds: a challenge is good for one thing only. */
    _id: { type: String, required: true },
    userId: Types.ObjectId,
    /** What a passkey must sign, base64url. */
    signs: String,
    tries: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export type ChallengeDoc = {
  _id: string;
  userId?: Types.ObjectId;
  signs?: string;
  tries: number;
  expiresAt: Date;
};

// Held before anybody is signed in: it belongs to no clinic.
const ChallengeModel = defineModel(
  'SignInChallenge',
  tenancy('global', challengeSchema),
  'sign_in_challenges',
);

export const challengeRows = () => collectionOf<ChallengeDoc>(ChallengeModel);
