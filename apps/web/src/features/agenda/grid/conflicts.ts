import type { VisitCard } from '@topsmile/contracts';
import { conflicts, isBlocking as isTaking, type PlacedVisit, type Segment } from '@topsmile/scheduling';
import { covers, type Interval } from './intervals.ts';

/** Where a visit would stand; minutes are whole and counted from one origin for all. */
export type Candidate = Interval & {
  /** The visit being moved: its own time is free for it. */
  visitId?: string | undefined;
  patientId?: string | undefined;
  providerId?: string | undefined;
  operatoryId?: string | undefined;
  bufferBefore: number;
  bufferAfter: number;
  /** When the provider is needed, minutes from the start; none: all along. */
  providerRuns: readonly { fromMinute: number; toMinute: number }[];
};

export type Resource = 'operatory' | 'provider' | 'patient';
export type Clash = { resource: Resource; card: VisitCard };

const lapseOf = ({ expiresAt }: VisitCard): number | undefined =>
  expiresAt === undefined ? undefined : Date.parse(expiresAt);

/** Whether a visit holds its chair, provider and patient; only a hold asks the time. */
export const isBlocking = (card: VisitCard, nowMs: number): boolean =>
  isTaking({ status: card.status, expiresAtMs: lapseOf(card) }, nowMs);

/** A visit already on the board, with its minutes. */
export type Held = { card: VisitCard } & Interval;

type Shape = Omit<Candidate, 'visitId'>;

const heldShape = ({ card, start, end }: Held): Shape => ({
  start,
  end,
  patientId: card.patientId,
  providerId: card.providerId,
  operatoryId: card.operatoryId,
  bufferBefore: card.bufferBeforeMinutes,
  bufferAfter: card.bufferAfterMinutes,
  providerRuns: card.providerRuns,
});

/** A shortened visit cuts its runs; time that is added needs the provider, as nobody said otherwise. */
const runsOf = ({ start, end, providerRuns }: Shape): Interval[] => {
  const length = end - start;
  const known = providerRuns.at(-1)?.toMinute ?? 0;
  const runs = providerRuns.map((run) => ({ start: run.fromMinute, end: Math.min(run.toMinute, length) }));
  const added = known === 0 || length <= known ? [] : [{ start: known, end: length }];
  return known === 0 ? [{ start: 0, end: length }] : [...runs, ...added];
};

const segmentsOf = (shape: Shape): Segment[] => {
  const { start, end, bufferBefore, bufferAfter } = shape;
  const whole = { s: start, e: end, ps: start, pe: end };
  const segments: Segment[] = [];
  if (shape.operatoryId !== undefined)
    segments.push({
      ...whole,
      resId: shape.operatoryId,
      role: 'operatory',
      ps: start - bufferBefore,
      pe: end + bufferAfter,
    });
  for (const run of shape.providerId === undefined ? [] : runsOf(shape)) {
    const s = start + run.start;
    const e = start + run.end;
    segments.push({ resId: shape.providerId ?? '', role: 'provider', s, e, ps: s, pe: e });
  }
  if (shape.patientId !== undefined) segments.push({ ...whole, resId: shape.patientId, role: 'patient' });
  return segments;
};

const placed = new WeakMap<Held, PlacedVisit>();

const placedOf = (held: Held): PlacedVisit => {
  const known = placed.get(held);
  if (known !== undefined) return known;
  const { id, status } = held.card;
  const made = {
    id,
    status,
    segments: segmentsOf(heldShape(held)),
    expiresAtMs: lapseOf(held.card),
  };
  placed.set(held, made);
  return made;
};

const asResource = (role: Segment['role']): Resource => (role === 'equipment' ? 'operatory' : role);

/** Who holds the chair, the provider or the patient then, by the engine's own rule; the server decides. */
export const clashesOf = (candidate: Candidate, board: readonly Held[], nowMs: number): Clash[] => {
  const wanted = { id: candidate.visitId, segments: segmentsOf(candidate) };
  const cards = new Map(board.map(({ card }) => [String(card.id), card]));
  return conflicts(wanted, board.map(placedOf), nowMs).flatMap(({ visitId, role }) => {
    const card = cards.get(visitId);
    return card === undefined ? [] : [{ resource: asResource(role), card }];
  });
};

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one === other;

/** The part of the board that can matter to a candidate. */
export const relevantTo = (candidate: Candidate, board: readonly Held[]): Held[] =>
  board.filter(
    ({ card }) =>
      card.id !== candidate.visitId &&
      (isSame(card.operatoryId, candidate.operatoryId) ||
        isSame(card.providerId, candidate.providerId) ||
        isSame(card.patientId, candidate.patientId)),
  );

export type SoftReason = 'outside-hours' | 'past' | 'same-day';

type SoftInput = {
  candidate: Candidate;
  board: readonly Held[];
  open: readonly Interval[];
  /** Minute of now on the same count; undefined on another day that is still to come. */
  now: number | undefined;
  nowMs: number;
};

/** What a person may decide to accept: outside hours, in the past, another visit that day. */
export const softReasonsOf = ({ candidate, board, open, now, nowMs }: SoftInput): SoftReason[] => {
  const reasons: SoftReason[] = [];
  if (!covers(open, candidate)) reasons.push('outside-hours');
  if (now !== undefined && candidate.start < now) reasons.push('past');
  const hasAnother = board.some(
    ({ card }) =>
      isBlocking(card, nowMs) && card.id !== candidate.visitId && isSame(card.patientId, candidate.patientId),
  );
  if (hasAnother) reasons.push('same-day');
  return reasons;
};

type NearestInput = SoftInput & {
  step: number;
  count: number /** A start not worth offering. */;
  not: number | undefined;
};

/** The starts nearest to the wanted one that nobody holds, inside hours and not in the past. */
export const nearestFree = (input: NearestInput): number[] => {
  const { candidate, board, open, now, nowMs, step, count, not } = input;
  const length = candidate.end - candidate.start;
  const free: number[] = [];
  for (const window of open) {
    const first = Math.ceil(Math.max(window.start, now ?? window.start) / step) * step;
    for (let start = first; start + length <= window.end; start += step) {
      if (clashesOf({ ...candidate, start, end: start + length }, board, nowMs).length === 0)
        free.push(start);
    }
  }
  return free
    .filter((start) => start !== not)
    .toSorted((a, b) => Math.abs(a - candidate.start) - Math.abs(b - candidate.start))
    .slice(0, count)
    .toSorted((a, b) => a - b);
};
