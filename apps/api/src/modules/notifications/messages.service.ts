import {
  type listMessages,
  type Message,
  type MessageLocale,
  type MessagePreview,
  type MessageSummary,
  type MessageTemplate,
  type MessageTemplateInfo,
  messageTemplates,
  type Page,
  type QueryOf,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import { fromCursor, type Position, toCursor } from './message-cursor.rules.ts';
import { type MessageRow, publicFields, summaryFields, toMessage, toSummary } from './message.mapper.ts';
import { messages } from './message.model.ts';
import type { SenderPort } from './queue.ts';
import { render } from './render.ts';
import { hasSecret, sampleOf } from './templates/samples.ts';
import { covered, coveredHtml } from './wording.rules.ts';

type Deps = { clock: Clock; publicUrl: string; clinics: SenderPort; wake: () => void };
type Query = QueryOf<typeof listMessages>;

const readers: Record<MessageLocale, string> = { 'pt-BR': 'Ana Lima', en: 'Ana Lima', es: 'Ana Lima' };

const positionOf = ({ cursor }: Query): Position | undefined => {
  if (cursor === undefined) return undefined;
  const position = fromCursor(cursor);
  if (position === undefined) throw invalid([{ path: 'cursor', message: 'cursor' }]);
  return position;
};

const older = (position: Position | undefined): object => {
  if (position === undefined) return {};
  const { at, id } = position;
  // The outer bound lets the index start at the position; the inner one parts rows of the same instant.
  return {
    createdAt: { $lte: at },
    $or: [{ createdAt: { $lt: at } }, { _id: { $lt: new Types.ObjectId(id) } }],
  };
};

const renderSample = <K extends MessageTemplate>(
  template: K,
  {
    locale,
    clinic,
    phone,
    publicUrl,
  }: { locale: MessageLocale; clinic: string; phone?: string; publicUrl: string },
) => {
  const { params, secrets } = sampleOf(template);
  const common = { name: readers[locale], clinic, ...given({ phone }) };
  return render({ template, locale, params, secrets, common }, publicUrl);
};

export const createMessagesService = ({ clock, publicUrl, clinics, wake }: Deps) => {
  const find = async (clinicId: Types.ObjectId, messageId: string) => {
    const found = await messages().findOne(
      { clinicId, _id: new Types.ObjectId(messageId) },
      { projection: publicFields },
    );
    if (found === null) throw notFound();
    return found;
  };

  return {
    /** Newest first; one command. */
    list: async (actor: Actor, query: Query): Promise<Page<ViewOf<typeof MessageSummary>>> => {
      const { limit, state, channel, template } = query;
      const found = await messages()
        .find<MessageRow>(
          { clinicId: actor.clinicId, ...given({ state, channel, template }), ...older(positionOf(query)) },
          { projection: summaryFields, sort: { createdAt: -1, _id: -1 }, limit: limit + 1 },
        )
        .toArray();
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      const nextCursor = last && toCursor({ at: last.createdAt, id: last._id.toHexString() });
      return { items: rows.map(toSummary), page: { limit, ...given({ nextCursor }) } };
    },

    get: async (actor: Actor, messageId: string): Promise<ViewOf<typeof Message>> =>
      toMessage(await find(actor.clinicId, messageId), clock.now()),

    /** Puts a message that did not go back in line: the same text to the same address. */
    retry: async (actor: Actor, messageId: string): Promise<ViewOf<typeof Message>> => {
      const now = clock.now();
      const again = await messages().findOneAndUpdate(
        {
          clinicId: actor.clinicId,
          _id: new Types.ObjectId(messageId),
          state: { $in: ['failed', 'dead'] },
          $or: [{ lapsesAt: { $exists: false } }, { lapsesAt: { $gt: now } }],
        },
        { $set: { state: 'queued', attempts: 0, nextAt: now }, $unset: { failure: '' } },
        { projection: publicFields, returnDocument: 'after' },
      );
      if (again === null) {
        await find(actor.clinicId, messageId);
        throw new AppError('wrong-state', 'This message is not waiting to be sent again.');
      }
      wake();
      return toMessage(again, now);
    },

    templates: (): Promise<ViewOf<typeof MessageTemplateInfo>[]> =>
      Promise.resolve(
        messageTemplates.map((key) => {
          const { sms } = renderSample(key, { locale: 'pt-BR', clinic: '', publicUrl });
          return {
            key,
            hasSecret: hasSecret(key),
            channels: sms === undefined ? ['email'] : ['email', 'sms'],
          };
        }),
      ),

    preview: async (
      actor: Actor,
      key: MessageTemplate,
      locale: MessageLocale,
    ): Promise<ViewOf<typeof MessagePreview>> => {
      const { name, phone } = await clinics.senderOf(actor.clinicId, undefined);
      const sample = renderSample(key, { locale, clinic: name, publicUrl, ...given({ phone }) });
      const { subject, text, html, sms } = sample;
      return {
        key,
        locale,
        subject,
        text: covered(text),
        html: coveredHtml(html),
        ...given({ sms: sms === undefined ? undefined : covered(sms) }),
      };
    },
  };
};
export type MessagesService = ReturnType<typeof createMessagesService>;
