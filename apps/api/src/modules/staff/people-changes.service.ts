import type { Role } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { stale } from '../../platform/stale.ts';
import {
  type Account,
  assign,
  countAdministrators,
  demandNewPassword,
  type Membership,
  membershipIn,
  setActive,
  type StaffDoor,
} from '../staff-auth/index.ts';
import { changingPeople, type Ground, type Member, memberOn } from './authority.ts';
import { invitationsStore } from './invitation.model.ts';
import type { PersonView } from './people.mapper.ts';
import type { PeopleService } from './people.service.ts';
import type { ClinicsPort, QueueLetter, StartReset } from './ports.ts';
import { assignmentOf, rightsIn } from './role-lookup.ts';
import { assertMayGrant, assertMayManage } from './staff.rules.ts';

type Deps = {
  clock: Clock;
  clinics: Pick<ClinicsPort, 'lockPeople'>;
  door: Pick<StaffDoor, 'sessions'>;
  people: Pick<PeopleService, 'view'>;
  queue: QueueLetter;
  startReset: StartReset;
};
type Choice = { role?: Role | undefined; customRoleId?: string | undefined; rev?: number };

const wrongState = (sentence: string): AppError => new AppError('wrong-state', sentence);

/** After a change of an administrator: alone in the clinic, so that nobody else can be the last one meanwhile. */
const assertSomebodyAdministers = async (tx: Tx, { clinicId }: Actor, before: Membership): Promise<void> => {
  if (before.role !== 'admin' || (await countAdministrators(tx, clinicId)) > 0) return;
  throw new AppError('last-of-its-kind', 'A clinic keeps at least one administrator.');
};

const assertFresh = ({ account, membership }: Member, rev: number | undefined): void => {
  if (rev === undefined || rev === membership.rev) return;
  throw stale({ rev: membership.rev, updatedAt: account.updatedAt }, rev);
};

/** The person as the change left them. */
const changed = (account: Account | null, { clinicId }: Actor): Member => {
  const membership = account === null ? undefined : membershipIn(account, clinicId);
  if (account === null || membership === undefined) throw wrongState('The person has changed meanwhile.');
  return { account, membership };
};

const nameOf = ({ firstName, lastName }: Account): string => `${firstName} ${lastName}`;

const letterTo = ({ account, membership }: Member, { clinicId }: Actor, what: string) => ({
  clinicId,
  to: { name: nameOf(account), email: account.email },
  locale: 'pt-BR' as const,
  cause: `${what}:${account._id.toHexString()}:${membership.rev}`,
});

/** Which membership a change is about, and which state of it. */
const editOf = ({ clinicId }: Actor, { account, membership }: Member) => ({
  clinicId,
  userId: account._id,
  rev: membership.rev,
});

type Change = (
  actor: Actor,
  userId: string,
  work: (ground: Ground, member: Member) => Promise<Member>,
) => Promise<Member>;

/** Decides and writes alone in the clinic; what is remembered of the person is dropped after the commit. */
const createChange =
  ({ clinics, door }: Deps): Change =>
  async (actor, userId, work) => {
    const member = await changingPeople({ clinics }, { actor, userId }, async (ground) => {
      const found = memberOn(ground, userId);
      assertMayManage(ground.rights, rightsIn(found.membership, ground.roles));
      return work(ground, found);
    });
    door.sessions.forgetLogin(userId);
    return member;
  };

const createEndSessions =
  ({ door }: Deps) =>
  ({ clinicId }: Actor, userId: string, reason: 'disabled' | 'ended-by-administrator'): Promise<void> =>
    door.sessions.endInClinic(new Types.ObjectId(userId), clinicId, reason);

// An invitation of somebody who left could let them back in under another address.
const withdrawInvitationsOf = (
  tx: Tx,
  { clinicId, at }: { clinicId: Types.ObjectId; at: Date },
  { account }: Member,
) =>
  invitationsStore().updateMany(
    { clinicId, invitedBy: account._id, state: 'open' },
    { $set: { state: 'revoked', updatedAt: at } },
    { session: tx.session },
  );

