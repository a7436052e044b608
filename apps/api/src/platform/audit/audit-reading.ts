/** The trail for those who read it; nothing here writes. */
export { auditHeads, auditLog } from './audit.model.ts';
