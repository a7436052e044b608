import { at } from './at.ts';
import { subtractIntervals } from './intervals.ts';
import type { Need, Timetable } from './slots.ts';

export type GapRule = {
  /** The shortest visit that could still be booked, buffers included: a smaller remainder is lost time. */
  readonly shortestMinutes: number;
  /** Points for a start that touches a visit or the edge of a block. */
  readonly touchBonus: number;
};

/**
 * How well each start keeps the day whole: minus the minutes it would strand on either side, plus a bonus for
 * leaning on something. Higher is better. Starts must ascend.
 */
export const gapScores = (
  starts: Int32Array,
  place: { readonly timetable: Timetable; readonly need: Need },
  rule: GapRule,
): Int32Array => {
  const { timetable, need } = place;
  const free = subtractIntervals(timetable.windows, timetable.busy);
  const scores = new Int32Array(starts.length);
  let run = 0;
  for (let i = 0; i < starts.length; i += 1) {
    const start = at(starts, i);
    while (run < free.length && at(free, run + 1) <= start + need.from) run += 2;
    const before = start + need.from - need.before - at(free, run);
    const after = at(free, run + 1) - (start + need.to + need.after);
    const touches = before <= 0 || after <= 0;
    scores[i] = (touches ? rule.touchBonus : 0) - stranded(before, rule) - stranded(after, rule);
  }
  return scores;
};

/** The starts from best to worst score; equal scores keep time order. */
export const bestFirst = (starts: Int32Array, scores: Int32Array): Int32Array => {
  const order = [...starts.keys()].sort(
    (left, right) => at(scores, right) - at(scores, left) || left - right,
  );
  return Int32Array.from(order, (index) => at(starts, index));
};

const stranded = (minutes: number, { shortestMinutes }: GapRule): number =>
  minutes > 0 && minutes < shortestMinutes ? minutes : 0;
