import { grantablePermissions, type Permission, type Rights, rightsOf, type Role } from '@topsmile/contracts';
import { forbidden, notFound } from '../../platform/errors.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { Assignment, OwnRole } from '../staff-auth/index.ts';
import { type ClinicRoleDoc, clinicRolesStore } from './clinic-role.model.ts';

const grantable: Rights = new Set(grantablePermissions);

/** What a role of the clinic gives; a right that clinics may not give any more is left out. */
export const permissionsIn = ({ permissions }: Pick<ClinicRoleDoc, 'permissions'>): Permission[] =>
  permissions.filter((permission) => grantable.has(permission));

const inSession = (tx: Tx | undefined) => (tx === undefined ? {} : { session: tx.session });

export const ownRoles = (clinicId: Types.ObjectId, tx?: Tx): Promise<ClinicRoleDoc[]> =>
  clinicRolesStore()
    .find({ clinicId }, { projection: { changes: 0 }, sort: { nameKey: 1 }, ...inSession(tx) })
    .toArray();

export const ownRole = (
  clinicId: Types.ObjectId,
  roleId: Types.ObjectId,
  tx?: Tx,
): Promise<ClinicRoleDoc | null> =>
  clinicRolesStore().findOne({ clinicId, _id: roleId }, { projection: { changes: 0 }, ...inSession(tx) });

/** What a session asks about a role of a clinic, before any clinic is entered. */
export const roleOf = (clinicId: Types.ObjectId, roleId: Types.ObjectId): Promise<OwnRole | undefined> =>
  runInClinic(clinicId, async () => {
    const found = await ownRole(clinicId, roleId);
    return found === null ? undefined : { name: found.name, rights: new Set(permissionsIn(found)) };
  });

export type Roles = ReadonlyMap<string, ClinicRoleDoc>;
export const rolesById = (roles: readonly ClinicRoleDoc[]): Roles =>
  new Map(roles.map((role) => [role._id.toHexString(), role]));

type Held = { role: Role; customRoleId?: Types.ObjectId | null | undefined };

/** The clinic's own role of a membership, where it has one. */
export const ownRoleIn = (
  { customRoleId }: Pick<Held, 'customRoleId'>,
  roles: Roles,
): ClinicRoleDoc | undefined => roles.get(customRoleId?.toHexString() ?? '');

/** What a membership gives while it is active. */
export const rightsIn = (held: Held, roles: Roles): Rights => {
  if (held.customRoleId === undefined || held.customRoleId === null) return rightsOf(held.role);
  const own = ownRoleIn(held, roles);
  return new Set(own === undefined ? [] : permissionsIn(own));
};

type Choice = { role?: Role | undefined; customRoleId?: string | undefined };

/** The role that a request names; no clinic makes anybody a platform administrator. */
export const assignmentOf = ({ role, customRoleId }: Choice, roles: Roles): Assignment => {
  if (role === 'super_admin') throw forbidden();
  if (role !== undefined) return { role, customRoleId: undefined };
  const own = roles.get(customRoleId ?? '');
  if (own === undefined) throw notFound();
  return { role: own.base, customRoleId: own._id };
};
