import {
  type listMessages,
  type Message,
  type MessageSummary,
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

type Deps = { clock: Clock; wake: () => void };
type Query = QueryOf<typeof listMessages>;

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

const find = async (clinicId: Types.ObjectId, messageId: string) => {
  const found = await messages().findOne(
    { clinicId, _id: new Types.ObjectId(messageId) },
    { projection: publicFields },
  );
  if (found === null) throw notFound();
  return found;
};

export const createMessagesService = ({ clock, wake }: Deps) => ({
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
});
export type MessagesService = ReturnType<typeof createMessagesService>;
