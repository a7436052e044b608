import type { Workload } from './workload.ts';

const at = (list: Int32Array, index: number): number => list[index] ?? 0;

/**
 * The floor of the engine's bars: one integer sweep over windows and visits that are already sorted and
 * disjoint, on a grid whose offset is a whole number of steps. No buffers, limits, zones or odd grids.
 */
export const floorSweep = ({ resources, need, grid }: Workload): Int32Array[] =>
  resources.map(({ windows, visits }) => {
    const { step } = grid;
    const length = need.to;
    const starts = new Int32Array(spanOf(windows) / step + windows.length);
    let count = 0;
    let visit = 0;
    for (let w = 0; w < windows.length; w += 2) {
      const last = at(windows, w + 1) - length;
      let start = Math.ceil(at(windows, w) / step) * step;
      while (start <= last) {
        while (visit < visits.length && at(visits, visit + 1) <= start) visit += 2;
        if (visit < visits.length && at(visits, visit) < start + length) {
          start = Math.ceil(at(visits, visit + 1) / step) * step;
          continue;
        }
        starts[count] = start;
        count += 1;
        start += step;
      }
    }
    return starts.subarray(0, count);
  });

const spanOf = (windows: Int32Array): number => {
  let minutes = 0;
  for (let w = 0; w < windows.length; w += 2) minutes += at(windows, w + 1) - at(windows, w);
  return minutes;
};

export const isSameStarts = (left: readonly Int32Array[], right: readonly Int32Array[]): boolean =>
  left.length === right.length &&
  left.every((starts, i) => {
    const others = right[i];
    return others?.length === starts.length && starts.every((start, k) => start === others[k]);
  });

export const countStarts = (answer: readonly Int32Array[]): number =>
  answer.reduce((total, starts) => total + starts.length, 0);
