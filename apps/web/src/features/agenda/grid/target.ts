import type { VisitCard } from '@topsmile/contracts';
import { instantAt, minuteAt } from './axis.ts';
import {
  type Candidate,
  type Clash,
  clashesOf,
  nearestFree,
  relevantTo,
  softReasonsOf,
  type SoftReason,
} from './conflicts.ts';
import type { GridColumn, GridModel } from './model.ts';

/** Where a moved thing would land. */
export type Target = { column: number; start: number; duration: number };

/** What is being moved: a visit on the board, a parked one or the preview of a booking. */
export type Mover = {
  kind: 'visit' | 'preview';
  card: VisitCard | undefined;
  label: string;
  durationMinutes: number;
  providerId: string | undefined;
  operatoryId: string | undefined;
};

export const moverOf = (card: VisitCard): Mover => ({
  kind: 'visit',
  card,
  label: card.patientName ?? card.note ?? '',
  durationMinutes: card.durationMinutes,
  providerId: card.providerId,
  operatoryId: card.operatoryId,
});

export type Verdict = { clashes: Clash[]; soft: SoftReason[]; nearest: number[] };

/** The chair and provider of a landing: the column gives one, the visit keeps the other. */
export const resourcesAt = (model: GridModel, column: GridColumn, mover: Mover) => ({
  operatoryId:
    (model.by === 'operatory' && !model.isWeek ? column.operatoryId : mover.operatoryId) ??
    column.operatoryId,
  providerId:
    (model.by === 'provider' && !model.isWeek ? column.providerId : mover.providerId) ?? column.providerId,
});

const candidateAt = (
  model: GridModel,
  column: GridColumn,
  { mover, target }: { mover: Mover; target: Target },
): Candidate => ({
  start: target.start,
  end: target.start + target.duration,
  visitId: mover.card?.id,
  patientId: mover.card?.patientId,
  ...resourcesAt(model, column, mover),
  bufferBefore: mover.card?.bufferBeforeMinutes ?? 0,
  bufferAfter: mover.card?.bufferAfterMinutes ?? 0,
  providerRuns: mover.card?.providerRuns ?? [],
});

/** The start that the visit has already, when the landing keeps its chair and provider: no news to offer. */
const ownStart = (column: GridColumn, { card }: Mover, candidate: Candidate): number | undefined =>
  card !== undefined && card.operatoryId === candidate.operatoryId && card.providerId === candidate.providerId
    ? minuteAt(column.axis, card.startsAt)
    : undefined;

/** Hard and soft conflicts of a landing, with the nearest free times when it is taken. */
export const judge = (
  model: GridModel,
  { mover, target }: { mover: Mover; target: Target },
  nowMs: number,
): Verdict => {
  const column = model.columns[target.column];
  if (column === undefined) return { clashes: [], soft: [], nearest: [] };
  const candidate = candidateAt(model, column, { mover, target });
  const board = relevantTo(candidate, model.board.get(column.axis.day) ?? []);
  const input = { candidate, board, open: column.open, now: minuteAt(column.axis, nowMs), nowMs };
  const clashes = clashesOf(candidate, board, nowMs);
  const own = ownStart(column, mover, candidate);
  const nearest = clashes.length === 0 ? [] : nearestFree({ ...input, step: model.step, count: 3, not: own });
  return { clashes, soft: softReasonsOf(input), nearest };
};

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Snapped to the step and kept inside the drawn hours and columns. */
export const snapped = (model: GridModel, target: Target): Target => {
  const { step, range, columns } = model;
  const duration = Math.max(step, Math.round(target.duration / step) * step);
  return {
    column: clamp(target.column, 0, columns.length - 1),
    start: clamp(
      Math.round(target.start / step) * step,
      range.from,
      Math.max(range.from, range.to - duration),
    ),
    duration,
  };
};

export type TargetKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** One step of a move or of a resize by the keyboard. */
export const stepped = (
  model: GridModel,
  target: Target,
  press: { key: TargetKey; isResize: boolean },
): Target => {
  const { step } = model;
  const sign = press.key === 'ArrowUp' || press.key === 'ArrowLeft' ? -1 : 1;
  const isVertical = press.key === 'ArrowUp' || press.key === 'ArrowDown';
  if (press.isResize) {
    const duration = clamp(target.duration + (isVertical ? sign * step : 0), step, 480);
    return { ...target, duration: Math.min(duration, model.range.to - target.start) };
  }
  if (!isVertical) return snapped(model, { ...target, column: target.column + sign });
  const onGrid = sign < 0 ? Math.ceil(target.start / step) - 1 : Math.floor(target.start / step) + 1;
  return { ...snapped(model, { ...target, start: onGrid * step }), duration: target.duration };
};

export const startsAtOf = (model: GridModel, target: Target): string | undefined => {
  const column = model.columns[target.column];
  return column === undefined ? undefined : instantAt(column.axis, target.start);
};

/** Where a visit stands now, as a target. */
export const targetOf = (model: GridModel, card: VisitCard): Target | undefined => {
  const column = model.columns.findIndex(({ visits }) => visits.some((visit) => visit.card.id === card.id));
  const axis = model.columns[column]?.axis;
  if (axis === undefined) return undefined;
  return { column, start: minuteAt(axis, card.startsAt), duration: card.durationMinutes };
};
