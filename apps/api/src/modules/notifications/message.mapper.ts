import type { Message, MessageSummary, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { MessageDoc } from './message.model.ts';
import { hasSecret } from './templates/samples.ts';
import { covered, coveredHtml } from './wording.rules.ts';

/** Without what only the courier may read. */
export const publicFields = { 'to.sealedAddress': 0, sealedSecrets: 0, lease: 0 } as const;
export const summaryFields = { ...publicFields, text: 0, html: 0 } as const;

/** Drivers by which nothing leaves the house. */
const staysHere = new Set<string | undefined>(['log', 'folder']);

type Whole = Omit<MessageDoc, 'sealedSecrets' | 'lease' | 'to'> & { to: { name: string; hint: string } };
export type MessageRow = Omit<Whole, 'text' | 'html'>;

const isOver = ({ lapsesAt }: Pick<Whole, 'lapsesAt'>, now: Date): boolean =>
  lapsesAt !== undefined && lapsesAt <= now;

export const toSummary = (row: MessageRow): ViewOf<typeof MessageSummary> => ({
  id: row._id.toHexString(),
  channel: row.channel,
  template: row.template,
  locale: row.locale,
  to: { name: row.to.name, hint: row.to.hint },
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  isWrittenDownOnly: staysHere.has(row.driver),
  ...given({
    sentAt: row.sentAt?.toISOString(),
    nextAt: row.state === 'sent' ? undefined : row.nextAt?.toISOString(),
    failure: row.failure,
  }),
});

export const toMessage = (row: Whole, now: Date): ViewOf<typeof Message> => ({
  ...toSummary(row),
  text: covered(row.text),
  hasSecret: hasSecret(row.template),
  canRetry: (row.state === 'failed' || row.state === 'dead') && !isOver(row, now),
  ...given({
    html: row.html === undefined ? undefined : coveredHtml(row.html),
    lapsesAt: row.lapsesAt?.toISOString(),
  }),
});
