import { type InferSchemaType, Schema, type Types } from 'mongoose';
import { revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const hoursBlock = new Schema(
  {
    weekdays: { type: [Number], required: true },
    startsAt: { type: String, required: true },
    endsAt: { type: String, required: true },
  },
  { _id: false },
);

const addressFields = {
  street: String,
  number: String,
  complement: String,
  neighborhood: String,
  city: String,
  state: String,
  zipCode: String,
};

const locationSchema = new Schema(
  {
    clinicId: clinicIdField,
    name: { type: String, required: true },
    address: { type: new Schema(addressFields, { _id: false }), default: {} },
    phone: String,
    /** Canonical IANA name. */
    zone: { type: String, required: true },
    hours: { type: [hoursBlock], required: true, default: [] },
    holidays: {
      isObserved: { type: Boolean, required: true, default: true },
      state: String,
      worked: { type: [String], required: true, default: [] },
    },
    order: { type: Number, required: true, default: 0 },
    isActive: { type: Boolean, required: true, default: true },
    /** The folded name while active; absent otherwise, so that a retired name is free again. */
    activeName: String,
    ...revisionFields,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type LocationDoc = InferSchemaType<typeof locationSchema> & { _id: Types.ObjectId };
export const LocationModel = defineModel('Location', tenancy('clinic', locationSchema), 'locations');
