/** Half-open minutes. */
export type Interval = { start: number; end: number };

/** Sorted and joined where they touch. */
export const merge = (intervals: readonly Interval[]): Interval[] => {
  const sorted = intervals.filter((one) => one.end > one.start).toSorted((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || next.start > last.end) merged.push({ ...next });
    if (last !== undefined && next.start <= last.end) last.end = Math.max(last.end, next.end);
  }
  return merged;
};

/** What is left of `from` once `taken` is gone. */
export const subtract = (from: readonly Interval[], taken: readonly Interval[]): Interval[] => {
  const holes = merge(taken);
  return merge(from).flatMap((whole) => {
    const left: Interval[] = [];
    let start = whole.start;
    for (const hole of holes) {
      if (hole.end <= start || hole.start >= whole.end) continue;
      if (hole.start > start) left.push({ start, end: hole.start });
      start = Math.max(start, hole.end);
    }
    if (start < whole.end) left.push({ start, end: whole.end });
    return left;
  });
};

/** Whether the union of `windows` holds all of `inner`. */
export const covers = (windows: readonly Interval[], inner: Interval): boolean =>
  merge(windows).some((window) => window.start <= inner.start && window.end >= inner.end);
