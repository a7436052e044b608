import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Permission, Role } from './permissions.ts';
import { line, Rev, RoleId } from './primitives.ts';

const tag = 'People';

/** How many roles of its own a clinic may have. */
export const maximumClinicRoles = 20;

const eachOnce = (list: readonly string[]): boolean => new Set(list).size === list.length;
const Permissions = z.array(Permission).min(1, 'required').max(100, 'tooLong').refine(eachOnce, 'duplicate');

export const ClinicRoleDraft = z.strictObject({
  name: line(60),
  /** The fixed role it was copied from: shown beside the name, and where people with it land. */
  base: Role,
  permissions: Permissions,
});
export type ClinicRoleDraft = z.infer<typeof ClinicRoleDraft>;

/** A role that a clinic made for itself. */
export const ClinicRole = z
  .object({
    id: RoleId,
    name: z.string(),
    base: Role,
    permissions: z.array(Permission),
    peopleCount: z.number().int(),
    rev: Rev,
  })
  .meta({ id: 'ClinicRole' });
export type ClinicRole = z.infer<typeof ClinicRole>;

/** One of the eight roles that are the same in every clinic. */
export const FixedRole = z
  .object({ role: Role, permissions: z.array(Permission), peopleCount: z.number().int() })
  .meta({ id: 'FixedRole' });
export type FixedRole = z.infer<typeof FixedRole>;

export const RoleMatrix = z
  .object({ fixed: z.array(FixedRole), own: z.array(ClinicRole) })
  .meta({ id: 'RoleMatrix' });
export type RoleMatrix = z.infer<typeof RoleMatrix>;

const Params = z.strictObject({ roleId: RoleId });

export const listRoles = endpoint({
  method: 'get',
  path: '/roles',
  tag,
  summary: 'The eight fixed roles and those of the clinic, with what each may do',
  response: RoleMatrix,
});
export const createRole = endpoint({
  method: 'post',
  path: '/roles',
  tag,
  summary: 'Make a role of the clinic, with rights that its maker holds',
  body: ClinicRoleDraft,
  response: ClinicRole,
  status: 201,
  errors: ['already-exists', 'wrong-state', 'reauth-required'],
});
export const getRole = endpoint({
  method: 'get',
  path: '/roles/:roleId',
  tag,
  summary: 'One role of the clinic',
  params: Params,
  response: ClinicRole,
});
export const ClinicRoleChange = z.strictObject({
  rev: Rev,
  name: line(60).optional(),
  permissions: Permissions.optional(),
});
export type ClinicRoleChange = z.infer<typeof ClinicRoleChange>;
export const changeRole = endpoint({
  method: 'patch',
  path: '/roles/:roleId',
  tag,
  summary: 'Change a role of the clinic; whoever has it is bound at once',
  params: Params,
  body: ClinicRoleChange,
  response: ClinicRole,
  errors: ['stale', 'already-exists', 'reauth-required'],
});
export const deleteRole = endpoint({
  method: 'delete',
  path: '/roles/:roleId',
  tag,
  summary: 'Remove a role of the clinic that nobody has',
  params: Params,
  response: z.object({ id: RoleId }),
  errors: ['wrong-state', 'reauth-required'],
});

export const rolePermissions = endpoint({
  method: 'get',
  path: '/security/permissions/roles',
  tag,
  summary: 'What each role may do',
  response: z.array(
    z.object({ role: z.string(), name: z.string().optional(), permissions: z.array(Permission) }),
  ),
});
export const myPermissions = endpoint({
  method: 'get',
  path: '/security/permissions/my-permissions',
  tag,
  summary: 'What the signed-in person may do here',
  response: z.object({ role: Role, permissions: z.array(Permission) }),
});
