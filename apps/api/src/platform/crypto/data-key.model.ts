import { Schema, type Types } from 'mongoose';
import { type Collection, collectionOf } from '../mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../tenancy/declare.ts';

const keyFields = {
  /** 1, 2, 3 …: the highest is the one that seals, all of them open. */
  version: { type: Number, required: true },
  /** Which key-encryption key wraps it; absent on the mark that a shredded clinic leaves. */
  kekId: String,
  wrapped: String,
  createdAt: { type: Date, required: true },
  /** Since when a later version seals. */
  supersededAt: Date,
  /** When the last value sealed with it had been sealed anew. */
  emptiedAt: Date,
  shreddedAt: Date,
} as const;

const clinicKey = new Schema(
  { clinicId: clinicIdField, ...keyFields },
  { strict: 'throw', versionKey: false },
);
const platformKey = new Schema(keyFields, { strict: 'throw', versionKey: false });

export type DataKeyDoc = {
  _id: Types.ObjectId;
  clinicId?: Types.ObjectId;
  version: number;
  kekId?: string;
  wrapped?: string;
  createdAt: Date;
  supersededAt?: Date;
  emptiedAt?: Date;
  shreddedAt?: Date;
};

const ClinicKeyModel = defineModel('ClinicKey', tenancy('clinic', clinicKey), 'clinic_keys');
const PlatformKeyModel = defineModel('PlatformKey', tenancy('global', platformKey), 'platform_keys');

/** The keys of clinics, and the platform's own for rows that belong to no clinic. */
export const clinicKeys = (): Collection<DataKeyDoc> => collectionOf(ClinicKeyModel);
export const platformKeys = (): Collection<DataKeyDoc> => collectionOf(PlatformKeyModel);
