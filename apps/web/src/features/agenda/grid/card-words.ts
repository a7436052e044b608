import type { BlockKind, VisitCard } from '@topsmile/contracts';
import type { TFunction } from 'i18next';
import { endsOf } from '../../../lib/initials.ts';
import type { ShownStatus } from '../../../ui/statuses.ts';
import type { GridColumn } from './model.ts';
import type { ClockLabels } from './axis.ts';
import { clockLabels } from './clock-labels.ts';

/** An approval that waits is shown as such. */
export const shownStatus = (card: Pick<VisitCard, 'status' | 'approval'>): ShownStatus =>
  card.status === 'scheduled' && card.approval === 'waiting' ? 'waiting' : card.status;

type T = TFunction<'agenda'>;

/** The words of a thousand cards, looked up once per language instead of once per card. */
export type CardWords = {
  clock: ClockLabels;
  statusOf: (card: VisitCard) => string;
  block: Record<BlockKind, string>;
  name: (card: VisitCard) => string;
  visit: (card: VisitCard, column: GridColumn) => string;
  gap: (startMs: number, freeMinutes: number) => string;
  free: (minutes: number) => string;
  closed: (column: GridColumn, isBreak: boolean) => string;
  waiting: (minutes: number) => string;
  seatedSince: (ms: number) => string;
  expiresIn: (seconds: number) => string;
  marks: { first: string; urgent: string; overbooked: string; note: string };
};

/** `S. L.`: enough for who knows the day, nothing for who reads over the desk. */
const veiled = (name: string): string =>
  endsOf(name.split(/\s+/).filter((part) => /^\p{Lu}/u.test(part)))
    .map((part) => `${part.charAt(0)}.`)
    .join(' ');

/** `1h15`, `45 min`. */
export const spanLabel = (minutes: number): string => {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}h${String(rest).padStart(2, '0')}`;
};

const countdown = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const statusWords = (t: T): Record<ShownStatus, string> => ({
  held: t('status.held'),
  scheduled: t('status.scheduled'),
  confirmed: t('status.confirmed'),
  checked_in: t('status.checked_in'),
  in_progress: t('status.in_progress'),
  completed: t('status.completed'),
  cancelled: t('status.cancelled'),
  no_show: t('status.no_show'),
  expired: t('status.expired'),
  waiting: t('status.waiting'),
});

const blockWords = (t: T): Record<BlockKind, string> => ({
  meeting: t('block.meeting'),
  lunch: t('block.lunch'),
  maintenance: t('block.maintenance'),
  urgency: t('block.urgency'),
  personal: t('block.personal'),
  other: t('block.other'),
});

const marksOf = (card: VisitCard, marks: CardWords['marks']): string[] => [
  ...(card.priority === 'routine' ? [] : [marks.urgent]),
  ...(card.isFirstVisit ? [marks.first] : []),
  ...(card.isOverbooked ? [marks.overbooked] : []),
  ...(card.note === undefined ? [] : [marks.note]),
];

const nameWith =
  (t: T, isInitials: boolean) =>
  (card: VisitCard): string => {
    const name = card.patientName ?? t('unnamed');
    return isInitials ? veiled(name) : name;
  };

export const cardWords = (t: T, zone: string, isInitials: boolean): CardWords => {
  const clock = clockLabels(zone);
  const status = statusWords(t);
  const marks = {
    first: t('mark.first'),
    urgent: t('mark.urgent'),
    overbooked: t('mark.overbooked'),
    note: t('mark.note'),
  };
  const name = nameWith(t, isInitials);
  const statusOf = (card: VisitCard): string => status[shownStatus(card)];
  return {
    clock,
    statusOf,
    block: blockWords(t),
    name,
    visit: (card, column) =>
      [
        clock.range(Date.parse(card.startsAt), Date.parse(card.endsAt)),
        name(card),
        card.typeName,
        statusOf(card),
        ...marksOf(card, marks),
        column.name,
        card.providerName,
      ]
        .filter((part) => part !== undefined && part !== '')
        .join(', '),
    gap: (startMs, freeMinutes) =>
      t('gap', { time: clock.time(startMs), free: spanLabel(freeMinutes), count: freeMinutes }),
    free: (minutes) => t('freeTime', { free: spanLabel(minutes) }),
    closed: (column, isBreak) => column.closedReason ?? (isBreak ? t('break') : t('closed')),
    waiting: (minutes) => t('waitingFor', { count: minutes }),
    seatedSince: (ms) => t('seatedSince', { time: clock.time(ms) }),
    expiresIn: (seconds) => t('expiresIn', { left: countdown(seconds) }),
    marks,
  };
};
