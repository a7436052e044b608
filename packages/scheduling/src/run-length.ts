import { at } from './at.ts';
import { localDayNumber, type ZoneSteps } from './zone-steps.ts';

/** First start, minutes between starts, how many. */
export type StartRun = readonly [firstStart: number, step: number, count: number];

/** One local day's starts; `groups[i]` is the group that all starts of `runs[i]` share. */
export type DayRuns = {
  readonly day: number;
  readonly runs: readonly StartRun[];
  readonly groups: readonly number[];
};

export type RunOptions = {
  readonly step: number;
  readonly steps: ZoneSteps;
  /** Who would be booked at each start, as a number: a run never mixes two. */
  readonly groups?: ArrayLike<number> | undefined;
};

/** The starts per local day as runs; days without a start are left out. Loses nothing (`decodeRuns`). */
export const encodeRuns = (starts: Int32Array, { step, steps, groups = noGroups }: RunOptions): DayRuns[] => {
  const days: OpenDay[] = [];
  for (let i = 0; i < starts.length; i += 1) {
    const start = at(starts, i);
    const day = localDayNumber(steps, start);
    const today = days.at(-1);
    if (today?.day === day) extend(today, { start, step, group: at(groups, i) });
    else days.push({ day, runs: [[start, step, 1]], groups: [at(groups, i)] });
  }
  return days;
};

type OpenDay = { readonly day: number; readonly runs: [number, number, number][]; readonly groups: number[] };
const noGroups: ArrayLike<number> = [];

const extend = (today: OpenDay, next: { start: number; step: number; group: number }): void => {
  const run = today.runs.at(-1);
  if (run && run[0] + next.step * run[2] === next.start && today.groups.at(-1) === next.group) {
    run[2] += 1;
    return;
  }
  today.runs.push([next.start, next.step, 1]);
  today.groups.push(next.group);
};

/** The starts that the runs stand for, ascending. */
export const decodeRuns = (days: readonly { readonly runs: readonly StartRun[] }[]): number[] =>
  days.flatMap(({ runs }) =>
    runs.flatMap(([first, step, count]) => Array.from({ length: count }, (_, index) => first + index * step)),
  );
