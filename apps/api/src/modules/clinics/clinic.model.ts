import { type InferSchemaType, Schema, type Types } from 'mongoose';
import { revisionFields } from '../../platform/stale.ts';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const clinicSchema = new Schema(
  {
    name: { type: String, required: true },
    cnpj: String,
    email: String,
    phone: String,
    country: { type: String, enum: ['BR'], required: true, default: 'BR' },
    currency: { type: String, enum: ['BRL'], required: true, default: 'BRL' },
    status: { type: String, enum: ['active', 'suspended'], required: true, default: 'active' },
    settings: {
      slotStepMinutes: { type: Number, required: true, default: 15 },
      cancellationNoticeHours: { type: Number, required: true, default: 24 },
      /** A year: the recall of half a year must be bookable on the day of the visit. */
      bookingWindowDays: { type: Number, required: true, default: 365 },
      minimumNoticeMinutes: { type: Number, required: true, default: 0 },
      holdMinutes: { type: Number, required: true, default: 10 },
      longWaitMinutes: { type: Number, required: true, default: 15 },
    },
    security: {
      secondFactor: { type: String, enum: ['required', 'optional'] },
      /** Why the second factor was relaxed, when and by whom: without these nothing was decided. */
      reason: String,
      idleMinutes: { type: Number, required: true, default: 30 },
      changedAt: Date,
      changedBy: String,
    },
    /** Written by whoever changes who may do what: of two such changes at once, one waits for the other. */
    peopleRev: { type: Number, required: true, default: 0 },
    isDemo: { type: Boolean, required: true, default: false },
    isSetUp: { type: Boolean, required: true, default: false },
    ...revisionFields,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type ClinicDoc = InferSchemaType<typeof clinicSchema> & { _id: Types.ObjectId };
// The clinic is the tenant: its own row is found by its id, which only a session or system work supplies.
export const ClinicModel = defineModel('Clinic', tenancy('global', clinicSchema), 'clinics');
