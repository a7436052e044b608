import {
  type ClinicRole,
  type ClinicRoleChange,
  type ClinicRoleDraft,
  maximumClinicRoles,
  type myPermissions,
  permissionsOf,
  type RoleMatrix,
  type Role,
  type rolePermissions,
  roles as fixedRoles,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, forbidden, notFound } from '../../platform/errors.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { folded } from '../../platform/search-text.rules.ts';
import { editRecord } from '../../platform/stale.ts';
import { refuseDuplicates } from '../../platform/unique.ts';
import { countHolders, membershipIn, peopleOf, type StaffDoor } from '../staff-auth/index.ts';
import { changingPeople } from './authority.ts';
import { type ClinicRoleDoc, ClinicRoleModel, clinicRolesStore } from './clinic-role.model.ts';
import { invitationsStore } from './invitation.model.ts';
import type { ClinicsPort } from './ports.ts';
import { ownRole, ownRoles, permissionsIn } from './role-lookup.ts';
import { assertMayGrant, assertMayManage } from './staff.rules.ts';

type Deps = {
  clock: Clock;
  clinics: Pick<ClinicsPort, 'lockPeople'>;
  door: Pick<StaffDoor, 'sessions'>;
};
type View = ViewOf<typeof ClinicRole>;

type NewRole = ClinicRoleDraft & { base: Exclude<Role, 'super_admin'> };

const nameOnce = refuseDuplicates({ uniq_role_name: 'name' });

const toRole = (role: ClinicRoleDoc, peopleCount: number): View => ({
  id: role._id.toHexString(),
  name: role.name,
  base: role.base,
  permissions: permissionsIn(role),
  peopleCount,
  rev: role.rev,
});

type Holder = { role: string; customRoleId: string | undefined };

/** What each active person of a clinic is. */
const holdersIn = async (clinicId: Types.ObjectId): Promise<Holder[]> =>
  (await peopleOf(clinicId)).flatMap((account) => {
    const membership = membershipIn(account, clinicId);
    if (membership?.isActive !== true) return [];
    const { role, customRoleId } = membership;
    return [{ role, customRoleId: customRoleId?.toHexString() }];
  });

const countOf = (holders: readonly Holder[], roleId: string): number =>
  holders.filter(({ customRoleId }) => customRoleId === roleId).length;

const isWaitedFor = async (tx: Tx, clinicId: Types.ObjectId, customRoleId: Types.ObjectId) =>
  (await invitationsStore().countDocuments(
    { clinicId, customRoleId, state: 'open' },
    { session: tx.session },
  )) > 0;

const readRole = async ({ clinicId }: Actor, roleId: string, tx?: Tx): Promise<ClinicRoleDoc> => {
  const found = await ownRole(clinicId, new Types.ObjectId(roleId), tx);
  if (found === null) throw notFound();
  return found;
};

const insert = async (tx: Tx, { clinicId }: Actor, draft: NewRole & { at: Date }): Promise<ClinicRoleDoc> => {
  const { at, ...fields } = draft;
  const values = { ...fields, clinicId, nameKey: folded(fields.name), createdAt: at, updatedAt: at };
  const [role] = await ClinicRoleModel.create([values], { session: tx.session });
  if (role === undefined) throw new Error('create answered nothing');
  return role.toObject<ClinicRoleDoc>();
};

const reading = {
  /** The eight fixed roles and the clinic's own, each with how many people have it. */
  matrix: async (actor: Actor): Promise<ViewOf<typeof RoleMatrix>> => {
    const [holders, own] = await Promise.all([holdersIn(actor.clinicId), ownRoles(actor.clinicId)]);
    const fixed = fixedRoles.map((role) => ({
      role,
      permissions: permissionsOf(role),
      peopleCount: holders.filter((one) => one.role === role && one.customRoleId === undefined).length,
    }));
    return { fixed, own: own.map((role) => toRole(role, countOf(holders, role._id.toHexString()))) };
  },

  role: async (actor: Actor, roleId: string): Promise<View> => {
    const [role, holders] = await Promise.all([readRole(actor, roleId), holdersIn(actor.clinicId)]);
    return toRole(role, countOf(holders, roleId));
  },

  permissionsOfRoles: async (actor: Actor): Promise<ViewOf<(typeof rolePermissions)['response']>> => {
    const own = await ownRoles(actor.clinicId);
    return [
      ...fixedRoles.map((role) => ({ role, permissions: permissionsOf(role) })),
      ...own.map((role) => ({
        role: role._id.toHexString(),
        name: role.name,
        permissions: permissionsIn(role),
      })),
    ];
  },

  mine: async ({ role, rights }: Actor): Promise<ViewOf<(typeof myPermissions)['response']>> =>
    Promise.resolve({ role, permissions: [...rights] }),
};

export const createRolesService = ({ clock, clinics, door }: Deps) => ({
  ...reading,

  create: async (actor: Actor, draft: ClinicRoleDraft): Promise<View> => {
    const { base } = draft;
    if (base === 'super_admin') throw forbidden();
    const created = await changingPeople({ clinics }, { actor }, async ({ tx, rights, roles }) => {
      assertMayGrant(rights, draft.permissions);
      if (roles.size >= maximumClinicRoles)
        throw new AppError('wrong-state', `A clinic has at most ${maximumClinicRoles} roles of its own.`);
      return insert(tx, actor, { ...draft, base, at: clock.now() });
    }).catch(nameOnce);
    return toRole(created, 0);
  },

  /** Changes name or rights; whoever has the role is bound from the next request on. */
  change: async (actor: Actor, roleId: string, { rev, ...values }: ClinicRoleChange): Promise<View> => {
    const changed = await changingPeople({ clinics }, { actor }, async ({ tx, rights }) => {
      const current = await readRole(actor, roleId, tx);
      assertMayManage(rights, permissionsIn(current));
      assertMayGrant(rights, values.permissions ?? []);
      const derived = values.name === undefined ? {} : { nameKey: folded(values.name) };
      const identity = { _id: current._id, clinicId: actor.clinicId };
      const edit = { actor, at: clock.now(), rev, values, derived, session: tx.session };
      return editRecord<ClinicRoleDoc>(ClinicRoleModel, identity, edit);
    }).catch(nameOnce);
    door.sessions.forgetAll();
    return toRole(changed, countOf(await holdersIn(actor.clinicId), roleId));
  },

  /** Removes a role that nobody has or waits for. */
  remove: (actor: Actor, roleId: string): Promise<{ id: string }> =>
    changingPeople({ clinics }, { actor }, async ({ tx, rights }) => {
      const { clinicId } = actor;
      const role = await readRole(actor, roleId, tx);
      assertMayManage(rights, permissionsIn(role));
      const isInUse =
        (await countHolders(tx, clinicId, role._id)) > 0 || (await isWaitedFor(tx, clinicId, role._id));
      if (isInUse) throw new AppError('wrong-state', 'Somebody has this role or is invited to it.');
      await clinicRolesStore().deleteOne({ clinicId, _id: role._id }, { session: tx.session });
      return { id: roleId };
    }),
});
export type RolesService = ReturnType<typeof createRolesService>;
