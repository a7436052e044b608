import type { Person, PersonSession, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { type Account, type Membership, type Presence } from '../staff-auth/index.ts';
import type { ClinicRoleDoc } from './clinic-role.model.ts';
import type { InvitationDoc } from './invitation.model.ts';
import { ownRoleIn, type Roles } from './role-lookup.ts';

export type PersonView = ViewOf<typeof Person>;

const toOwnRole = (role: ClinicRoleDoc | undefined): PersonView['customRole'] =>
  role === undefined ? undefined : { id: role._id.toHexString(), name: role.name };

/** What stands beside a person's record when it is shown. */
export type Around = { roles: Roles; presence: Presence | undefined; you: Types.ObjectId };

export const toPerson = (
  account: Account,
  membership: Membership,
  { roles, presence, you }: Around,
): PersonView => ({
  id: account._id.toHexString(),
  firstName: account.firstName,
  lastName: account.lastName,
  email: account.email,
  role: membership.role,
  state: membership.isActive ? 'active' : 'deactivated',
  hasSecondFactor: (account.secondFactors ?? []).length > 0,
  mustChangePassword: account.mustChangePassword === true,
  openSessions: presence?.openSessions ?? 0,
  isYou: account._id.equals(you),
  rev: membership.rev ?? 0,
  ...given({
    customRole: toOwnRole(ownRoleIn(membership, roles)),
    lastSeenAt: presence?.lastSeenAt.toISOString(),
  }),
});

/** Somebody invited, as a row among the people. */
export const toInvited = (invitation: InvitationDoc, roles: Roles): PersonView => ({
  id: invitation._id.toHexString(),
  firstName: invitation.firstName,
  lastName: invitation.lastName,
  email: invitation.email,
  role: invitation.role,
  state: 'invited',
  hasSecondFactor: false,
  mustChangePassword: false,
  openSessions: 0,
  isYou: false,
  rev: 0,
  invitedUntil: invitation.expiresAt.toISOString(),
  ...given({ customRole: toOwnRole(ownRoleIn(invitation, roles)) }),
});

export const toPersonSession = (
  session: SessionDoc,
  current: Types.ObjectId,
): ViewOf<typeof PersonSession> => ({
  id: session._id.toHexString(),
  userAgent: session.userAgent ?? '',
  address: session.address ?? '',
  startedAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  isCurrent: session._id.equals(current),
});
