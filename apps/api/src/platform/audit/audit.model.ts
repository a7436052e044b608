import { Schema, Types } from 'mongoose';
import { collectionOf } from '../mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../tenancy/declare.ts';
import type { ChainedRow, QueuedRow } from './audit.types.ts';

const facts = {
  clinicId: clinicIdField,
  at: { type: Date, required: true },
  actorKind: { type: String, required: true },
  actorId: String,
  role: String,
  sessionId: String,
  action: { type: String, required: true },
  resource: { type: String, required: true },
  resourceId: String,
  method: { type: String, required: true },
  route: { type: String, required: true },
  status: { type: Number, required: true },
  requestId: { type: String, required: true },
  address: String,
  userAgent: String,
  reason: String,
  entryReason: String,
  changes: [Schema.Types.Mixed],
};

const options = { strict: 'throw', versionKey: false } as const;

const queueSchema = new Schema({ ...facts, isSettled: { type: Boolean, required: true } }, options);
const QueueModel = defineModel('AuditQueue', tenancy('clinic', queueSchema), 'audit_queue');

const logSchema = new Schema(
  {
    ...facts,
    seq: { type: Number, required: true },
    prevHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  options,
);
const LogModel = defineModel('AuditLog', tenancy('clinic', logSchema), 'audit_log');

const headSchema = new Schema(
  {
    clinicId: clinicIdField,
    seq: { type: Number, required: true },
    hash: { type: String, required: true },
    lease: { owner: String, until: Date },
    verifiedSeq: Number,
    verifiedHash: String,
    verifiedAt: Date,
    fault: Schema.Types.Mixed,
  },
  options,
);
const HeadModel = defineModel('AuditHead', tenancy('clinic', headSchema), 'audit_heads');

export type HeadDoc = {
  _id: Types.ObjectId;
  clinicId: Types.ObjectId;
  seq: number;
  hash: string;
  lease?: { owner: string; until: Date };
  verifiedSeq?: number;
  verifiedHash?: string;
  verifiedAt?: Date;
  fault?: { seq: number; what: string };
};

/** Rows that wait for their place in the chain. */
export const auditQueue = () => collectionOf<QueuedRow>(QueueModel);
/** The chained trail. The product inserts and reads; nothing in it edits or deletes a row. */
export const auditLog = () => collectionOf<ChainedRow>(LogModel);
/** Where each clinic's chain ends. */
export const auditHeads = () => collectionOf<HeadDoc>(HeadModel);

/** The chain of what belongs to no clinic: unknown callers, the platform's own work. */
export const platformChain = new Types.ObjectId('0'.repeat(24));
