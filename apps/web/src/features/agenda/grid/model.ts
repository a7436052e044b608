import type { Agenda, BlockKind, VisitCard } from '@topsmile/contracts';
import { type DayAxis, dayAxis, holds, minuteAt, weekAxis } from './axis.ts';
import { clockLabels, hourTicks, type Tick } from './clock-labels.ts';
import { type Held, isBlocking } from './conflicts.ts';
import { type Interval, merge, subtract } from './intervals.ts';
import { lanesOf } from './lanes.ts';

export type PlacedVisit = Interval & { card: VisitCard; lane: number; lanes: number };
export type PlacedBlock = Interval & { card: VisitCard; kind: BlockKind };
/** A closed stretch; `isBreak` lies between two open ones. */
export type ClosedTime = Interval & { isBreak: boolean };
/** A bookable stretch of free time; long gaps come in pieces so that each has its own place to press. */
export type Gap = Interval & { freeMinutes: number; isSoon: boolean };

export type GridColumn = {
  key: string;
  name: string;
  subtitle: string | undefined;
  colorIndex: number | undefined;
  operatoryId: string | undefined;
  providerId: string | undefined;
  axis: DayAxis;
  open: Interval[];
  freeMinutes: number;
  bookedMinutes: number;
  closedReason: string | undefined;
  visits: PlacedVisit[];
  blocks: PlacedBlock[];
  closed: ClosedTime[];
  gaps: Gap[];
};

export type GridModel = {
  by: 'operatory' | 'provider';
  isWeek: boolean;
  zone: string;
  step: number;
  longWaitMinutes: number;
  columns: GridColumn[];
  /** Whole hours, grid minutes. */
  range: { from: number; to: number };
  ticks: Tick[];
  /** Everything that may hold a chair, a provider or a patient, per day. */
  board: ReadonlyMap<string, Held[]>;
};

export type ModelOptions = {
  by: 'operatory' | 'provider';
  /** Now, rounded up to the step by the caller: the first time to offer, and no rebuild each minute. */
  nowMs: number;
  showsCancelled: boolean;
  showsWholeDay: boolean;
  /** Free time is offered only to who may book. */
  canBook: boolean;
  /** The name of the column for visits without a chair or provider. */
  restName: string;
};

const sliceMinutes = 30;
const soonMinutes = 75;
const hidden: ReadonlySet<string> = new Set(['cancelled', 'expired']);

const isShown = (card: VisitCard, options: ModelOptions): boolean =>
  options.showsCancelled || !hidden.has(card.status);

type AgendaColumn = Agenda['columns'][number];

const belongs = (card: VisitCard, column: AgendaColumn, options: ModelOptions): boolean => {
  const own = options.by === 'operatory' ? card.operatoryId : card.providerId;
  const wanted = options.by === 'operatory' ? column.operatoryId : column.providerId;
  if (own !== undefined) return own === wanted;
  if (card.kind === 'visit') return false;
  const other = options.by === 'operatory' ? card.providerId : card.operatoryId;
  const theirs = options.by === 'operatory' ? column.providerId : column.operatoryId;
  return other === undefined || other === theirs;
};

const spanOf = (axis: DayAxis, card: VisitCard): Interval => {
  const start = minuteAt(axis, card.startsAt);
  return { start, end: Math.max(minuteAt(axis, card.endsAt), start + 5) };
};

/** A block says more than "closed" does, so it replaces that stretch. */
const closedTimes = ({ open, blocks }: Pick<GridColumn, 'open' | 'blocks'>, range: Interval): ClosedTime[] =>
  subtract([range], [...open, ...blocks]).map((closed) => ({
    ...closed,
    isBreak: open.some((one) => one.end <= closed.start) && open.some((one) => one.start >= closed.end),
  }));

/** Pieces that end on whole half-hours; each knows how much is free from its start on. */
export const gapsOf = (free: readonly Interval[], now: number, step: number): Gap[] =>
  free.flatMap((whole) => {
    const pieces: Gap[] = [];
    let start = Math.max(whole.start, Math.ceil(now / step) * step);
    const total = whole.end - start;
    while (whole.end - start >= Math.max(step, 10)) {
      const next = Math.floor(start / sliceMinutes) * sliceMinutes + sliceMinutes;
      const isRestShort = whole.end - next < 15;
      const end = total <= 60 || isRestShort ? whole.end : Math.min(next, whole.end);
      const isSoon = pieces.length === 0 && total >= 20 && start < now + soonMinutes && start >= now - step;
      pieces.push({ start, end, freeMinutes: whole.end - start, isSoon });
      start = end;
    }
    return pieces;
  });

const rangeOf = (columns: readonly Pick<GridColumn, 'open' | 'visits' | 'axis'>[]): Interval => {
  const points = columns.flatMap(({ open, visits }) => [...open, ...visits]);
  if (points.length === 0) return { start: 480, end: 1_080 };
  const start = Math.min(...points.map((one) => one.start));
  const end = Math.max(...points.map((one) => one.end));
  return { start: Math.max(0, Math.floor(start / 60) * 60), end: Math.ceil(end / 60) * 60 };
};

