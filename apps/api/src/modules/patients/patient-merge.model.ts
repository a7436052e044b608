import { type InferSchemaType, Schema, Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';
import type { Revs } from './merge.rules.ts';
import type { PatientDoc } from './patient.model.ts';

const mergeSchema = new Schema(
  {
    clinicId: clinicIdField,
    survivorId: { type: Types.ObjectId, required: true },
    duplicateId: { type: Types.ObjectId, required: true },
    /** Both records whole, as they were; undoing puts them back. */
    before: { type: Schema.Types.Mixed, required: true },
    /** The numbers both carried when the merge was done: any later edit forbids undoing. */
    revs: { type: Schema.Types.Mixed, required: true },
    movedVisits: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: Types.ObjectId, required: true },
    /** Their name as it was: absent on merges of before it was kept. */
    byName: String,
    /** Whose guardian was the duplicate and became the survivor. */
    wards: { type: [Types.ObjectId], default: undefined },
    undoneAt: Date,
  },
  { strict: 'throw', versionKey: false },
);

type Stored = InferSchemaType<typeof mergeSchema>;
export type MergeDoc = Omit<Stored, 'before' | 'revs' | 'wards'> & {
  _id: Types.ObjectId;
  before: { survivor: PatientDoc; duplicate: PatientDoc };
  revs: Revs;
  wards?: Types.ObjectId[];
};
export const PatientMergeModel = defineModel(
  'PatientMerge',
  tenancy('clinic', mergeSchema),
  'patient_merges',
);
export const patientMerges = (): Collection<MergeDoc> => collectionOf(PatientMergeModel);
