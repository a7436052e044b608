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
};

/** The nearest heir when a stop has gone: same column, then closest in time. */
const heirOf = (columns: readonly Stop[][], gone: Stop): Stop | undefined =>
  (columns[gone.column] ?? columns.flat()).toSorted(
    (a, b) => Math.abs(a.start - gone.start) - Math.abs(b.start - gone.start),
  )[0];

/** One tab stop for the whole grid, kept in the DOM and not in state: moving it renders nothing. */
export const useRoving = (
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly Stop[][],
  nowMinute: number | undefined,
): Roving => {
  const active = useRef<Stop | undefined>(undefined);
  const latest = useLatest(columns);

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
    mark(same ?? (current && heirOf(columns, current)) ?? entryStop(columns, nowMinute));
  }, [columns, mark, nowMinute]);

  const focus = useCallback(
    (stop: Stop) => {
      mark(stop);
      const element = elementOf(scroller.current, stop.id);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    [mark, scroller],
  );

  const onFocus = useCallback(
    (target: EventTarget) => {
      const id = target instanceof HTMLElement ? target.dataset['stop'] : undefined;
      const stop = latest.current.flat().find((one) => one.id === id);
      if (stop !== undefined && stop.id !== active.current?.id) mark(stop);
    },
    [latest, mark],
  );

  return { current: () => active.current, focus, onFocus };
};
