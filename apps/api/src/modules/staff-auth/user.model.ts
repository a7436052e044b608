import { roles } from '@topsmile/contracts';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const membership = new Schema(
  {
    clinicId: { type: Types.ObjectId, required: true },
    role: { type: String, enum: roles, required: true },
    isActive: { type: Boolean, required: true, default: true },
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
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type UserDoc = InferSchemaType<typeof userSchema> & { _id: Types.ObjectId };
// A person may work in several clinics: the row belongs to the platform, the memberships name the clinics.
export const UserModel = defineModel('User', tenancy('global', userSchema), 'users');
