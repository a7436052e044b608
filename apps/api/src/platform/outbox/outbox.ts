import type { z } from 'zod';
import type { Tx } from '../mongo.ts';
import type { Types } from '../mongo.ts';
import type { EventType } from './events.ts';
import { OutboxModel } from './outbox.model.ts';

type Publication<P extends z.ZodType> = {
  clinicId: Types.ObjectId;
  aggregate: { type: string; id: string };
  seq: number;
  at: Date;
  payload: z.input<P>;
};

/** Writes the event in the transaction of the change: both are there after a crash, or neither. */
export const publish = async <P extends z.ZodType>(
  tx: Tx,
  event: EventType<P>,
  publication: Publication<P>,
): Promise<void> => {
  const { clinicId, aggregate, seq, at } = publication;
  const payload: unknown = event.payload.parse(publication.payload);
  const row = {
    clinicId,
    aggregateType: aggregate.type,
    aggregateId: aggregate.id,
    seq,
    at,
    nextAt: at,
    type: event.type,
    v: event.v,
    payload,
  };
  await OutboxModel.create([row], { session: tx.session });
};
