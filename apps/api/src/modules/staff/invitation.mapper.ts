import type { Invitation, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { InvitationDoc } from './invitation.model.ts';
import { ownRoleIn, type Roles } from './role-lookup.ts';

export type InvitationView = ViewOf<typeof Invitation>;

const stateOf = ({ state, expiresAt }: InvitationDoc, at: Date): InvitationView['state'] =>
  state === 'open' && expiresAt.getTime() <= at.getTime() ? 'expired' : state;

export const toInvitation = (invitation: InvitationDoc, roles: Roles, at: Date): InvitationView => {
  const own = ownRoleIn(invitation, roles);
  return {
    id: invitation._id.toHexString(),
    email: invitation.email,
    firstName: invitation.firstName,
    lastName: invitation.lastName,
    role: invitation.role,
    state: stateOf(invitation, at),
    sentAt: invitation.sentAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    invitedBy: invitation.inviterName,
    ...given({ customRole: own && { id: own._id.toHexString(), name: own.name } }),
  };
};
