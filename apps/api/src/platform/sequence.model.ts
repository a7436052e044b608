import { Schema } from 'mongoose';
import { defineModel, tenancy } from './tenancy/declare.ts';

const schema = new Schema(
  { _id: { type: String, required: true }, value: { type: Number, required: true } },
  { strict: 'throw', versionKey: false },
);
export const SequenceModel = defineModel('Sequence', tenancy('global', schema), 'sequences');
