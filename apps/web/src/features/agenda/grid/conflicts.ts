import type { AppointmentStatus, VisitCard } from '@topsmile/contracts';
import { covers, type Interval, overlaps } from './intervals.ts';

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

const blocking: ReadonlySet<AppointmentStatus> = new Set([
  'held',
  'scheduled',
  'confirmed',
  'checked_in',
  'in_progress',
  'completed',
]);

/** Whether a visit holds its chair, provider and patient. */
export const isBlocking = (card: VisitCard): boolean => blocking.has(card.status);

/** A visit already on the board, with its minutes. */
export type Held = { card: VisitCard } & Interval;

type Claim = Pick<Candidate, 'start' | 'end' | 'bufferBefore' | 'bufferAfter' | 'providerRuns'>;

const claimOf = ({ card, start, end }: Held): Claim => ({
  start,
  end,
  bufferBefore: card.bufferBeforeMinutes,
  bufferAfter: card.bufferAfterMinutes,
  providerRuns: card.providerRuns,
});

const padded = ({ start, end, bufferBefore, bufferAfter }: Claim): Interval => ({
  start: start - bufferBefore,
  end: end + bufferAfter,
});

const providerTimes = (claim: Claim): Interval[] => {
  const { start, end, providerRuns } = claim;
  if (providerRuns.length === 0) return [{ start, end }];
  return providerRuns.map((run) => ({
    start: start + run.fromMinute,
    end: start + run.toMinute,
  }));
};

const meet = (one: readonly Interval[], other: readonly Interval[]): boolean =>
  one.some((a) => other.some((b) => overlaps(a, b)));

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one === other;

const resourceHeld = (candidate: Candidate, held: Held): Resource | undefined => {
  const { card } = held;
  const claim = claimOf(held);
  if (isSame(candidate.operatoryId, card.operatoryId) && overlaps(padded(candidate), padded(claim)))
    return 'operatory';
  if (isSame(candidate.providerId, card.providerId) && meet(providerTimes(candidate), providerTimes(claim)))
    return 'provider';
  if (isSame(candidate.patientId, card.patientId) && overlaps(candidate, claim)) return 'patient';
  return undefined;
};

/** Who holds the chair, the provider or the patient then; the server decides in the end by the same rule. */
export const clashesOf = (candidate: Candidate, board: readonly Held[]): Clash[] =>
  board.flatMap((held) => {
    if (!isBlocking(held.card) || held.card.id === candidate.visitId) return [];
    const resource = resourceHeld(candidate, held);
    return resource === undefined ? [] : [{ resource, card: held.card }];
  });

export type SoftReason = 'outside-hours' | 'past' | 'same-day';

type SoftInput = {
  candidate: Candidate;
  board: readonly Held[];
  open: readonly Interval[];
  /** Minute of now on the same count; undefined on another day that is still to come. */
  now: number | undefined;
};

/** What a person may decide to accept: outside hours, in the past, another visit that day. */
export const softReasonsOf = ({ candidate, board, open, now }: SoftInput): SoftReason[] => {
  const reasons: SoftReason[] = [];
  if (!covers(open, candidate)) reasons.push('outside-hours');
  if (now !== undefined && candidate.start < now) reasons.push('past');
  const hasAnother = board.some(
    ({ card }) =>
      isBlocking(card) && card.id !== candidate.visitId && isSame(card.patientId, candidate.patientId),
  );
  if (hasAnother) reasons.push('same-day');
  return reasons;
};

type NearestInput = SoftInput & { step: number; count: number };

/** The starts nearest to the wanted one that nobody holds, inside hours and not in the past. */
export const nearestFree = (input: NearestInput): number[] => {
  const { candidate, board, open, now, step, count } = input;
  const length = candidate.end - candidate.start;
  const free: number[] = [];
  for (const window of open) {
    const first = Math.ceil(Math.max(window.start, now ?? window.start) / step) * step;
    for (let start = first; start + length <= window.end; start += step) {
      if (clashesOf({ ...candidate, start, end: start + length }, board).length === 0) free.push(start);
    }
  }
  return free
    .toSorted((a, b) => Math.abs(a - candidate.start) - Math.abs(b - candidate.start))
    .slice(0, count)
    .toSorted((a, b) => a - b);
};
