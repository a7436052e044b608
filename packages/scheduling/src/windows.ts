import { minutesPerDay, parseDay, parseTimeOfDay, parseWall, weekdayOf } from './civil.ts';
import { type Intervals, intersectIntervals, mergeIntervals, subtractIntervals } from './intervals.ts';
import { resolveWall, startOfDay, type ZoneSteps } from './zone-steps.ts';

/** A block on the wall clock; an end at or before the start is on the next day, `24:00` ends the day. */
export type DayBlock = { readonly startsAt: string; readonly endsAt: string };
/** ISO weekdays (1 Monday … 7 Sunday) of the local date on which the block starts. */
export type WeeklyBlock = DayBlock & { readonly weekdays: readonly number[] };
/** Inclusive days, or wall times `YYYY-MM-DDTHH:mm`. */
export type Closure = { readonly from: string; readonly to: string };

export type OpeningHours = {
  readonly hours: readonly WeeklyBlock[];
  /** Replaces the blocks that *start* on that date; never cuts what the night before spills into it. */
  readonly overrides?: readonly { readonly date: string; readonly blocks: readonly DayBlock[] }[] | undefined;
  /** Cuts everything, spill-over included. */
  readonly closures?: readonly Closure[] | undefined;
};

/** Inclusive local days. */
export type DayRange = { readonly from: string; readonly to: string };

/**
 * The opening windows of `[from 00:00, to + 1 day 00:00)` local time in epoch minutes, merged and clipped. Blocks
 * whose edges coincide after a clock change are dropped.
 */
export const openWindows = (opening: OpeningHours, range: DayRange, steps: ZoneSteps): Intervals => {
  const first = parseDay(range.from);
  const last = parseDay(range.to);
  const blocksOn = blocksByDay(opening);
  const pairs: number[] = [];
  for (let day = first - 1; day <= last; day += 1) {
    for (const block of blocksOn(day)) {
      const midnight = day * minutesPerDay;
      const start = resolveWall(steps, midnight + block.start).utc;
      pairs.push(start, Math.max(start, resolveWall(steps, midnight + block.end).utc));
    }
  }
  const whole = Int32Array.of(startOfDay(steps, first), startOfDay(steps, last + 1));
  const clipped = intersectIntervals(mergeIntervals(pairs), whole);
  return subtractIntervals(clipped, closedIntervals(opening.closures ?? [], steps));
};

/** The closures as intervals: a day closes from its first instant to the next day's, a wall time to the minute. */
export const closedIntervals = (closures: readonly Closure[], steps: ZoneSteps): Intervals =>
  mergeIntervals(
    closures.flatMap(({ from, to }) => {
      const start = from.includes('T')
        ? resolveWall(steps, parseWall(from)).utc
        : startOfDay(steps, parseDay(from));
      const end = to.includes('T')
        ? resolveWall(steps, parseWall(to)).utc
        : startOfDay(steps, parseDay(to) + 1);
      return [start, end];
    }),
  );

type ParsedBlock = { readonly start: number; readonly end: number };

const parseBlock = ({ startsAt, endsAt }: DayBlock): ParsedBlock => {
  const start = parseTimeOfDay(startsAt);
  const end = parseTimeOfDay(endsAt);
  return { start, end: end > start ? end : end + minutesPerDay };
};

const blocksByDay = ({ hours, overrides = [] }: OpeningHours): ((day: number) => readonly ParsedBlock[]) => {
  const weekly: ParsedBlock[][] = Array.from({ length: 8 }, () => []);
  for (const block of hours) {
    for (const weekday of block.weekdays) weekly[weekday]?.push(parseBlock(block));
  }
  const special = new Map(overrides.map(({ date, blocks }) => [parseDay(date), blocks.map(parseBlock)]));
  return (day) => special.get(day) ?? weekly[weekdayOf(day)] ?? [];
};
