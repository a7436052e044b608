import { z } from 'zod';
import { keysOf } from './keys-of.ts';

export const roles = [
  'super_admin',
  'admin',
  'manager',
  'dentist',
  'hygienist',
  'receptionist',
  'lab_technician',
  'assistant',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

const everyone = roles;
const frontOffice = ['super_admin', 'admin', 'manager', 'dentist', 'hygienist', 'receptionist'] as const;
const management = ['super_admin', 'admin', 'manager'] as const;
const administration = ['super_admin', 'admin'] as const;
const platformOnly = ['super_admin'] as const;

/**
 * The access matrix: which roles hold which right. It drives the routes, the screens and the tests.
 * Beyond the 21 of the specification: `payments:take` (receptionists cash up), `appointments:override`
 * (squeeze in, book outside hours or in the past, always with a reason), `scheduling:configure` (chairs,
 * hours, types, closures: a manager's work without the clinic's legal settings) and `patients:bulk`
 * (import and merge, which touch many records at once), `messages:read` and `messages:write` (whoever stands at
 * the desk must see that a message did not go; sending again is the management's).
 * (import and merge, which touch many records at once); `patients:restricted` (charts of well-known people and of
 * colleagues, which others open only in an emergency) and `platform:enter` (the platform's administrators outside
 * and inside a clinic: no clinic can grant it).
 */
export const permissionMatrix = {
  'patients:read': everyone,
  'patients:write': frontOffice,
  'patients:delete': administration,
  'patients:bulk': management,
  'appointments:read': everyone,
  'appointments:write': frontOffice,
  'appointments:delete': administration,
  'appointments:override': ['super_admin', 'admin', 'manager', 'dentist', 'receptionist'],
  'scheduling:configure': management,
  'clinical:read': ['super_admin', 'admin', 'manager', 'dentist', 'hygienist', 'lab_technician', 'assistant'],
  'clinical:write': ['super_admin', 'admin', 'dentist', 'hygienist'],
  'clinical:delete': platformOnly,
  'prescriptions:read': ['super_admin', 'admin', 'dentist'],
  'prescriptions:write': ['super_admin', 'admin', 'dentist'],
  'billing:read': ['super_admin', 'admin', 'manager', 'receptionist'],
  'billing:write': management,
  'payments:take': ['super_admin', 'admin', 'manager', 'receptionist'],
  'reports:read': ['super_admin', 'admin', 'manager', 'dentist'],
  'reports:write': administration,
  'users:read': management,
  'users:write': administration,
  'users:delete': platformOnly,
  'settings:read': administration,
  'settings:write': administration,
  'audit:read': administration,
  'messages:read': ['super_admin', 'admin', 'manager', 'receptionist'],
  'messages:write': management,
  'patients:restricted': administration,
  'platform:enter': platformOnly,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionMatrix;
export const permissions = keysOf(permissionMatrix);
export const Permission = z.enum(permissions);

const matrix: Record<Permission, readonly Role[]> = permissionMatrix;
const granted: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  roles.map((role) => [role, new Set(permissions.filter((permission) => matrix[permission].includes(role)))]),
);

/** Whether a role holds a right; the same answer on the API and on the screen. */
export const can = (role: Role, permission: Permission): boolean =>
  granted.get(role)?.has(permission) ?? false;

/** What somebody may do: a role's rights, or those of a role that a clinic made for itself. */
export type Rights = ReadonlySet<Permission>;

const nothing: Rights = new Set();
export const rightsOf = (role: Role): Rights => granted.get(role) ?? nothing;
export const permissionsOf = (role: Role): Permission[] => [...rightsOf(role)];

/** The roles a clinic can give: `super_admin` is a platform administrator inside a clinic, never a member. */
export const clinicRoles = roles.filter((role) => role !== 'super_admin');

/** The rights a clinic can hand out: those of its own administrators. */
export const grantablePermissions: readonly Permission[] = permissionsOf('admin');
