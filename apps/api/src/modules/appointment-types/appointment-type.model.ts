import { categories } from '@topsmile/contracts';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const appointmentTypeSchema = new Schema(
  {
    clinicId: clinicIdField,
    name: { type: String, required: true },
    description: String,
    durationMinutes: { type: Number, required: true },
    priceInCents: { type: Number, required: true, default: 0 },
    color: { type: String, required: true },
    category: { type: String, enum: categories, required: true },
    /** `X` the provider is needed, `/` only the chair; absent: needed all the time. */
    pattern: String,
    patternSquareMinutes: { type: Number, enum: [5, 10, 15] as const, required: true, default: 10 },
    bufferBeforeMinutes: { type: Number, required: true, default: 0 },
    bufferAfterMinutes: { type: Number, required: true, default: 0 },
    equipmentIds: { type: [Types.ObjectId], required: true, default: [] },
    allowsOnlineBooking: { type: Boolean, required: true, default: true },
    requiresApproval: { type: Boolean, required: true, default: false },
    preparationInstructions: String,
    postTreatmentInstructions: String,
    order: { type: Number, required: true, default: 0 },
    isActive: { type: Boolean, required: true, default: true },
    /** The folded name while active; absent otherwise, so that a retired name is free again. */
    activeName: String,
    searchWords: { type: [String], required: true },
    ...revisionFields,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type AppointmentTypeDoc = InferSchemaType<typeof appointmentTypeSchema> & { _id: Types.ObjectId };
export const AppointmentTypeModel = defineModel(
  'AppointmentType',
  tenancy('clinic', appointmentTypeSchema),
  'appointment_types',
);
