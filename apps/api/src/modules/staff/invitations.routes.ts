import {
  acceptInvitation,
  createInvitation,
  joinByInvitation,
  listInvitations,
  previewInvitation,
  resendInvitation,
  revokeInvitation,
} from '@topsmile/contracts';
import { publicRoute, type Route, route } from '../../platform/http/route.ts';
import type { Accepting } from './accepting.service.ts';
import type { InvitationsService } from './invitations.service.ts';

// The lock, the author, the roles, the address, the invitation, the letter and the commit.
const change = { access: 'users:write', commands: 12 } as const;

export const invitationsRoutes = (service: InvitationsService, accepting: Accepting): Route[] => [
  route(createInvitation, change, (actor, { body }) => service.invite(actor, body)),
  route(listInvitations, 'users:read', (actor) => service.list(actor)),
  route(resendInvitation, change, (actor, { params }) => service.resend(actor, params.invitationId)),
  route(revokeInvitation, change, (actor, { params }) => service.revoke(actor, params.invitationId)),

  publicRoute(previewInvitation, ({ body }) => accepting.preview(body.token)),
  publicRoute(acceptInvitation, ({ body, info }) => accepting.accept(body, info), { commands: 12 }),
  route(joinByInvitation, { access: 'signed-in', commands: 10 }, (actor, { body }) =>
    accepting.join(actor, body.token),
  ),
];
