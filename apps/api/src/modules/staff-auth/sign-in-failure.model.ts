import { Schema } from 'mongoose';
import { collectionOf } from '../../platform/mongo.ts';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const failureSchema = new Schema(
  {
    /** A keyed hash of the e-mail: it is counted whether there is such an account or not. */
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export type FailureDoc = { _id: string; count: number; at: Date };
const FailureModel = defineModel('SignInFailure', tenancy('global', failureSchema), 'sign_in_failures');
export const failureRows = () => collectionOf<FailureDoc>(FailureModel);
