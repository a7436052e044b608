import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Permission, Role } from './permissions.ts';
import { Instant, Rev, RoleId, SessionId, UserId } from './primitives.ts';

const tag = 'People';
const hex24 = z.string().regex(/^[0-9a-f]{24}$/, 'id');

/** Somebody who works in the clinic, or is invited to. */
export const Person = z
  .object({
    /** The user's id; of somebody who is only invited, the invitation's. */
    id: hex24,
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    role: Role,
    /** The clinic's own role that decides instead, where there is one. */
    customRole: z.object({ id: RoleId, name: z.string() }).optional(),
    state: z.enum(['active', 'invited', 'deactivated']),
    hasSecondFactor: z.boolean(),
    /** A new password is asked for at the next sign-in. */
    mustChangePassword: z.boolean(),
    openSessions: z.number().int(),
    lastSeenAt: Instant.optional(),
    /** Invited: until when the link works. */
    invitedUntil: Instant.optional(),
    isYou: z.boolean(),
    rev: Rev,
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

const Params = z.strictObject({ userId: UserId });

export const listPeople = endpoint({
  method: 'get',
  path: '/users',
  tag,
  summary: 'Who works in the clinic and who is invited, by name',
  response: z.array(Person),
});
export const getPerson = endpoint({
  method: 'get',
  path: '/users/:userId',
  tag,
  summary: 'One person of the clinic',
  params: Params,
  response: Person,
});

const roleOrOwn = {
  role: Role.optional(),
  /** A role of the clinic, instead of a fixed one. */
  customRoleId: RoleId.optional(),
};
type RoleOrOwn = { role?: Role | undefined; customRoleId?: RoleId | undefined };
/** Exactly one of the two kinds of role must be named. */
export const namesOneRole = ({ role, customRoleId }: RoleOrOwn): boolean =>
  (role === undefined) !== (customRoleId === undefined);
export const oneRole = { path: ['role'], error: 'oneRole' };
export const RoleChoice = { ...roleOrOwn };

export const PersonChange = z.strictObject({ rev: Rev, ...roleOrOwn }).refine(namesOneRole, oneRole);
export type PersonChange = z.infer<typeof PersonChange>;
export const changePerson = endpoint({
  method: 'patch',
  path: '/users/:userId',
  tag,
  summary: 'Give somebody another role; it counts from their next request on',
  params: Params,
  body: PersonChange,
  response: Person,
  errors: ['stale', 'last-of-its-kind', 'reauth-required'],
});
export const deactivatePerson = endpoint({
  method: 'post',
  path: '/users/:userId/deactivate',
  tag,
  summary: 'Take away the access to this clinic; every session in it ends at once',
  params: Params,
  response: Person,
  errors: ['last-of-its-kind', 'wrong-state', 'reauth-required'],
});
export const reactivatePerson = endpoint({
  method: 'post',
  path: '/users/:userId/reactivate',
  tag,
  summary: 'Give the access to this clinic back',
  params: Params,
  response: Person,
  errors: ['wrong-state', 'reauth-required'],
});
export const forceReset = endpoint({
  method: 'post',
  path: '/users/:userId/force-reset',
  tag,
  summary: 'Start a password reset by mail and ask for a new password at the next sign-in',
  params: Params,
  response: Person,
  errors: ['wrong-state', 'reauth-required'],
});

export const PersonSession = z
  .object({
    id: SessionId,
    userAgent: z.string(),
    address: z.string(),
    startedAt: Instant,
    lastSeenAt: Instant,
    isCurrent: z.boolean(),
  })
  .meta({ id: 'PersonSession' });
export type PersonSession = z.infer<typeof PersonSession>;

export const listPersonSessions = endpoint({
  method: 'get',
  path: '/users/:userId/sessions',
  tag,
  summary: 'Where somebody is signed in to this clinic, last seen first',
  params: Params,
  response: z.array(PersonSession),
});
export const endPersonSession = endpoint({
  method: 'delete',
  path: '/users/:userId/sessions/:sessionId',
  tag,
  summary: 'End one session of somebody',
  params: z.strictObject({ userId: UserId, sessionId: SessionId }),
  response: z.object({ id: SessionId }),
});
export const endPersonSessions = endpoint({
  method: 'delete',
  path: '/users/:userId/sessions',
  tag,
  summary: 'End every session of somebody in this clinic',
  params: Params,
  response: z.object({ id: UserId }),
});

export const assignRole = endpoint({
  method: 'post',
  path: '/admin/role-management/assign',
  tag,
  summary: 'Give somebody a role (the same as PATCH /users/:userId, whatever the record has become)',
  body: z.strictObject({ userId: UserId, ...roleOrOwn }).refine(namesOneRole, oneRole),
  response: Person,
  errors: ['last-of-its-kind', 'reauth-required'],
});
export const peopleWithRole = endpoint({
  method: 'get',
  path: '/admin/role-management/users/:role',
  tag,
  summary: 'Who has a fixed role',
  params: z.strictObject({ role: Role }),
  response: z.array(Person),
});
export const personPermissions = endpoint({
  method: 'get',
  path: '/admin/role-management/user/:userId/permissions',
  tag,
  summary: 'What somebody may do here',
  params: Params,
  response: z.object({ role: Role, permissions: z.array(Permission) }),
});
export const roleStats = endpoint({
  method: 'get',
  path: '/admin/role-management/stats',
  tag,
  summary: 'How many people have each role',
  response: z.object({
    total: z.number().int(),
    active: z.number().int(),
    byRole: z.record(z.string(), z.number().int()),
  }),
});
