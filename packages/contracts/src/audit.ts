import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Role } from './permissions.ts';
import { Instant, PageQuery, UserId } from './primitives.ts';

const tag = 'Audit';

/** A changed field. What is sensitive is told as changed, its values covered; secrets have no values at all. */
export const AuditChange = z.object({
  field: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type AuditChange = z.infer<typeof AuditChange>;

/** One row of the trail. Rows are chained: each carries a hash over itself and the row before it. */
export const AuditEntry = z
  .object({
    id: z.string(),
    /** Its place in the clinic's chain, from 1 on. */
    seq: z.number().int(),
    at: Instant,
    actor: z.object({
      kind: z.enum(['staff', 'patient', 'anonymous', 'system']),
      id: z.string().optional(),
      name: z.string().optional(),
      role: Role.optional(),
    }),
    /** A verb: read, list, create, update, delete, login, failed_login, refused, export, break_glass … */
    action: z.string(),
    resource: z.string(),
    resourceId: z.string().optional(),
    method: z.string(),
    route: z.string(),
    /** The HTTP status of the answer; 0 when the process died before it knew. */
    status: z.number().int(),
    requestId: z.string(),
    address: z.string(),
    device: z.string(),
    reason: z.string().optional(),
    /** Why a platform administrator was inside the clinic. */
    entryReason: z.string().optional(),
    changes: z.array(AuditChange),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const name = z.string().regex(/^[a-z][a-z_-]{0,59}$/, 'name');
const recordId = z.string().regex(/^[0-9a-f]{24}$/, 'id');

const filters = {
  userId: UserId.optional(),
  action: name.optional(),
  resource: name.optional(),
  resourceId: recordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** Only what was refused, or only emergency accesses. */
  only: z.enum(['refused', 'emergency']).optional(),
};
export const AuditFilters = z.strictObject(filters);
export type AuditFilters = z.infer<typeof AuditFilters>;

export const listAuditEntries = endpoint({
  method: 'get',
  path: '/security/audit-logs',
  tag,
  summary: "The clinic's trail, newest first",
  query: z.strictObject({ ...PageQuery, ...filters }),
  response: z.array(AuditEntry),
  isPaged: true,
});

export const listAuditEntriesOfUser = endpoint({
  method: 'get',
  path: '/security/audit-logs/user/:userId',
  tag,
  summary: 'What one person did in this clinic',
  params: z.strictObject({ userId: UserId }),
  query: z.strictObject(PageQuery),
  response: z.array(AuditEntry),
  isPaged: true,
});

export const listAuditEntriesOfRecord = endpoint({
  method: 'get',
  path: '/security/audit-logs/resource/:resource/:resourceId',
  tag,
  summary: 'Who saw or changed one record',
  params: z.strictObject({ resource: name, resourceId: recordId }),
  query: z.strictObject(PageQuery),
  response: z.array(AuditEntry),
  isPaged: true,
});

export const AuditVerification = z
  .object({
    /** The last row whose place and content were checked, and when. */
    verifiedSeq: z.number().int(),
    verifiedAt: Instant.optional(),
    lastSeq: z.number().int(),
    /** The first row that does not fit: somebody changed, removed or moved something below the product. */
    fault: z.object({ seq: z.number().int(), what: z.string() }).optional(),
  })
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;

export const getAuditVerification = endpoint({
  method: 'get',
  path: '/security/audit-logs/verification',
  tag,
  summary: 'How far the chain has been verified',
  response: AuditVerification,
});

export const exportAuditEntries = endpoint({
  method: 'get',
  path: '/security/audit-logs/export',
  tag,
  summary: 'The trail as a CSV file; at most 10,000 rows',
  query: AuditFilters,
  response: z.string(),
});
