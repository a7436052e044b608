import { type InferSchemaType, Schema, Types } from 'mongoose';
import { revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const operatorySchema = new Schema(
  {
    clinicId: clinicIdField,
    /** The resource's number in the claims of the double-booking guard; never given twice. */
    ord: { type: Number, required: true, immutable: true },
    locationId: { type: Types.ObjectId, required: true, immutable: true },
    name: { type: String, required: true },
    room: String,
    equipmentIds: { type: [Types.ObjectId], required: true, default: [] },
    color: String,
    order: { type: Number, required: true, default: 0 },
    isActive: { type: Boolean, required: true, default: true },
    /** The folded name while active; absent otherwise, so that a retired name is free again. */
    activeName: String,
    ...revisionFields,
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type OperatoryDoc = InferSchemaType<typeof operatorySchema> & { _id: Types.ObjectId };
export const OperatoryModel = defineModel('Operatory', tenancy('clinic', operatorySchema), 'operatories');
