import {
  type MessageChannel,
  messageChannels,
  type MessageFailure,
  type MessageLocale,
  messageLocales,
  type MessageState,
  messageStates,
  type MessageTemplate,
  messageTemplates,
} from '@topsmile/contracts';
import { Schema, type Types } from 'mongoose';
import type { Leased } from '../../platform/leases.ts';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

export type MessageDoc = Leased & {
  clinicId: Types.ObjectId;
  channel: MessageChannel;
  template: MessageTemplate;
  locale: MessageLocale;
  to: { name: string; hint: string; sealedAddress: string };
  from: { name: string; replyTo?: string };
  subject: string;
  /** With marks where secrets belong; what is sent again is the same text. */
  text: string;
  html?: string;
  /** Present until the message was delivered or has lapsed. */
  sealedSecrets?: string;
  lapsesAt?: Date;
  state: MessageState;
  /** Present while there is something to do. */
  nextAt?: Date;
  failure?: MessageFailure;
  driver?: string;
  providerId?: string;
  /** What brought it about: `event:<id>`, `request:<id>`. */
  causedBy: string;
  /** One cause makes one message of a kind to an address: unique. */
  onceKey: string;
  createdAt: Date;
  sentAt?: Date;
};

const text = { type: String, required: true } as const;

const messageSchema = new Schema(
  {
    clinicId: clinicIdField,
    channel: { type: String, enum: messageChannels, required: true },
    template: { type: String, enum: messageTemplates, required: true },
    locale: { type: String, enum: messageLocales, required: true },
    to: new Schema({ name: text, hint: text, sealedAddress: text }, { _id: false }),
    from: new Schema({ name: text, replyTo: String }, { _id: false }),
    subject: text,
    text,
    html: String,
    sealedSecrets: String,
    lapsesAt: Date,
    state: { type: String, enum: messageStates, required: true },
    attempts: { type: Number, required: true, default: 0 },
    nextAt: Date,
    lease: { owner: String, until: Date, fence: Number },
    failure: String,
    driver: String,
    providerId: String,
    causedBy: text,
    onceKey: text,
    createdAt: { type: Date, required: true },
    sentAt: Date,
  },
  { strict: 'throw', versionKey: false },
);
const MessageModel = defineModel('Message', tenancy('clinic', messageSchema), 'messages');

export const messages = (): Collection<MessageDoc> => collectionOf<MessageDoc>(MessageModel);