const createRoleGiving = (deps: Deps) => {
  const { people, queue } = deps;
  const change = createChange(deps);
  return {
    /** Gives somebody another role; their next request has its rights, here and on every process. */
    giveRole: async (actor: Actor, userId: string, { rev, ...choice }: Choice): Promise<PersonView> => {
      const member = await change(actor, userId, async (ground, current) => {
        const { tx, rights, roles } = ground;
        assertFresh(current, rev);
        const assignment = assignmentOf(choice, roles);
        assertMayGrant(rights, rightsIn(assignment, roles));
        const which = editOf(actor, current);
        const after = changed(await assign(tx, which, assignment), actor);
        await assertSomebodyAdministers(tx, actor, current.membership);
        await queue(tx, {
          ...letterTo(after, actor, 'role'),
          template: 'role-changed',
          params: { role: assignment.role, path: '/agenda' },
          secretParams: {},
        });
        return after;
      });
      return people.view(actor, member);
    },
  };
};

const createAccessChanges = (deps: Deps) => {
  const { clock, people, queue } = deps;
  const change = createChange(deps);
  const endSessions = createEndSessions(deps);
  return {
    /** Takes the access to this clinic away; every session in it is dead at once. */
    deactivate: async (actor: Actor, userId: string): Promise<PersonView> => {
      const member = await change(actor, userId, async ({ tx }, current) => {
        const { account, membership } = current;
        if (!membership.isActive) throw wrongState('This person has no access already.');
        const which = { clinicId: actor.clinicId, userId: account._id, rev: membership.rev };
        const after = changed(await setActive(tx, which, false), actor);
        await assertSomebodyAdministers(tx, actor, membership);
        await withdrawInvitationsOf(tx, { clinicId: actor.clinicId, at: clock.now() }, after);
        const letter = letterTo(after, actor, 'access');
        await queue(tx, { ...letter, template: 'access-removed', params: {}, secretParams: {} });
        return after;
      });
      await endSessions(actor, userId, 'disabled');
      return people.view(actor, member);
    },

    reactivate: async (actor: Actor, userId: string): Promise<PersonView> => {
      // Sessions of before stay dead, also when the process died while they were to be ended.
      const member = await change(actor, userId, async ({ tx, rights, roles }, { account, membership }) => {
        if (membership.isActive) throw wrongState('This person has access already.');
        assertMayGrant(rights, rightsIn(membership, roles));
        await endSessions(actor, userId, 'disabled');
        const which = { clinicId: actor.clinicId, userId: account._id, rev: membership.rev };
        return changed(await setActive(tx, which, true), actor);
      });
      return people.view(actor, member);
    },
  };
};

const createResetting = (deps: Deps) => {
  const { people, startReset } = deps;
  const change = createChange(deps);
  const endSessions = createEndSessions(deps);
  return {
    /** Starts a reset by mail: nobody chooses somebody else's password, and the old one opens nothing more. */
    forceReset: async (actor: Actor, userId: string): Promise<PersonView> => {
      const member = await change(actor, userId, async ({ tx }, { account, membership }) => {
        if (!membership.isActive) throw wrongState('This person has no access.');
        const which = { clinicId: actor.clinicId, userId: account._id, rev: membership.rev };
        const after = changed(await demandNewPassword(tx, which), actor);
        await startReset(tx, after.account, actor.clinicId);
        return after;
      });
      await endSessions(actor, userId, 'ended-by-administrator');
      return people.view(actor, member);
    },
  };
};

export const createPeopleChanges = (deps: Deps) => ({
  ...createRoleGiving(deps),
  ...createAccessChanges(deps),
  ...createResetting(deps),
});
export type PeopleChanges = ReturnType<typeof createPeopleChanges>;
