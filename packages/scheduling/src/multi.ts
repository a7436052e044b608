import { at } from './at.ts';
import { type Intervals, intersectIntervals, uniteIntervals } from './intervals.ts';
import { type Grid, gridStarts, type Need, startRuns, type Timetable } from './slots.ts';

/** The resources that may fill one role, in the order in which they are to be tried. */
export type RolePool = { readonly needs: readonly Need[]; readonly resources: readonly Timetable[] };

/** `picks[role][i]` is the index of the resource that fills the role at `starts[i]`. */
export type MultiStarts = { readonly starts: Int32Array; readonly picks: readonly Int32Array[] };

/**
 * The starts at which every role finds one resource for all of its needs; the pick is the first that fits in the
 * pool's order. Works on runs of allowed starts, so it is exact to the minute whatever the grid.
 */
export const multiStarts = (pools: readonly RolePool[], grid: Grid): MultiStarts => {
  const roles = pools.map(runsOf);
  const [first, ...others] = roles.map(({ any }) => any);
  if (!first) return { starts: new Int32Array(0), picks: [] };
  const starts = gridStarts(others.reduce(intersectIntervals, first), grid);
  return { starts, picks: roles.map(({ each }) => firstFitting(each, starts)) };
};

/** Where each resource of a role can host it, and where any of them can. */
type RoleRuns = { readonly each: readonly Intervals[]; readonly any: Intervals };

// A pool never changes: one that is asked about for several providers is swept once.
const swept = new WeakMap<RolePool, RoleRuns>();

const runsOf = (pool: RolePool): RoleRuns => {
  const known = swept.get(pool);
  if (known !== undefined) return known;
  const each = pool.resources.map((timetable) => hostRuns(timetable, pool.needs));
  const runs = { each, any: uniteIntervals(each) };
  swept.set(pool, runs);
  return runs;
};

/** The starts at which one resource can host all the needs of its role. */
const hostRuns = (timetable: Timetable, needs: readonly Need[]): Intervals => {
  const [first, ...others] = needs.map((need) => startRuns(timetable, need));
  return first ? others.reduce(intersectIntervals, first) : new Int32Array(0);
};

const firstFitting = (pool: readonly Intervals[], starts: Int32Array): Int32Array => {
  const picks = new Int32Array(starts.length).fill(-1);
  let open = starts.length;
  for (let resource = 0; resource < pool.length && open > 0; resource += 1) {
    open -= fill(picks, starts, { runs: pool[resource] ?? new Int32Array(0), resource });
  }
  return picks;
};

/** Gives the resource every still open start that its runs hold; both lists ascend, so one pass is enough. */
const fill = (
  picks: Int32Array,
  starts: Int32Array,
  { runs, resource }: { runs: Intervals; resource: number },
): number => {
  let filled = 0;
  let run = 0;
  for (let i = 0; i < starts.length; i += 1) {
    const start = at(starts, i);
    while (run < runs.length && at(runs, run + 1) <= start) run += 2;
    if (run >= runs.length) break;
    if (picks[i] !== -1 || at(runs, run) > start) continue;
    picks[i] = resource;
    filled += 1;
  }
  return filled;
};
