import { type InferSchemaType, Schema, Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const emergencyAccessSchema = new Schema(
  {
    clinicId: clinicIdField,
    patientId: { type: Types.ObjectId, required: true },
    userId: { type: Types.ObjectId, required: true },
    /** It lasts no longer than this session. */
    sessionId: { type: Types.ObjectId, required: true },
    by: { type: String, required: true },
    reason: { type: String, required: true },
    at: { type: Date, required: true },
    until: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export type EmergencyAccessDoc = InferSchemaType<typeof emergencyAccessSchema> & { _id: Types.ObjectId };
/** Who opened a restricted chart in an emergency, and why: written before the chart is shown, never changed. */
const EmergencyAccessModel = defineModel(
  'EmergencyAccess',
  tenancy('clinic', emergencyAccessSchema),
  'emergency_accesses',
);
export const emergencyAccesses = (): Collection<EmergencyAccessDoc> => collectionOf(EmergencyAccessModel);
