import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Instant, MessageId, PageQuery } from './primitives.ts';

const tag = 'Messages';

export const messageChannels = ['email', 'sms'] as const;
export const MessageChannel = z.enum(messageChannels);
export type MessageChannel = z.infer<typeof MessageChannel>;

/** The languages in which the clinic writes to people. */
export const messageLocales = ['pt-BR', 'en', 'es'] as const;
export const MessageLocale = z.enum(messageLocales);
export type MessageLocale = z.infer<typeof MessageLocale>;

/**
 * The life of a message: `queued` waits for its turn, `sending` is under way, `failed` will be tried again by
 * itself, `dead` was given up and waits for a person.
 */
export const messageStates = ['queued', 'sending', 'sent', 'failed', 'dead'] as const;
export const MessageState = z.enum(messageStates);
export type MessageState = z.infer<typeof MessageState>;

/** Why a message did not go: as much as a person can act on. */
export const messageFailures = ['unreachable', 'busy', 'refused', 'lapsed', 'unknown'] as const;
export const MessageFailure = z.enum(messageFailures);
export type MessageFailure = z.infer<typeof MessageFailure>;

export const messageTemplates = [
  'staff-invitation',
  'password-reset',
  'password-changed',
  'email-change-confirm',
  'email-changed',
  'sign-in-code',
  'new-device-sign-in',
  'session-reuse-detected',
  'mfa-changed',
  'recovery-codes-used',
  'account-locked-notice',
  'role-changed',
  'access-removed',
  'patient-verify-email',
  'patient-claim-code',
  'patient-password-reset',
  'patient-welcome',
  'visit-booked',
  'visit-requested',
  'visit-moved',
  'visit-cancelled',
  'visit-approved',
  'visit-refused',
] as const;
export const MessageTemplate = z.enum(messageTemplates);
export type MessageTemplate = z.infer<typeof MessageTemplate>;

const messageFields = {
  id: MessageId,
  channel: MessageChannel,
  template: MessageTemplate,
  locale: MessageLocale,
  /** The address with its middle left out: enough to notice a wrong one. */
  to: z.object({ name: z.string(), hint: z.string() }),
  subject: z.string(),
  state: MessageState,
  attempts: z.number().int(),
  createdAt: Instant,
  sentAt: Instant.optional(),
  /** When it will be tried again. */
  nextAt: Instant.optional(),
  failure: MessageFailure.optional(),
  /** Nothing left the house: this deployment only writes messages down. */
  isWrittenDownOnly: z.boolean(),
} as const;
export const MessageSummary = z.object(messageFields).meta({ id: 'MessageSummary' });
export type MessageSummary = z.infer<typeof MessageSummary>;

/** Links and codes that open something are shown as `•••` to everybody. */
export const Message = z
  .object({
    ...messageFields,
    text: z.string(),
    html: z.string().optional(),
    hasSecret: z.boolean(),
    /** After this the message is not sent any more: what it carries no longer works. */
    lapsesAt: Instant.optional(),
    canRetry: z.boolean(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

const Params = z.strictObject({ messageId: MessageId });

export const listMessages = endpoint({
  method: 'get',
  path: '/messages',
  tag,
  summary: 'What the clinic sent or will send, newest first',
  query: z.strictObject({
    ...PageQuery,
    state: MessageState.optional(),
    channel: MessageChannel.optional(),
    template: MessageTemplate.optional(),
  }),
  response: z.array(MessageSummary),
  isPaged: true,
});
export const getMessage = endpoint({
  method: 'get',
  path: '/messages/:messageId',
  tag,
  summary: 'A message as its reader gets it, secrets covered',
  params: Params,
  response: Message,
});
export const retryMessage = endpoint({
  method: 'post',
  path: '/messages/:messageId/retry',
  tag,
  summary: 'Send a failed message again, the same text to the same address',
  params: Params,
  response: Message,
  errors: ['wrong-state'],
});

export const MessageTemplateInfo = z.object({
  key: MessageTemplate,
  channels: z.array(MessageChannel),
  hasSecret: z.boolean(),
});
export type MessageTemplateInfo = z.infer<typeof MessageTemplateInfo>;
export const listMessageTemplates = endpoint({
  method: 'get',
  path: '/message-templates',
  tag,
  summary: 'The texts this clinic can send',
  response: z.array(MessageTemplateInfo),
});

export const MessagePreview = z.object({
  key: MessageTemplate,
  locale: MessageLocale,
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sms: z.string().optional(),
});
export type MessagePreview = z.infer<typeof MessagePreview>;
export const previewMessageTemplate = endpoint({
  method: 'get',
  path: '/message-templates/preview',
  tag,
  summary: 'A text with invented facts, in a language',
  query: z.strictObject({ template: MessageTemplate, locale: MessageLocale.default('pt-BR') }),
  response: MessagePreview,
});
