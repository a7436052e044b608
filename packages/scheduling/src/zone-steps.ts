import { at } from './at.ts';
import { formatDay, minutesPerDay } from './civil.ts';

/**
 * A zone's clock as data: from `starts[i]` (epoch minute) on, wall minute = epoch minute + `offsets[i]`. The
 * first step also holds before its start, the last one for ever. Sweeps read this and nothing else about time.
 */
export type ZoneSteps = { readonly starts: Int32Array; readonly offsets: Int32Array };

/** `unique`, or a wall time that never happens (`gap`) or happens twice (`overlap`). */
export type WallKind = 'unique' | 'gap' | 'overlap';
export type Resolved = { readonly utc: number; readonly kind: WallKind };

/** Wall clocks differ from UTC by less than this, so no other step can matter for a wall minute. */
const farthestOffset = 1560;

/** The offset in force at an epoch minute. */
export const offsetAt = (steps: ZoneSteps, minute: number): number =>
  at(steps.offsets, stepAt(steps, minute));

/** Index of the step in force at an epoch minute. */
export const stepAt = ({ starts }: ZoneSteps, minute: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(starts, middle) <= minute) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const wallMinuteAt = (steps: ZoneSteps, minute: number): number => minute + offsetAt(steps, minute);

/** Day number of the local date at an epoch minute. */
export const localDayNumber = (steps: ZoneSteps, minute: number): number =>
  Math.floor(wallMinuteAt(steps, minute) / minutesPerDay);

export const localDayAt = (steps: ZoneSteps, minute: number): string =>
  formatDay(localDayNumber(steps, minute));

/**
 * RFC 5545 §3.3.5, Temporal's `compatible`: a wall minute that occurs twice is its first occurrence; one that
 * does not exist is read with the offset in force before the gap. Never depends on today.
 */
export const resolveWall = (steps: ZoneSteps, wall: number): Resolved => {
  const from = stepAt(steps, wall - farthestOffset);
  const to = stepAt(steps, wall + farthestOffset);
  let first: number | undefined;
  let gap = wall;
  for (let i = from; i <= to; i += 1) {
    const minute = wall - at(steps.offsets, i);
    const end = i === to ? Number.POSITIVE_INFINITY : at(steps.starts, i + 1);
    // Behind this step and before the next one: in the gap between them.
    if (minute >= end && wall - at(steps.offsets, i + 1) < end) gap = minute;
    if (minute >= end || (i > from && minute < at(steps.starts, i))) continue;
    if (first !== undefined) return { utc: first, kind: 'overlap' };
    first = minute;
  }
  return first === undefined ? { utc: gap, kind: 'gap' } : { utc: first, kind: 'unique' };
};

/** First instant of a local day: 01:00 where midnight is skipped, the first midnight where it occurs twice. */
export const startOfDay = (steps: ZoneSteps, day: number): number =>
  resolveWall(steps, day * minutesPerDay).utc;
