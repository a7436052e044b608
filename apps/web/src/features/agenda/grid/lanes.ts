import type { Interval } from './intervals.ts';

export type Lane = { lane: number; lanes: number };

/** Puts what overlaps side by side: each gets the first free lane, and a cluster shares its width. */
export const lanesOf = (items: readonly Interval[]): Lane[] => {
  const order = items
    .map((item, index) => ({ item, index }))
    .toSorted((a, b) => a.item.start - b.item.start || b.item.end - a.item.end);
  const result: Lane[] = items.map(() => ({ lane: 0, lanes: 1 }));
  let cluster: { index: number; lane: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const { index, lane } of cluster) result[index] = { lane, lanes: ends.length };
    cluster = [];
    ends = [];
  };
  for (const { item, index } of order) {
    if (ends.every((end) => end <= item.start)) close();
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.end;
    cluster.push({ index, lane });
  }
  close();
  return result;
};
