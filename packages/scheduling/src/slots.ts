import { minutesPerDay } from './civil.ts';
import { at } from './at.ts';
import { append, finish, type Intervals, startList } from './intervals.ts';
import { localDayNumber, startOfDay, type ZoneSteps } from './zone-steps.ts';

/** A resource's open windows and the padded time already taken; both normal (`mergeIntervals`). */
export type Timetable = { readonly windows: Intervals; readonly busy: Intervals };

/** One stretch of work inside a visit, in minutes from the visit's start, with its own buffers. */
export type Need = {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
};

/** Starts lie on multiples of `step` minutes of the clinic's wall clock; the grid restarts at each midnight. */
export type Grid = {
  readonly step: number;
  readonly steps: ZoneSteps;
  /** First epoch minute that may be offered (notice is inclusive). */
  readonly earliest?: number | undefined;
  /** First epoch minute that may not be offered any more. */
  readonly until?: number | undefined;
  /** Day number of the last local date that may be offered. */
  readonly lastDay?: number | undefined;
  /** Day numbers on which the day's limit is used up. */
  readonly fullDays?: ReadonlySet<number> | undefined;
};

/**
 * Every visit start at which one resource can host the need: the work lies inside one window, and work plus
 * buffers meet nothing taken. Buffers may run past closing. The answer is in start minutes, exact to the minute.
 */
export const startRuns = ({ windows, busy }: Timetable, need: Need): Intervals => {
  const { from, before } = need;
  const length = need.to - from;
  const reach = length + need.after - 1;
  const runs = startList(windows.length + busy.length);
  let next = 0;
  for (let w = 0; w < windows.length; w += 2) {
    let start = at(windows, w);
    const end = at(windows, w + 1) - length + 1;
    while (next < busy.length && at(busy, next + 1) + before <= start) next += 2;
    for (let b = next; b < busy.length && at(busy, b) - reach < end; b += 2) {
      append(runs, start - from, at(busy, b) - reach - from);
      start = Math.max(start, at(busy, b + 1) + before);
    }
    append(runs, start - from, end - from);
  }
  return finish(runs);
};

/** The starts on the grid inside the runs, ascending. */
export const gridStarts = (runs: Intervals, grid: Grid): Int32Array => {
  const { earliest = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = grid;
  if (!(grid.step >= 1)) throw new RangeError('a grid has a step of at least a minute');
  const found = { starts: new Int32Array(capacityFor(runs, grid)), count: 0 };
  let zone = 0;
  for (let r = 0; r < runs.length; r += 2) {
    let minute = Math.max(at(runs, r), earliest);
    const end = Math.min(at(runs, r + 1), until);
    while (minute < end) {
      zone = stepFrom(grid.steps, zone, minute);
      minute = walkStretch(found, grid, { minute, end, zone });
    }
  }
  return withoutClosedDays(found.starts.subarray(0, found.count), grid);
};

/** Index of the step in force at `minute`, looking forward from one known to have begun. */
const stepFrom = ({ starts }: ZoneSteps, known: number, minute: number): number => {
  let index = known;
  while (index + 1 < starts.length && at(starts, index + 1) <= minute) index += 1;
  return index;
};

/**
 * Collects the starts up to where the offset changes, or to midnight when the step does not divide the day and
 * the grid starts afresh there. Answers where it stopped.
 */
const walkStretch = (
  found: { readonly starts: Int32Array; count: number },
  { step, steps }: Grid,
  { minute, end, zone }: { minute: number; end: number; zone: number },
): number => {
  const timeOfDay = (minute + at(steps.offsets, zone)) % minutesPerDay;
  const isEven = minutesPerDay % step === 0;
  const midnight = isEven ? end : minute + minutesPerDay - timeOfDay;
  const stop = Math.min(end, midnight, steps.starts[zone + 1] ?? end);
  const late = timeOfDay % step;
  let { count } = found;
  for (let start = late === 0 ? minute : minute + step - late; start < stop; start += step) {
    found.starts[count] = start;
    count += 1;
  }
  found.count = count;
  return stop;
};

/** A run holds at most one start per step, one more where its offset changes or its grid starts afresh. */
const capacityFor = (runs: Intervals, { step, steps }: Grid): number => {
  const restartsPerDay = minutesPerDay % step === 0 ? 0 : 1;
  let capacity = steps.starts.length;
  for (let r = 0; r < runs.length; r += 2) {
    const minutes = at(runs, r + 1) - at(runs, r);
    capacity += Math.ceil(minutes / step) + restartsPerDay * Math.ceil(minutes / minutesPerDay);
  }
  return capacity;
};

const withoutClosedDays = (starts: Int32Array, { steps, lastDay, fullDays }: Grid): Int32Array => {
  if (lastDay === undefined && !fullDays?.size) return starts;
  const last = lastDay ?? Number.POSITIVE_INFINITY;
  return starts.filter((start) => {
    const day = localDayNumber(steps, start);
    return day <= last && !fullDays?.has(day);
  });
};

export type SlotSearch = { readonly timetable: Timetable; readonly need: Need; readonly grid: Grid };

/** The start minutes to offer for one resource: listing and booking both ask this function. */
export const slotStarts = ({ timetable, need, grid }: SlotSearch): Int32Array =>
  gridStarts(startRuns(timetable, need), grid);

/** Whether `slotStarts` would offer exactly this start. */
export const isOffered = (search: SlotSearch, start: number): boolean => {
  const earliest = Math.max(start, search.grid.earliest ?? start);
  const until = Math.min(start + 1, search.grid.until ?? start + 1);
  return slotStarts({ ...search, grid: { ...search.grid, earliest, until } }).length === 1;
};

export type BookingLimits = {
  readonly nowMs: number;
  readonly noticeMinutes?: number | undefined;
  readonly windowDays?: number | undefined;
};

/** The grid bounds that notice (inclusive) and booking window (whole local days) set at a moment. */
export const bookingBounds = (
  limits: BookingLimits,
  steps: ZoneSteps,
): { earliest: number | undefined; lastDay: number | undefined } => {
  const today = localDayNumber(steps, Math.floor(limits.nowMs / 60_000));
  const { noticeMinutes, windowDays } = limits;
  return {
    earliest: noticeMinutes === undefined ? undefined : Math.ceil(limits.nowMs / 60_000) + noticeMinutes,
    lastDay: windowDays === undefined ? undefined : today + windowDays,
  };
};

/** The range of epoch minutes that a search over local days covers. */
export const dayBounds = (steps: ZoneSteps, from: number, to: number): { start: number; end: number } => ({
  start: startOfDay(steps, from),
  end: startOfDay(steps, to + 1),
});
