import {
  assignRole,
  changePerson,
  deactivatePerson,
  endPersonSession,
  endPersonSessions,
  forceReset,
  getPerson,
  listPeople,
  listPersonSessions,
  peopleWithRole,
  personPermissions,
  reactivatePerson,
  roleStats,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { PeopleChanges } from './people-changes.service.ts';
import type { PeopleSessions } from './people-sessions.ts';
import type { PeopleService } from './people.service.ts';

// The lock, both people, the roles, the change, the check, the letter and the commit; then what is shown.
const change = { access: 'users:write', stepUp: true, commands: 14 } as const;

type UseCases = { people: PeopleService; changes: PeopleChanges; sessions: PeopleSessions };

export const peopleRoutes = ({ people, changes, sessions }: UseCases): Route[] => [
  route(listPeople, { access: 'users:read', commands: 5 }, (actor) => people.list(actor)),
  route(getPerson, 'users:read', (actor, { params }) => people.person(actor, params.userId)),
  route(changePerson, change, (actor, { params, body }) => changes.giveRole(actor, params.userId, body)),
  route(deactivatePerson, change, (actor, { params }) => changes.deactivate(actor, params.userId)),
  route(reactivatePerson, change, (actor, { params }) => changes.reactivate(actor, params.userId)),
  route(forceReset, change, (actor, { params }) => changes.forceReset(actor, params.userId)),

  route(listPersonSessions, 'users:read', (actor, { params }) => sessions.list(actor, params.userId)),
  route(endPersonSession, 'users:write', (actor, { params }) =>
    sessions.end(actor, params.userId, params.sessionId),
  ),
  route(endPersonSessions, 'users:write', (actor, { params }) => sessions.endAll(actor, params.userId)),

  route(assignRole, change, (actor, { body: { userId, ...choice } }) =>
    changes.giveRole(actor, userId, choice),
  ),
  route(peopleWithRole, 'users:read', (actor, { params }) => people.withRole(actor, params.role)),
  route(personPermissions, 'users:read', (actor, { params }) => people.permissions(actor, params.userId)),
  route(roleStats, 'users:read', (actor) => people.stats(actor)),
];
