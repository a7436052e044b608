/** No search looks farther ahead than this. */
export const farthestDays = 180;
const firstChunkDays = 14;

export type DayHits<Slot> = { readonly day: number; readonly slots: readonly Slot[] };

export type NextSearch<Slot> = {
  /** Day number of the first local date to look at. */
  readonly from: number;
  /** How many days with a free time are wanted. */
  readonly wantedDays: number;
  readonly maxDays?: number | undefined;
  /** Answers the days with a free time in `[from, to]`, inclusive day numbers, ascending. */
  readonly search: (from: number, to: number) => Promise<readonly DayHits<Slot>[]>;
};

export type NextFound<Slot> = {
  readonly days: readonly DayHits<Slot>[];
  /** Last local date that the answer speaks for: nothing free up to it is left out. */
  readonly searchedUntil: number;
  /** Local dates that were looked at. */
  readonly visitedDays: number;
};

/**
 * The first days with a free time, looked for in chunks of 14, 28, 56 … days up to `maxDays` (at most 180). A
 * near opening costs one small search, a far one at most twice the distance.
 */
export const findNext = async <Slot>(request: NextSearch<Slot>): Promise<NextFound<Slot>> => {
  const { from, wantedDays, search } = request;
  const end = from + Math.min(request.maxDays ?? farthestDays, farthestDays);
  const found: DayHits<Slot>[] = [];
  let next = from;
  for (let chunk = firstChunkDays; next < end && found.length < wantedDays; chunk *= 2) {
    const to = Math.min(next + chunk, end) - 1;
    for (const hit of await search(next, to)) if (hit.slots.length > 0) found.push(hit);
    next = to + 1;
  }
  const days = found.slice(0, wantedDays);
  const isComplete = days.length === wantedDays && days.length > 0;
  return {
    days,
    searchedUntil: (isComplete ? days.at(-1)?.day : undefined) ?? next - 1,
    visitedDays: next - from,
  };
};
