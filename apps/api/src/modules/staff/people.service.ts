import type { Role, roleStats, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { membershipIn, peopleAmong, peopleOf, presenceIn } from '../staff-auth/index.ts';
import type { Member } from './authority.ts';
import { invitationsStore } from './invitation.model.ts';
import { type PersonView, toInvited, toPerson } from './people.mapper.ts';
import { ownRoles, rightsIn, rolesById } from './role-lookup.ts';

type Stats = ViewOf<(typeof roleStats)['response']>;

/** Somebody who works or worked here; 404 for everybody else. */
export const memberOf = async ({ clinicId }: Actor, userId: string): Promise<Member> => {
  const [account] = await peopleAmong(clinicId, [new Types.ObjectId(userId)]);
  const membership = account === undefined ? undefined : membershipIn(account, clinicId);
  if (account === undefined || membership === undefined) throw notFound();
  return { account, membership };
};

const membersOf = async (clinicId: Types.ObjectId): Promise<Member[]> =>
  (await peopleOf(clinicId)).flatMap((account) => {
    const membership = membershipIn(account, clinicId);
    return membership === undefined ? [] : [{ account, membership }];
  });

const invitedTo = (clinicId: Types.ObjectId) =>
  invitationsStore().find({ clinicId, state: 'open' }).sort({ firstName: 1, lastName: 1 }).toArray();

const counting = {
  stats: async (actor: Actor): Promise<Stats> => {
    const members = await membersOf(actor.clinicId);
    const active = members.filter(({ membership }) => membership.isActive);
    const byRole: Record<string, number> = {};
    for (const { membership } of active) byRole[membership.role] = (byRole[membership.role] ?? 0) + 1;
    return { total: members.length, active: active.length, byRole };
  },

  permissions: async (actor: Actor, userId: string) => {
    const { membership } = await memberOf(actor, userId);
    const roles = rolesById(await ownRoles(actor.clinicId));
    const rights = membership.isActive ? rightsIn(membership, roles) : [];
    return { role: membership.role, permissions: [...rights] };
  },
};

export const createPeopleService = ({ clock }: { clock: Clock }) => {
  const view = async (actor: Actor, { account, membership }: Member): Promise<PersonView> => {
    const { clinicId } = actor;
    const [presence, roles] = await Promise.all([
      presenceIn(clinicId, [account._id], clock.now()),
      ownRoles(clinicId),
    ]);
    const around = { roles: rolesById(roles), presence: presence.get(account._id.toHexString()) };
    return toPerson(account, membership, { ...around, you: actor.userId });
  };

  const listed = async (actor: Actor, members: readonly Member[]): Promise<PersonView[]> => {
    const { clinicId, userId: you } = actor;
    const ids = members.map(({ account }) => account._id);
    const [presence, own] = await Promise.all([presenceIn(clinicId, ids, clock.now()), ownRoles(clinicId)]);
    const roles = rolesById(own);
    return members.map(({ account, membership }) =>
      toPerson(account, membership, { roles, presence: presence.get(account._id.toHexString()), you }),
    );
  };

  return {
    view,

    /** Who works here, then who is invited. */
    list: async (actor: Actor): Promise<PersonView[]> => {
      const { clinicId } = actor;
      const [members, invited, own] = await Promise.all([
        membersOf(clinicId),
        invitedTo(clinicId),
        ownRoles(clinicId),
      ]);
      const roles = rolesById(own);
      return [...(await listed(actor, members)), ...invited.map((one) => toInvited(one, roles))];
    },

    person: async (actor: Actor, userId: string): Promise<PersonView> =>
      view(actor, await memberOf(actor, userId)),

    withRole: async (actor: Actor, role: Role): Promise<PersonView[]> => {
      const members = await membersOf(actor.clinicId);
      return listed(
        actor,
        members.filter(({ membership }) => membership.role === role),
      );
    },

    ...counting,
  };
};
export type PeopleService = ReturnType<typeof createPeopleService>;
