import {
  exportAuditEntries,
  getAuditVerification,
  listAuditEntries,
  listAuditEntriesOfRecord,
  listAuditEntriesOfUser,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { AuditService } from './audit.service.ts';

export const auditRoutes = (service: AuditService): Route[] => [
  route(listAuditEntries, 'audit:read', (actor, { query }) => service.list(actor, query)),
  route(listAuditEntriesOfUser, 'audit:read', (actor, { params, query }) =>
    service.ofUser(actor, params.userId, query),
  ),
  route(listAuditEntriesOfRecord, 'audit:read', (actor, { params, query }) =>
    service.ofRecord(actor, params, query),
  ),
  route(getAuditVerification, 'audit:read', (actor) => service.verification(actor)),
  route(exportAuditEntries, { access: 'audit:read', stepUp: true, weight: 20 }, (actor, { query }) =>
    service.exported(actor, query),
  ),
];
