import { type InferSchemaType, Schema, Types } from 'mongoose';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const closureSchema = new Schema(
  {
    clinicId: clinicIdField,
    /** Absent: every location. */
    locationId: Types.ObjectId,
    /** `YYYY-MM-DD` (inclusive) or `YYYY-MM-DDTHH:mm`, on the location's wall clock. */
    from: { type: String, required: true },
    to: { type: String, required: true },
    reason: { type: String, required: true },
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type ClosureDoc = InferSchemaType<typeof closureSchema> & { _id: Types.ObjectId };
export const ClosureModel = defineModel('Closure', tenancy('clinic', closureSchema), 'closures');
