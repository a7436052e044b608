import { type PointerEvent, type RefObject, useRef } from 'react';
import { minutesADay, snapped } from './week.ts';

type Options = {
  /** The element whose width is 24 hours. */
  track: RefObject<HTMLElement | null>;
  step: number;
  /** The minute under the pointer, and how far it is from where the drag began. */
  onMove: (minute: number, distance: number) => void;
  onStart?: (minute: number) => void;
  onEnd?: (minute: number, distance: number) => void;
};

type Drag = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: () => void;
};

const minuteUnder = (track: HTMLElement | null, clientX: number): number => {
  const box = track?.getBoundingClientRect();
  if (box === undefined || box.width === 0) return 0;
  return Math.min(minutesADay, Math.max(0, ((clientX - box.left) / box.width) * minutesADay));
};

/** Turns a drag along the day into minutes of the grid. */
export const useEdgeDrag = ({ track, step, onMove, onStart, onEnd }: Options): Drag => {
  const start = useRef<number>(undefined);
  const minuteAt = (event: PointerEvent): number => snapped(minuteUnder(track.current, event.clientX), step);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture?.(event.pointerId);
      start.current = minuteAt(event);
      onStart?.(start.current);
    },
    onPointerMove: (event) => {
      if (start.current === undefined) return;
      const minute = minuteAt(event);
      onMove(minute, minute - start.current);
    },
    onPointerUp: (event) => {
      if (start.current === undefined) return;
      const minute = minuteAt(event);
      onEnd?.(minute, minute - start.current);
      start.current = undefined;
    },
    onPointerCancel: () => {
      start.current = undefined;
    },
  };
};
