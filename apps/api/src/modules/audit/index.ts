import { auditRoutes } from './audit.routes.ts';
import { createAuditService } from './audit.service.ts';

/** Reading the trail; writing it belongs to the platform. */
export const createAuditModule = (deps: Parameters<typeof createAuditService>[0]) => ({
  routes: auditRoutes(createAuditService(deps)),
});
