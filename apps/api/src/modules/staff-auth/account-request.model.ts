import { Schema, type Types } from 'mongoose';
import { collectionOf } from '../../platform/mongo.ts';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

export const requestKinds = ['password-reset', 'too-many-failures'] as const;
export type RequestKind = (typeof requestKinds)[number];

const requestSchema = new Schema(
  {
    kind: { type: String, enum: requestKinds, required: true },
    /** As typed by whoever asked; kept for the seconds until it is looked at. */
    email: { type: String, required: true },
    at: { type: Date, required: true },
    tries: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export type RequestDoc = { _id: Types.ObjectId; kind: RequestKind; email: string; at: Date; tries: number };
// Asked by somebody who is not signed in, maybe for an account that does not exist.
const RequestModel = defineModel('AccountRequest', tenancy('global', requestSchema), 'account_requests');
export const requestRows = () => collectionOf<RequestDoc>(RequestModel);
