import {
  type Acceptance,
  type acceptInvitation,
  type InvitationPreview,
  NewPersonAcceptance,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import { issuesOf } from '../../platform/http/problem.ts';
import { inTransaction, type Tx, type Types } from '../../platform/mongo.ts';
import { passwordFits } from '../../platform/passwords.ts';
import { runAsSystem, runInClinic } from '../../platform/tenancy/context.ts';
import {
  type Account,
  accountOf,
  accountWith,
  isOutside,
  join,
  keepAccount,
  newAccount,
  passwordHashOf,
  type StaffDoor,
} from '../staff-auth/index.ts';
import { hashOf, linkInvalid } from './invitation-token.ts';
import { type InvitationDoc, invitationsStore } from './invitation.model.ts';
import type { ClinicsPort, ProvidersPort } from './ports.ts';
import { ownRole } from './role-lookup.ts';

type Deps = {
  clock: Clock;
  clinics: Pick<ClinicsPort, 'lockPeople' | 'factsOf'>;
  providers: Pick<ProvidersPort, 'tie'>;
  door: Pick<StaffDoor, 'limits' | 'sessions' | 'policy'>;
};
type Accepted = ViewOf<(typeof acceptInvitation)['response']>;
type Newcomer = Awaited<ReturnType<typeof newAccount>>;

/** Whoever answers: somebody known, or an account that is made with the answer. */
type Guest = { userId: Types.ObjectId; newcomer: Newcomer | undefined };

const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');

type NewcomerFacts = {
  isPlatformAdmin: boolean;
  clinicName: string;
  policy: StaffDoor['policy'];
};

const newcomerOf = async (
  { email }: InvitationDoc,
  { password, firstName, lastName }: Omit<Acceptance, 'token'>,
  { isPlatformAdmin, clinicName, policy }: NewcomerFacts,
): Promise<Newcomer> => {
  const parsed = NewPersonAcceptance.safeParse({ password, firstName, lastName });
  if (!parsed.success) throw invalid(issuesOf(parsed.error));
  policy.assertGoodForNewcomer(parsed.data.password, { ...parsed.data, email, clinicName });
  return newAccount({ ...parsed.data, email, isPlatformAdmin });
};

/** Found by its token before any clinic is known; dead links and unknown ones are the same. */
const openOne = async ({ clock }: Pick<Deps, 'clock'>, token: string): Promise<InvitationDoc> => {
  const wanted = { tokenHash: hashOf(token), state: 'open' as const, expiresAt: { $gt: clock.now() } };
  const found = await runAsSystem('an invitation names its clinic', () => invitationsStore().findOne(wanted));
  if (found === null) throw linkInvalid();
  return found;
};

/** The name of the clinic that invites; one that is suspended invites nobody. */
const clinicOf = async ({ clinics }: Pick<Deps, 'clinics'>, { clinicId }: InvitationDoc): Promise<string> => {
  if (isOutside(clinicId)) return 'TopSmile';
  const [clinic] = await clinics.factsOf([clinicId]);
  if (clinic === undefined || clinic.status !== 'active') throw linkInvalid();
  return clinic.name;
};

// Compare-and-set: of two answers to one invitation, one is too late.
const claim = async (tx: Tx, { clinicId, _id, tokenHash }: InvitationDoc, now: Date): Promise<void> => {
  const claimed = await invitationsStore().findOneAndUpdate(
    { clinicId, _id, tokenHash, state: 'open', expiresAt: { $gt: now } },
    { $set: { state: 'accepted', updatedAt: now } },
    { session: tx.session },
  );
  if (claimed === null) throw linkInvalid();
};

/** Takes the invitation and makes the account and the membership: all of it, or nothing. */
const createSettle = ({ clock, clinics, providers }: Deps) => {
  const makeMember = async (tx: Tx, invitation: InvitationDoc, userId: Types.ObjectId): Promise<void> => {
    const { clinicId, role, customRoleId, providerId } = invitation;
    if (!(await join(tx, { clinicId, userId }, { role, customRoleId: customRoleId ?? undefined })))
      throw linkInvalid();
    if (providerId) await providers.tie(tx, { clinicId, providerId, userId });
  };
  return (invitation: InvitationDoc, { userId, newcomer }: Guest): Promise<void> =>
    runInClinic(invitation.clinicId, () =>
      inTransaction(async (tx) => {
        const { clinicId } = invitation;
        if (!isOutside(clinicId)) await clinics.lockPeople(tx, clinicId);
        await claim(tx, invitation, clock.now());
        if (newcomer !== undefined) await keepAccount(tx, newcomer);
        if (!isOutside(clinicId)) await makeMember(tx, invitation, userId);
      }),
    );
};

const createProve =
  ({ limits }: Deps['door']) =>
  async ({ _id, email }: Account, password: string, { address }: CallInfo): Promise<void> => {
    const attempt = { email, address };
    await limits.assertMayTry(attempt);
    if (await passwordFits(await passwordHashOf(_id), password)) return limits.noteSuccess(attempt);
    await limits.noteFailure(attempt);
    throw badCredentials();
  };

/** An account that proves its password, or a new one. */
const createGuestOf = (deps: Deps) => {
  const prove = createProve(deps.door);
  return async (
    invitation: InvitationDoc,
    answer: Omit<Acceptance, 'token'>,
    info: CallInfo,
  ): Promise<Guest> => {
    const clinicName = await clinicOf(deps, invitation);
    const isPlatform = isOutside(invitation.clinicId);
    const account = await accountWith(invitation.email);
    if (account === null) {
      const { policy } = deps.door;
      const facts = { isPlatformAdmin: isPlatform, clinicName, policy };
      const newcomer = await newcomerOf(invitation, answer, facts);
      return { userId: newcomer._id, newcomer };
    }
    // Nobody who works in a clinic is made a platform administrator by a link, nor the other way round.
    if ((account.isPlatformAdmin === true) !== isPlatform) throw linkInvalid();
    await prove(account, answer.password, info);
    return { userId: account._id, newcomer: undefined };
  };
};

export const createAccepting = (deps: Deps) => {
  const settle = createSettle(deps);
  const guestOf = createGuestOf(deps);

  return {
    preview: async (token: string): Promise<ViewOf<typeof InvitationPreview>> => {
      const invitation = await openOne(deps, token);
      const { clinicId, email, firstName, lastName, role, inviterName } = invitation;
      const roleId = invitation.customRoleId ?? undefined;
      const [clinicName, account, own] = await Promise.all([
        clinicOf(deps, invitation),
        accountWith(email),
        roleId === undefined ? null : runInClinic(clinicId, () => ownRole(clinicId, roleId)),
      ]);
      return {
        clinicName,
        inviterName,
        email,
        firstName,
        lastName,
        role,
        hasAccount: account !== null,
        ...given({ roleName: own?.name }),
      };
    },

    /** A new account, or one that proves its password. Signing in comes after, with all that it asks. */
    accept: async ({ token, ...answer }: Acceptance, info: CallInfo): Promise<Accepted> => {
      const invitation = await openOne(deps, token);
      const guest = await guestOf(invitation, answer, info);
      await settle(invitation, guest);
      deps.door.sessions.forgetLogin(guest.userId.toHexString());
      const { clinicId, email } = invitation;
      return { email, clinicId: clinicId.toHexString(), isNewAccount: guest.newcomer !== undefined };
    },

    /** The account that is signed in accepts; an invitation to another address is not theirs. */
    join: async (actor: Actor, token: string): Promise<{ clinicId: string }> => {
      const [invitation, account] = await Promise.all([openOne(deps, token), accountOf(actor.userId)]);
      const { clinicId, email } = invitation;
      if (account === null || account.email !== email || isOutside(clinicId)) throw linkInvalid();
      await clinicOf(deps, invitation);
      await settle(invitation, { userId: account._id, newcomer: undefined });
      return { clinicId: clinicId.toHexString() };
    },
  };
};
export type Accepting = ReturnType<typeof createAccepting>;
