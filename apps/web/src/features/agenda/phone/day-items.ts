import type { GridColumn, PlacedBlock, PlacedVisit } from '../grid/model.ts';

export type DayItem =
  | { kind: 'visit'; start: number; end: number; visit: PlacedVisit }
  | { kind: 'block'; start: number; end: number; block: PlacedBlock }
  | { kind: 'break'; start: number; end: number }
  | { kind: 'gap'; start: number; end: number }
  | { kind: 'now'; start: number; end: number };

const wholeGaps = ({ gaps }: GridColumn): DayItem[] =>
  gaps
    .filter((gap) => !gaps.some((other) => other.end === gap.start))
    .map(({ start, freeMinutes }) => ({ kind: 'gap', start, end: start + freeMinutes }));

/** One provider's day as a list: visits, breaks and free times in order, with now where it belongs. */
export const dayItems = (column: GridColumn, now: number | undefined): DayItem[] => {
  const items: DayItem[] = [
    ...column.visits.map((visit): DayItem => ({ kind: 'visit', start: visit.start, end: visit.end, visit })),
    ...column.blocks.map((block): DayItem => ({ kind: 'block', start: block.start, end: block.end, block })),
    ...column.closed
      .filter(({ isBreak }) => isBreak)
      .map(({ start, end }): DayItem => ({ kind: 'break', start, end })),
    ...wholeGaps(column),
  ].toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (now === undefined || items.length === 0) return items;
  const at = items.findIndex((item) => item.start > now);
  const place = at === -1 ? items.length : at;
  return [...items.slice(0, place), { kind: 'now', start: now, end: now }, ...items.slice(place)];
};
