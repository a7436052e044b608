import type { Rights } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { inTransaction, type Tx, Types } from '../../platform/mongo.ts';
import { type Account, type Membership, membershipIn, peopleAmong } from '../staff-auth/index.ts';
import type { ClinicsPort } from './ports.ts';
import { ownRoles, rightsIn, type Roles, rolesById } from './role-lookup.ts';

/** Where a change of who may do what stands: in a transaction, alone in the clinic. */
export type Ground = {
  tx: Tx;
  actor: Actor;
  /** What the actor may do now: a change of a moment ago counts. */
  rights: Rights;
  roles: Roles;
  people: readonly Account[];
};

export type Member = { account: Account; membership: Membership };

const find = (
  people: readonly Account[],
  clinicId: Types.ObjectId,
  userId: Types.ObjectId,
): Member | undefined => {
  const account = people.find(({ _id }) => _id.equals(userId));
  const membership = account === undefined ? undefined : membershipIn(account, clinicId);
  return account === undefined || membership === undefined ? undefined : { account, membership };
};

// A platform administrator is no member: the entry of the session is what they act by.
const rightsNow = (
  { clinicId, userId, rights, entry }: Actor,
  people: readonly Account[],
  roles: Roles,
): Rights => {
  if (entry !== undefined) return rights;
  const me = find(people, clinicId, userId);
  return me?.membership.isActive === true ? rightsIn(me.membership, roles) : new Set();
};

/**
 * Runs a change of who may do what. Changes of one clinic happen one after the other, and each is decided by what
 * its author may do at that moment: of two administrators who demote each other, exactly one succeeds.
 */
export const changingPeople = <T>(
  { clinics }: { clinics: Pick<ClinicsPort, 'lockPeople'> },
  { actor, userId }: { actor: Actor; userId?: string },
  work: (ground: Ground) => Promise<T>,
): Promise<T> =>
  inTransaction(async (tx) => {
    const { clinicId } = actor;
    await clinics.lockPeople(tx, clinicId);
    const ids = [actor.userId, ...(userId === undefined ? [] : [new Types.ObjectId(userId)])];
    const people = await peopleAmong(clinicId, ids, tx);
    const roles = rolesById(await ownRoles(clinicId, tx));
    const rights = rightsNow(actor, people, roles);
    if (!rights.has('users:write')) throw forbidden();
    return work({ tx, actor, rights, roles, people });
  });

/** The person that a change is about; 404 for whoever is not of this clinic. */
export const memberOn = ({ people, actor }: Ground, userId: string): Member => {
  const member = find(people, actor.clinicId, new Types.ObjectId(userId));
  if (member === undefined) throw notFound();
  return member;
};
