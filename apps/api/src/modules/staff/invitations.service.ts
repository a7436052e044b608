import { type InvitationDraft, invitationDays } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { accountWith, type Assignment, membershipIn } from '../staff-auth/index.ts';
import { changingPeople, type Ground } from './authority.ts';
import { hashOf, linkPath, newToken } from './invitation-token.ts';
import { type InvitationView, toInvitation } from './invitation.mapper.ts';
import { type InvitationDoc, invitationsStore } from './invitation.model.ts';
import type { ClinicsPort, ProvidersPort, QueueLetter } from './ports.ts';
import { assignmentOf, ownRoles, rightsIn, rolesById } from './role-lookup.ts';
import { assertMayGrant } from './staff.rules.ts';

type Deps = {
  clock: Clock;
  clinics: Pick<ClinicsPort, 'lockPeople'>;
  providers: Pick<ProvidersPort, 'assertFree'>;
  queue: QueueLetter;
};
type Guest = Pick<InvitationDoc, 'email' | 'firstName' | 'lastName' | 'locale'>;
type Offer = Guest & Assignment & { providerId: Types.ObjectId | undefined };

const dayMs = 86_400_000;

const idFrom = (text: string | undefined): Types.ObjectId | undefined =>
  text === undefined ? undefined : new Types.ObjectId(text);

const assertStranger = async (tx: Tx, clinicId: Types.ObjectId, email: string): Promise<void> => {
  const account = await accountWith(email, tx);
  if (account === null || membershipIn(account, clinicId) === undefined) return;
  throw new AppError('already-exists', 'This person belongs to the clinic already.', {
    issues: [{ path: 'email', message: 'alreadyExists' }],
  });
};

const openOne = async ({ tx, actor }: Ground, invitationId: string): Promise<InvitationDoc> => {
  const identity = { clinicId: actor.clinicId, _id: new Types.ObjectId(invitationId) };
  const found = await invitationsStore().findOne(identity, { session: tx.session });
  if (found === null) throw notFound();
  if (found.state === 'open') return found;
  throw new AppError('wrong-state', 'This invitation has been answered or withdrawn.');
};

/** What an invitation offers, to be offered again. */
const offerOf = (invitation: InvitationDoc): Offer => {
  const { email, firstName, lastName, locale, role, customRoleId, providerId } = invitation;
  const guest = { email, firstName, lastName, locale, role };
  return { ...guest, customRoleId: customRoleId ?? undefined, providerId: providerId ?? undefined };
};

/** Writes a link for whoever is offered a place; a link of before is dead from now on. */
const createOffer =
  ({ clock, queue }: Pick<Deps, 'clock' | 'queue'>) =>
  async (ground: Ground, { customRoleId, providerId, ...guest }: Offer): Promise<InvitationDoc> => {
    const { tx, actor, rights, roles } = ground;
    assertMayGrant(rights, rightsIn({ role: guest.role, customRoleId }, roles));
    const { clinicId } = actor;
    const at = clock.now();
    const token = newToken();
    const expiresAt = new Date(at.getTime() + invitationDays * dayMs);
    const invitation = await invitationsStore().findOneAndUpdate(
      { clinicId, email: guest.email, state: 'open' },
      {
        $set: {
          ...guest,
          customRoleId: customRoleId ?? null,
          providerId: providerId ?? null,
          tokenHash: hashOf(token),
          expiresAt,
          sentAt: at,
          invitedBy: actor.userId,
          inviterName: actor.displayName,
          updatedAt: at,
        },
        $setOnInsert: { createdAt: at },
      },
      { upsert: true, returnDocument: 'after', session: tx.session },
    );
    if (invitation === null) throw new Error('An upsert answered nothing');
    await queue(tx, {
      clinicId,
      template: 'staff-invitation',
      to: { name: `${guest.firstName} ${guest.lastName}`, email: guest.email },
      locale: guest.locale,
      params: { inviterName: actor.displayName, role: guest.role, days: invitationDays },
      secretParams: { path: linkPath(token) },
      cause: `invitation:${hashOf(token)}`,
      lapsesAt: expiresAt,
    });
    return invitation;
  };

export const createInvitationsService = (deps: Deps) => {
  const { clock, clinics, providers } = deps;
  const offer = createOffer(deps);

  return {
    /** Invites somebody; the same address again gets a new link. */
    invite: async (
      actor: Actor,
      { role, customRoleId, providerId, ...guest }: InvitationDraft,
    ): Promise<InvitationView> => {
      const provider = idFrom(providerId);
      if (provider !== undefined) await providers.assertFree(actor.clinicId, provider);
      return changingPeople({ clinics }, { actor }, async (ground) => {
        await assertStranger(ground.tx, actor.clinicId, guest.email);
        const assignment = assignmentOf({ role, customRoleId }, ground.roles);
        const invitation = await offer(ground, { ...guest, ...assignment, providerId: provider });
        return toInvitation(invitation, ground.roles, clock.now());
      });
    },

    list: async ({ clinicId }: Actor): Promise<InvitationView[]> => {
      const [found, own] = await Promise.all([
        invitationsStore().find({ clinicId, state: 'open' }).sort({ sentAt: -1 }).limit(200).toArray(),
        ownRoles(clinicId),
      ]);
      return found.map((invitation) => toInvitation(invitation, rolesById(own), clock.now()));
    },

    resend: (actor: Actor, invitationId: string): Promise<InvitationView> =>
      changingPeople({ clinics }, { actor }, async (ground) => {
        const again = offerOf(await openOne(ground, invitationId));
        return toInvitation(await offer(ground, again), ground.roles, clock.now());
      }),

    revoke: (actor: Actor, invitationId: string): Promise<InvitationView> =>
      changingPeople({ clinics }, { actor }, async (ground) => {
        const { _id, clinicId } = await openOne(ground, invitationId);
        const revoked = await invitationsStore().findOneAndUpdate(
          { clinicId, _id },
          { $set: { state: 'revoked', updatedAt: clock.now() } },
          { returnDocument: 'after', session: ground.tx.session },
        );
        if (revoked === null) throw notFound();
        return toInvitation(revoked, ground.roles, clock.now());
      }),
  };
};
export type InvitationsService = ReturnType<typeof createInvitationsService>;
