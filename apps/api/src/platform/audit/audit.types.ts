import type { Types } from 'mongoose';

export type FieldChange = { field: string; before?: unknown; after?: unknown };

/** What one call did, as the trail keeps it: ids, verbs and masked values, never a name. */
export type AuditFacts = {
  at: Date;
  actorKind: 'staff' | 'patient' | 'anonymous' | 'system';
  actorId?: string;
  role?: string;
  sessionId?: string;
  action: string;
  resource: string;
  resourceId?: string;
  method: string;
  route: string;
  /** The HTTP status of the answer; 0 while nobody knows how it ended. */
  status: number;
  requestId: string;
  address: string;
  userAgent: string;
  reason?: string;
  /** Why a platform administrator was inside the clinic. */
  entryReason?: string;
  changes?: FieldChange[];
};

export type QueuedRow = AuditFacts & { _id: Types.ObjectId; clinicId: Types.ObjectId; isSettled: boolean };

/** A row in its place of the chain: each hash covers the row and the hash before it. */
export type ChainedRow = AuditFacts & {
  _id: Types.ObjectId;
  clinicId: Types.ObjectId;
  seq: number;
  prevHash: string;
  hash: string;
};