type Draft = Omit<GridColumn, 'closed' | 'gaps'>;

const draftColumn = (
  column: AgendaColumn,
  cards: readonly VisitCard[],
  context: { axis: DayAxis; options: ModelOptions; closedReason: string | undefined },
): Draft => {
  const { axis, options, closedReason } = context;
  const visits = cards
    .filter((card) => card.kind === 'visit' && isShown(card, options))
    .map((card) => ({ card, ...spanOf(axis, card) }))
    .toSorted((a, b) => a.start - b.start);
  const lanes = lanesOf(visits);
  return {
    key: `${column.day}:${column.operatoryId ?? ''}:${column.providerId ?? ''}`,
    name: column.name,
    subtitle: column.subtitle,
    colorIndex: column.colorIndex,
    operatoryId: column.operatoryId,
    providerId: column.providerId,
    axis,
    open: merge(
      column.open.map((one) => ({ start: minuteAt(axis, one.startsAt), end: minuteAt(axis, one.endsAt) })),
    ),
    freeMinutes: column.freeMinutes,
    bookedMinutes: column.bookedMinutes,
    closedReason,
    visits: visits.map((visit, index) => ({ ...visit, ...(lanes[index] ?? { lane: 0, lanes: 1 }) })),
    blocks: cards
      .filter((card) => card.kind === 'block')
      .map((card) => ({ card, kind: card.blockKind ?? 'other', ...spanOf(axis, card) })),
  };
};

const finish = (
  draft: Draft,
  { range, options, step }: { range: Interval; options: ModelOptions; step: number },
): GridColumn => {
  const now = minuteAt(draft.axis, options.nowMs);
  const free = subtract(draft.open, [...draft.visits, ...draft.blocks]);
  return {
    ...draft,
    closed: closedTimes(draft, range),
    gaps: options.canBook ? gapsOf(free, now, step) : [],
  };
};

const isLost = (card: VisitCard, options: ModelOptions): boolean =>
  card.kind === 'visit' && (options.by === 'operatory' ? card.operatoryId : card.providerId) === undefined;

/** A column for visits without a chair (or provider), only when there are any: none may get lost. */
const restColumn = (agenda: Agenda, options: ModelOptions): AgendaColumn | undefined => {
  const day = agenda.days[0]?.day;
  const hasLost = agenda.visits.some((card) => isLost(card, options) && isShown(card, options));
  if (day === undefined || agenda.days.length > 1 || !hasLost) return undefined;
  return { name: options.restName, day, open: [], freeMinutes: 0, bookedMinutes: 0 };
};

const boardOf = (agenda: Agenda, axes: ReadonlyMap<string, DayAxis>, nowMs: number): Map<string, Held[]> => {
  const board = new Map<string, Held[]>();
  for (const [day, axis] of axes) {
    board.set(
      day,
      agenda.visits
        .filter((card) => isBlocking(card, nowMs) && holds(axis, card.startsAt))
        .map((card) => ({ card, ...spanOf(axis, card) })),
    );
  }
  return board;
};

const draftsOf = (agenda: Agenda, axes: ReadonlyMap<string, DayAxis>, options: ModelOptions): Draft[] => {
  const rest = restColumn(agenda, options);
  const reasons = new Map(agenda.days.map((day) => [day.day, day.closedReason]));
  const perDay = new Map(
    [...axes].map(([day, axis]) => [day, agenda.visits.filter((card) => holds(axis, card.startsAt))]),
  );
  const columns = rest === undefined ? agenda.columns : [...agenda.columns, rest];
  return columns.flatMap((column) => {
    const axis = axes.get(column.day);
    if (axis === undefined) return [];
    const cards = (perDay.get(column.day) ?? []).filter((card) =>
      column === rest ? isLost(card, options) : belongs(card, column, options),
    );
    return [draftColumn(column, cards, { axis, options, closedReason: reasons.get(column.day) })];
  });
};

/** The agenda as the grid draws it: everything placed in minutes, once per answer and not per render. */
export const gridModel = (agenda: Agenda, options: ModelOptions): GridModel => {
  const labels = clockLabels(agenda.zone);
  const isWeek = agenda.days.length > 1;
  const axes = new Map(agenda.days.map((day) => [day.day, isWeek ? weekAxis(day, labels) : dayAxis(day)]));
  const drafts = draftsOf(agenda, axes, options);
  const longest = Math.max(1_440, ...[...axes.values()].map((axis) => (isWeek ? 1_440 : axis.length)));
  const range = options.showsWholeDay ? { start: 0, end: longest } : rangeOf(drafts);
  const first = [...axes.values()][0];
  const span = { from: range.start, to: Math.min(range.end, longest) };
  return {
    by: options.by,
    isWeek,
    zone: agenda.zone,
    step: agenda.slotStepMinutes,
    longWaitMinutes: agenda.longWaitMinutes,
    columns: drafts.map((draft) =>
      finish(draft, { range: { start: span.from, end: span.to }, options, step: agenda.slotStepMinutes }),
    ),
    range: span,
    ticks: first === undefined ? [] : hourTicks(first, labels, span),
    board: boardOf(agenda, axes, options.nowMs),
  };
};
