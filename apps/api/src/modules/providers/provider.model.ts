import { specialties } from '@topsmile/contracts';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const place = {
  startsAt: { type: String, required: true },
  endsAt: { type: String, required: true },
  locationId: { type: Types.ObjectId, required: true },
  operatoryId: Types.ObjectId,
  /** Kept for these types alone; absent: for every type. */
  typeIds: { type: [Types.ObjectId], default: undefined },
} as const;
const hoursBlock = new Schema({ weekdays: { type: [Number], required: true }, ...place }, { _id: false });
const overrideBlock = new Schema(place, { _id: false });
const dateOverride = new Schema(
  { date: { type: String, required: true }, blocks: { type: [overrideBlock], required: true } },
  { _id: false },
);
const timeOff = new Schema(
  {
    from: { type: String, required: true },
    to: { type: String, required: true },
    kind: { type: String, enum: ['vacation', 'sick', 'course', 'other'], required: true },
    reason: String,
  },
  { _id: false },
);
const license = new Schema(
  {
    council: { type: String, enum: ['CRO'], required: true },
    state: { type: String, required: true },
    number: { type: String, required: true },
  },
  { _id: false },
);

const providerSchema = new Schema(
  {
    clinicId: clinicIdField,
    /** The resource's number in the claims of the double-booking guard; never given twice. */
    ord: { type: Number, required: true, immutable: true },
    title: String,
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    kind: { type: String, enum: ['dentist', 'hygienist', 'assistant'], required: true },
    email: String,
    phone: String,
    specialties: { type: [{ type: String, enum: specialties }], required: true, default: [] },
    license: { type: license, required: false },
    userId: Types.ObjectId,
    colorIndex: { type: Number, required: true, default: 0 },
    bufferBeforeMinutes: { type: Number, required: true, default: 0 },
    bufferAfterMinutes: { type: Number, required: true, default: 0 },
    /** Empty: every type. */
    appointmentTypeIds: { type: [Types.ObjectId], required: true, default: [] },
    hours: { type: [hoursBlock], required: true, default: [] },
    overrides: { type: [dateOverride], required: true, default: [] },
    timeOff: { type: [timeOff], required: true, default: [] },
    order: { type: Number, required: true, default: 0 },
    isActive: { type: Boolean, required: true, default: true },
    /** The folded name, for sorting; its words and the specialties', for searching. */
    sortName: { type: String, required: true },
    searchWords: { type: [String], required: true },
    ...revisionFields,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type ProviderDoc = InferSchemaType<typeof providerSchema> & { _id: Types.ObjectId };
export const ProviderModel = defineModel('Provider', tenancy('clinic', providerSchema), 'providers');
