import {
  getMessage,
  listMessages,
  listMessageTemplates,
  previewMessageTemplate,
  retryMessage,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { MessagesService } from './messages.service.ts';

export const messagesRoutes = (service: MessagesService): Route[] => [
  route(listMessages, 'messages:read', (actor, { query }) => service.list(actor, query)),
  route(getMessage, 'messages:read', (actor, { params }) => service.get(actor, params.messageId)),
  route(retryMessage, 'messages:write', (actor, { params }) => service.retry(actor, params.messageId)),
  route(listMessageTemplates, 'messages:read', () => service.templates()),
  route(previewMessageTemplate, 'messages:read', (actor, { query }) =>
    service.preview(actor, query.template, query.locale),
  ),
];
