import type { z } from 'zod';
import { Types } from '../mongo.ts';

/** A fact that happened, named in the past tense and owned by one module. */
export type EventType<P extends z.ZodType = z.ZodType> = {
  readonly type: string;
  readonly v: number;
  readonly payload: P;
};

export const defineEvent = <P extends z.ZodType>(type: string, payload: P, v = 1): EventType<P> => ({
  type,
  v,
  payload,
});

/** An event as it lies in the document that changed, until the relay takes it over. */
export type EmbeddedEvent = {
  id: Types.ObjectId;
  type: string;
  v: number;
  seq: number;
  at: Date;
  payload: unknown;
};

type Occurrence<P extends z.ZodType> = { seq: number; at: Date; payload: z.input<P> };

/** An event to be written inside the document that changes: one write, so neither can exist without the other. */
export const embeddedEvent = <P extends z.ZodType>(
  event: EventType<P>,
  { seq, at, payload }: Occurrence<P>,
): EmbeddedEvent => ({
  id: new Types.ObjectId(),
  type: event.type,
  v: event.v,
  seq,
  at,
  payload: event.payload.parse(payload),
});
