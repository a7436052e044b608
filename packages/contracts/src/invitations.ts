import { z } from 'zod';
import { NewPassword } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { namesOneRole, oneRole, RoleChoice } from './people.ts';
import { Role } from './permissions.ts';
import { ClinicId, Email, Instant, InvitationId, PersonName, ProviderId, RoleId } from './primitives.ts';

const tag = 'People';

export const invitationDays = 7;

export const InvitationDraft = z
  .strictObject({
    email: Email,
    firstName: PersonName,
    lastName: PersonName,
    ...RoleChoice,
    /** The provider of the agenda that this person is. */
    providerId: ProviderId.optional(),
    /** The language of the mail. */
    locale: z.enum(['pt-BR', 'en', 'es']).default('pt-BR'),
  })
  .refine(namesOneRole, oneRole);
export type InvitationDraft = z.infer<typeof InvitationDraft>;

export const Invitation = z
  .object({
    id: InvitationId,
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role: Role,
    customRole: z.object({ id: RoleId, name: z.string() }).optional(),
    state: z.enum(['open', 'expired', 'accepted', 'revoked']),
    sentAt: Instant,
    expiresAt: Instant,
    invitedBy: z.string(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

const Params = z.strictObject({ invitationId: InvitationId });
const Token = z.string().min(20, 'token').max(200, 'token');

export const createInvitation = endpoint({
  method: 'post',
  path: '/invitations',
  tag,
  summary: 'Invite somebody by mail; the same address again sends a new link and ends the old one',
  body: InvitationDraft,
  response: Invitation,
  status: 201,
  errors: ['already-exists'],
});
export const listInvitations = endpoint({
  method: 'get',
  path: '/invitations',
  tag,
  summary: 'Invitations that wait for an answer, the latest first',
  response: z.array(Invitation),
});
export const revokeInvitation = endpoint({
  method: 'delete',
  path: '/invitations/:invitationId',
  tag,
  summary: 'Withdraw an invitation: its link is dead',
  params: Params,
  response: Invitation,
  errors: ['wrong-state'],
});
export const resendInvitation = endpoint({
  method: 'post',
  path: '/invitations/:invitationId/resend',
  tag,
  summary: 'Send an invitation anew: a new link, and the old one is dead',
  params: Params,
  response: Invitation,
  errors: ['wrong-state'],
});

export const InvitationPreview = z
  .object({
    clinicName: z.string(),
    inviterName: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role: Role,
    roleName: z.string().optional(),
    /** This address signs in already: its password is asked for instead of a new one. */
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const previewInvitation = endpoint({
  method: 'post',
  path: '/invitations/preview',
  tag,
  summary: 'Who invites, and to which clinic',
  body: z.strictObject({ token: Token }),
  response: InvitationPreview,
  errors: ['link-invalid', 'too-many-requests'],
});
/** Somebody new chooses a password; somebody known proves theirs. */
export const Acceptance = z.strictObject({
  token: Token,
  password: z.string().min(1, 'required').max(1024, 'tooLong'),
  firstName: PersonName.optional(),
  lastName: PersonName.optional(),
});
export type Acceptance = z.infer<typeof Acceptance>;
/** What the form of somebody new must hold. */
export const NewPersonAcceptance = z.strictObject({
  firstName: PersonName,
  lastName: PersonName,
  password: NewPassword,
});
export const acceptInvitation = endpoint({
  method: 'post',
  path: '/invitations/accept',
  tag,
  summary: 'Accept an invitation; signing in is the next step',
  body: Acceptance,
  response: z.object({ email: z.string(), clinicId: ClinicId, isNewAccount: z.boolean() }),
  errors: ['link-invalid', 'invalid-credentials', 'too-many-requests'],
});
export const joinByInvitation = endpoint({
  method: 'post',
  path: '/invitations/join',
  tag,
  summary: 'Accept an invitation with the account that is signed in',
  body: z.strictObject({ token: Token }),
  response: z.object({ clinicId: ClinicId }),
  errors: ['link-invalid'],
});
