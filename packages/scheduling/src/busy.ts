import { type Intervals, mergeIntervals } from './intervals.ts';
import { isBlocking, type VisitStatus } from './visit.ts';
import { localDayNumber, type ZoneSteps } from './zone-steps.ts';

/** One stretch of a resource's time: `s`–`e` the work, `ps`–`pe` with that visit's own buffers. */
export type BusyRecord = {
  readonly id?: string | undefined;
  readonly status: VisitStatus;
  readonly s: number;
  readonly e: number;
  readonly ps: number;
  readonly pe: number;
  /** Only for `held`. */
  readonly expiresAtMs?: number | undefined;
};

export type BusyView = {
  readonly nowMs: number;
  /** The visit being moved: its own time counts as free. */
  readonly excludeId?: string | undefined;
};

/** The padded time that is taken now, normal; order and repetition of the records do not matter. */
export const busyIntervals = (records: readonly BusyRecord[], view: BusyView): Intervals => {
  const pairs: number[] = [];
  for (const record of records) if (counts(record, view)) pairs.push(record.ps, record.pe);
  return mergeIntervals(pairs);
};

/** Day numbers of the local dates on which `perDay` visits, or more, start. */
export const fullDays = (
  records: readonly BusyRecord[],
  { perDay, steps, ...view }: BusyView & { readonly perDay: number; readonly steps: ZoneSteps },
): Set<number> => {
  const started = new Map<number, Set<string>>();
  for (const record of records) {
    if (!counts(record, view)) continue;
    const day = localDayNumber(steps, record.s);
    const visits = started.get(day) ?? new Set();
    // One visit counts once, however many of its records are listed.
    started.set(day, visits.add(record.id ?? `${record.s}/${record.e}`));
  }
  return new Set([...started].filter(([, visits]) => visits.size >= perDay).map(([day]) => day));
};

const counts = (record: BusyRecord, view: BusyView): boolean =>
  record.e > record.s &&
  (record.id === undefined || record.id !== view.excludeId) &&
  isBlocking(record, view.nowMs);
