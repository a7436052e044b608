import { roles } from '@topsmile/contracts';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';
import { accountSecurity } from './account-security.model.ts';

export const secondFactors = ['totp', 'passkey'] as const;
export type SecondFactor = (typeof secondFactors)[number];

const membership = new Schema(
  {
    clinicId: { type: Types.ObjectId, required: true },
    role: { type: String, enum: roles, required: true },
    /** A role of the clinic's own decides about the rights; `role` is then what it was copied from. */
    customRoleId: Types.ObjectId,
    isActive: { type: Boolean, required: true, default: true },
    /** Counts the changes of this membership: what an edit must name. */
    rev: { type: Number, required: true, default: 0 },
  },
  { _id: false },
);

const userSchema = new Schema(
  {
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    email: { type: String, required: true },
    /** argon2id in PHC form. */
    passwordHash: { type: String, required: true, select: false },
    memberships: { type: [membership], required: true },
    /** Runs the platform: belongs to no clinic, and enters one for a reason and a time. */
    isPlatformAdmin: { type: Boolean, required: true, default: false },
    /** Nothing else works until a new password is chosen. */
    mustChangePassword: { type: Boolean, required: true, default: false },
    passwordChangedAt: Date,
    /** What this person can prove themselves with beside the password; says nothing secret. */
    secondFactors: { type: [String], enum: secondFactors, required: true, default: [] },
    security: { type: accountSecurity, select: false },
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type UserDoc = InferSchemaType<typeof userSchema> & { _id: Types.ObjectId };
// A person may work in several clinics: the row belongs to the platform, the memberships name the clinics.
export const UserModel = defineModel('User', tenancy('global', userSchema), 'users');
