import type { VisitCard } from '@topsmile/contracts';
import type { Interval } from './intervals.ts';
import type { Gap, GridColumn } from './model.ts';

/** One thing in the grid that focus can stand on. */
export type Stop = Interval & { id: string; column: number } & (
    | { kind: 'visit' | 'block'; card: VisitCard }
    | { kind: 'gap'; freeMinutes: number }
    | { kind: 'closed' }
  );

export const stopId = {
  visit: (card: VisitCard): string => `visit-${card.id}`,
  block: (card: VisitCard, column: number): string => `block-${card.id}-${column}`,
  gap: (gap: Gap, column: number): string => `gap-${column}-${gap.start}`,
  closed: (closed: Interval, column: number): string => `closed-${column}-${closed.start}`,
};

/** What a column holds, from top to bottom. */
export const stopsOf = (column: GridColumn, index: number): Stop[] => {
  const at = ({ start, end }: Interval) => ({ start, end, column: index });
  const stops: Stop[] = [
    ...column.visits.map((one) => ({
      ...at(one),
      id: stopId.visit(one.card),
      kind: 'visit' as const,
      card: one.card,
    })),
    ...column.blocks.map((one) => ({
      ...at(one),
      id: stopId.block(one.card, index),
      kind: 'block' as const,
      card: one.card,
    })),
    ...column.gaps.map((one) => ({
      ...at(one),
      id: stopId.gap(one, index),
      kind: 'gap' as const,
      freeMinutes: one.freeMinutes,
    })),
    ...column.closed.map((one) => ({ ...at(one), id: stopId.closed(one, index), kind: 'closed' as const })),
  ];
  return stops.toSorted((a, b) => a.start - b.start || a.end - b.end);
};

export type CursorKey =
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'Home'
  | 'End'
  | 'CtrlHome'
  | 'CtrlEnd';

const nearestTo = (stops: readonly Stop[], minute: number): Stop | undefined => {
  const holding = stops.find((stop) => stop.start <= minute && minute < stop.end);
  if (holding !== undefined) return holding;
  return stops.toSorted((a, b) => Math.abs(a.start - minute) - Math.abs(b.start - minute))[0];
};

const sideways = (columns: readonly Stop[][], from: Stop, direction: 1 | -1): Stop | undefined => {
  for (let index = from.column + direction; columns[index] !== undefined; index += direction) {
    const found = nearestTo(columns[index] ?? [], from.start);
    if (found !== undefined) return found;
  }
  return undefined;
};

const along = (columns: readonly Stop[][], from: Stop, direction: 1 | -1): Stop | undefined => {
  const stops = columns[from.column] ?? [];
  return stops[stops.findIndex((stop) => stop.id === from.id) + direction];
};

/** Where a key leads; the same place when there is nothing further. */
export const moveCursor = (columns: readonly Stop[][], from: Stop, key: CursorKey): Stop => {
  const filled = columns.filter((stops) => stops.length > 0);
  const moves: Record<CursorKey, () => Stop | undefined> = {
    ArrowUp: () => along(columns, from, -1),
    ArrowDown: () => along(columns, from, 1),
    ArrowLeft: () => sideways(columns, from, -1),
    ArrowRight: () => sideways(columns, from, 1),
    Home: () => columns[from.column]?.[0],
    End: () => columns[from.column]?.at(-1),
    CtrlHome: () => filled[0]?.[0],
    CtrlEnd: () => filled.at(-1)?.at(-1),
  };
  return moves[key]() ?? from;
};

/** Where focus enters: the thing under way or next now, else the first. */
export const entryStop = (columns: readonly Stop[][], now: number | undefined): Stop | undefined => {
  const all = columns.flat().filter((stop) => stop.kind !== 'closed');
  const upcoming =
    now === undefined ? undefined : all.toSorted((a, b) => a.start - b.start).find((stop) => stop.end > now);
  return upcoming ?? all[0] ?? columns.flat()[0];
};
