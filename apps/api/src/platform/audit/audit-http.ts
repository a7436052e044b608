import type { Types } from 'mongoose';
import type { AnyActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Exchange } from '../http/request-log.ts';
import type { Route } from '../http/route.ts';
import type { AuditFacts } from './audit.types.ts';
import type { CallNotes } from './audit-call.ts';
import { platformChain } from './audit.model.ts';
import type { AuditTrail } from './audit-trail.ts';

const named: Readonly<Record<string, string>> = {
  'post /auth/login': 'login',
  'post /auth/second-factor': 'login',
  'post /auth/passkey': 'login',
  'post /auth/logout': 'logout',
  'post /patient-auth/login': 'login',
  'post /patient-auth/logout': 'logout',
  'post /platform/enter-clinic': 'enter_clinic',
  'post /patients/:patientId/break-glass': 'break_glass',
  'patch /auth/change-password': 'password_change',
  'post /auth/reset-password': 'password_change',
};

const byMethod = { get: 'read', post: 'create', put: 'update', patch: 'update', delete: 'delete' } as const;
const hexId = /^[0-9a-f]{24}$/;

/** `/scheduling/appointments/:appointmentId/status` → appointments, status. */
const partsOf = (path: string): { resource: string; step: string | undefined } => {
  const parts = path.split('/').filter((part) => part !== '' && part !== 'scheduling');
  const words = parts.filter((part) => !part.startsWith(':'));
  const isStep = words.length > 1 && !(parts.at(-1) ?? '').startsWith(':');
  // `/security/sessions`, `/security/audit-logs`: the second word is the thing.
  const resource = (words[0] === 'security' ? words[1] : words[0]) ?? '';
  return { resource, step: isStep ? words.at(-1) : undefined };
};

/** What a route is called in the trail, worked out once. */
export const auditNamesOf = ({ contract }: Route): Pick<AuditFacts, 'action' | 'resource'> => {
  const { method, path, isPaged, status } = contract;
  const { resource, step } = partsOf(path);
  const known = named[`${method} ${path}`];
  if (known !== undefined) return { action: known, resource };
  if (method === 'get')
    return { action: path.endsWith('/export') ? 'export' : isPaged ? 'list' : 'read', resource };
  if (method === 'post' && status !== 201 && step !== undefined) return { action: step, resource };
  return { action: byMethod[method], resource };
};

type Names = ReturnType<typeof auditNamesOf>;
type Answered = { status: number; notes: CallNotes; data?: unknown };

const idIn = (data: unknown): string | undefined => {
  if (typeof data !== 'object' || data === null || !('id' in data)) return undefined;
  return typeof data.id === 'string' && hexId.test(data.id) ? data.id : undefined;
};

const whoOf = (actor: AnyActor | undefined, { subject }: CallNotes): Partial<AuditFacts> => {
  if (actor === undefined) return subject === undefined ? {} : { actorId: subject.userId.toHexString() };
  return {
    actorId: actor.userId.toHexString(),
    sessionId: actor.sessionId.toHexString(),
    ...(actor.kind === 'staff' ? { role: actor.role } : {}),
    ...(actor.kind === 'staff' && actor.entry !== undefined ? { entryReason: actor.entry.reason } : {}),
  };
};

// Unknown callers and the flood beyond a limit stand in the log of requests, not in the trail.
const isTelling = (status: number): boolean =>
  status < 400 || status === 401 || status === 403 || status === 404;

type Asked = { route: Route; names: Names; exchange: Exchange; userAgent: string; id: string | undefined };

const factsAt = (
  at: Date,
  { route, names, exchange, userAgent, id }: Asked,
  { status, notes, data }: Answered,
): AuditFacts => {
  const resourceId = notes.resourceId ?? id ?? idIn(data);
  const isRefused = status >= 400;
  return {
    at,
    actorKind: exchange.actor?.kind ?? 'anonymous',
    ...whoOf(exchange.actor, notes),
    action: isRefused ? (names.action === 'login' ? 'failed_login' : 'refused') : names.action,
    resource: names.resource,
    ...(resourceId === undefined ? {} : { resourceId }),
    method: route.contract.method.toUpperCase(),
    route: route.contract.path,
    status,
    requestId: exchange.requestId,
    address: exchange.address,
    userAgent: userAgent.slice(0, 160),
    ...(notes.reason === undefined ? {} : { reason: notes.reason }),
    ...(notes.changes.length === 0 ? {} : { changes: notes.changes }),
  };
};
const chainOf = ({ exchange }: Asked, { subject }: CallNotes): Types.ObjectId =>
  exchange.actor?.clinicId ?? subject?.clinicId ?? platformChain;

/** Keeps what every call of the API did, by the class that its route declares. */
export const createAuditOfCalls = (trail: AuditTrail, clock: Clock) => {
  const factsOf = (asked: Asked, answered: Answered): AuditFacts => factsAt(clock.now(), asked, answered);

  return {
    /** Before the use case: room for a read, the row of a change. Answers what to do when it has ended. */
    begin: async (asked: Asked, notes: CallNotes): Promise<(answered: Answered) => void> => {
      const { route, exchange } = asked;
      if (route.audit === 'none') return () => undefined;
      if (route.audit === 'read' || exchange.actor === undefined) {
        trail.assertRoom();
        return (answered) => trail.enqueue(chainOf(asked, answered.notes), factsOf(asked, answered));
      }
      const settle = await trail.begin(chainOf(asked, notes), factsOf(asked, { status: 0, notes }));
      return (answered) => {
        const { status, action, resourceId, changes, reason } = factsOf(asked, answered);
        settle({
          status,
          action,
          ...(resourceId === undefined ? {} : { resourceId }),
          ...(changes === undefined ? {} : { changes }),
          ...(reason === undefined ? {} : { reason }),
        });
      };
    },

    /** A call that ended before its use case began: refused at the door. */
    refused: (asked: Asked, status: number, notes: CallNotes): void => {
      if (isTelling(status)) trail.enqueueRefused(chainOf(asked, notes), factsOf(asked, { status, notes }));
    },
  };
};
export type AuditOfCalls = ReturnType<typeof createAuditOfCalls>;
