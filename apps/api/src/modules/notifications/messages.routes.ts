import {
  getMessage,
  listMessages,
  listMessageTemplates,
  previewMessageTemplate,
  retryMessage,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { MessagesService } from './messages.service.ts';
import type { TextsService } from './texts.service.ts';

export const messagesRoutes = (service: MessagesService, texts: TextsService): Route[] => [
  route(listMessages, 'messages:read', (actor, { query }) => service.list(actor, query)),
  route(getMessage, 'messages:read', (actor, { params }) => service.get(actor, params.messageId)),
  route(retryMessage, 'messages:write', (actor, { params }) => service.retry(actor, params.messageId)),
  route(listMessageTemplates, 'messages:read', () => texts.templates()),
  route(previewMessageTemplate, 'messages:read', (actor, { query }) =>
    texts.preview(actor, query.template, query.locale),
  ),
];
