import { type InferSchemaType, Schema, Types } from 'mongoose';
import { clinicIdField, defineModel, tenancy } from '../tenancy/declare.ts';

const outboxSchema = new Schema(
  {
    clinicId: clinicIdField,
    aggregateType: { type: String, required: true },
    aggregateId: { type: String, required: true },
    /** Order within the aggregate: its `rev` when the event happened. */
    seq: { type: Number, required: true },
    type: { type: String, required: true },
    v: { type: Number, required: true },
    /** Ids only: no name, phone or clinical word ever travels in an event. */
    payload: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    state: { type: String, enum: ['pending', 'done', 'dead'], required: true, default: 'pending' },
    attempts: { type: Number, required: true, default: 0 },
    nextAt: { type: Date, required: true },
    lease: { owner: String, until: Date, fence: Number },
    lastError: String,
  },
  { strict: 'throw', versionKey: false },
);
export type OutboxDoc = InferSchemaType<typeof outboxSchema> & { _id: Types.ObjectId };
export const OutboxModel = defineModel('Outbox', tenancy('clinic', outboxSchema), 'outbox');

/** One row per (consumer, event): written with the effect, so that an event takes effect once. */
const inboxSchema = new Schema(
  {
    clinicId: clinicIdField,
    consumer: { type: String, required: true },
    eventId: { type: Types.ObjectId, required: true },
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);
export const InboxModel = defineModel('Inbox', tenancy('clinic', inboxSchema), 'inbox');
