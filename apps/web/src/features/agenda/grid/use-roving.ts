import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { useLatest } from '../use-latest.ts';
import { entryStop, type Stop } from './cursor.ts';

const elementOf = (scroller: HTMLElement | null, id: string): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? null;

export type Roving = {
  /** The stop that has the grid's one tab stop. */
  current: () => Stop | undefined;
  focus: (stop: Stop) => void;
  /** Moves the tab stop to whatever took focus. */
  onFocus: (target: EventTarget) => void;
  /** Focus went elsewhere by the person's own doing, not because its element was drawn anew. */
  onBlur: (left: EventTarget, next: EventTarget | null) => void;
};

/** The nearest heir when a stop has gone: same column, then closest in time. */
const heirOf = (columns: readonly Stop[][], gone: Stop): Stop | undefined =>
  (columns[gone.column] ?? columns.flat()).toSorted(
    (a, b) => Math.abs(a.start - gone.start) - Math.abs(b.start - gone.start),
  )[0];

const show = (element: HTMLElement | null): void => {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
};

/** Whether focus is still the grid's: it moved within, or its element was drawn anew under it. */
const isKept = (scroller: HTMLElement | null, left: EventTarget, next: EventTarget | null): boolean =>
  (left instanceof Node && !left.isConnected) ||
  (next instanceof Node && (scroller?.contains(next) ?? false));

/** One tab stop for the whole grid, kept in the DOM and not in state: moving it renders nothing. */
export const useRoving = (
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly Stop[][],
  nowMinute: number | undefined,
): Roving => {
  const active = useRef<Stop | undefined>(undefined);
  const latest = useLatest(columns);
  const isInside = useRef(false);

  const mark = useCallback(
    (stop: Stop | undefined) => {
      const previous = active.current;
      if (previous !== undefined) elementOf(scroller.current, previous.id)?.setAttribute('tabindex', '-1');
      active.current = stop;
      if (stop !== undefined) elementOf(scroller.current, stop.id)?.setAttribute('tabindex', '0');
    },
    [scroller],
  );

  useLayoutEffect(() => {
    const { current } = active;
    const same = current && columns.flat().find((stop) => stop.id === current.id);
    const next = same ?? (current && heirOf(columns, current)) ?? entryStop(columns, nowMinute);
    mark(next);
    // A visit that moved to another column is a new element: focus goes with it.
    const isLost = isInside.current && document.activeElement === document.body;
    if (isLost && next !== undefined) elementOf(scroller.current, next.id)?.focus({ preventScroll: true });
  }, [columns, mark, nowMinute, scroller]);

  const focus = useCallback(
    (stop: Stop) => {
      mark(stop);
      show(elementOf(scroller.current, stop.id));
    },
    [mark, scroller],
  );

  const onFocus = useCallback(
    (target: EventTarget) => {
      isInside.current = true;
      const id = target instanceof HTMLElement ? target.dataset['stop'] : undefined;
      const stop = latest.current.flat().find((one) => one.id === id);
      if (stop !== undefined && stop.id !== active.current?.id) mark(stop);
    },
    [latest, mark],
  );

  const onBlur = useCallback(
    (left: EventTarget, next: EventTarget | null) => {
      isInside.current = isKept(scroller.current, left, next);
    },
    [scroller],
  );

  return { current: () => active.current, focus, onFocus, onBlur };
};
