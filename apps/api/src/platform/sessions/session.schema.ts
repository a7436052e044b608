import { Schema, Types } from 'mongoose';

export const endReasons = [
  'signed-out',
  'reuse',
  'too-many',
  'disabled',
  'ended-by-owner',
  'ended-by-administrator',
  'password-changed',
  'second-factor-changed',
  'clinic-changed',
] as const;
export type EndReason = (typeof endReasons)[number];

const entry = new Schema(
  { reason: { type: String, required: true }, until: { type: Date, required: true } },
  { _id: false },
);

const fields = {
  /** The login that it belongs to: a user of the staff, an account of a patient. */
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
  /** A session issued in place of another: when the sign-in that it goes back to is over. */
  signedInUntil: Date,
  /** When the person last proved who they are: at sign-in, and again before a step that asks for it. */
  provedAt: { type: Date, required: true },
  endedAt: Date,
  endReason: { type: String, enum: endReasons },
  address: String,
  userAgent: String,
  /** Patients: the chart that the login acts for, its own or a dependant's. */
  patientId: Types.ObjectId,
  /** Platform administrators: why they are inside this clinic, and until when. */
  entry,
};

/** Sessions of any realm; each realm has a collection of its own. */
export const sessionSchema = () =>
  new Schema(fields, { timestamps: true, strict: 'throw', versionKey: false });

export type SessionDoc = {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  clinicId: Types.ObjectId;
  refreshHash: string;
  previousHash?: string;
  generation: number;
  salt: string;
  rotatedAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  signedInUntil?: Date;
  provedAt?: Date;
  endedAt?: Date;
  endReason?: EndReason;
  address?: string;
  userAgent?: string;
  patientId?: Types.ObjectId;
  entry?: { reason: string; until: Date };
  createdAt: Date;
  updatedAt: Date;
};
