import { type AuditEntry, Role, type ViewOf } from '@topsmile/contracts';
import type { ChainedRow } from '../../platform/audit/audit.types.ts';
import { given } from '../../platform/given.ts';

type View = ViewOf<typeof AuditEntry>;

export const toEntry = (
  row: ChainedRow,
  names: ReadonlyMap<string, string>,
  deviceOf: (userAgent: string) => string,
): View => ({
  id: row._id.toHexString(),
  seq: row.seq,
  at: row.at.toISOString(),
  actor: {
    kind: row.actorKind,
    ...given({
      id: row.actorId,
      name: row.actorId === undefined ? undefined : names.get(row.actorId),
      role: Role.safeParse(row.role).data,
    }),
  },
  action: row.action,
  resource: row.resource,
  method: row.method,
  route: row.route,
  status: row.status,
  requestId: row.requestId,
  address: row.address,
  device: deviceOf(row.userAgent),
  changes: row.changes ?? [],
  ...given({ resourceId: row.resourceId, reason: row.reason, entryReason: row.entryReason }),
});
