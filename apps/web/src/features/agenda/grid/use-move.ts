import type { VisitCard } from '@topsmile/contracts';
import { type RefObject, useState } from 'react';
import { now } from '../../../lib/clock.ts';
import { useLatest } from '../use-latest.ts';
import { autoScroll, followPress, type Point } from './gesture.ts';
import type { GridModel } from './model.ts';
import { beginMove, columnSpans, type Landing, type MoveSession, type Place } from './session.ts';
import type { Mover, Target } from './target.ts';

export type MoveSetup = {
  scroller: RefObject<HTMLDivElement | null>;
  overlay: RefObject<HTMLDivElement | null>;
  model: GridModel;
  pixelsPerMinute: number;
  timeText: (landing: Landing) => string;
  hintText: (landing: Landing) => string;
  speak: (landing: Landing) => void;
  onMovingChange: (isMoving: boolean) => void;
  onLand: (landing: Landing) => void;
  onPark: (card: VisitCard) => void;
};

export type Lift = { mover: Mover; origin: Target; source: HTMLElement | null; isResize: boolean };
type Press = Parameters<typeof followPress>[0];

export type MoveControl = {
  session: () => MoveSession | undefined;
  isResize: () => boolean;
  begin: (lift: Lift) => boolean;
  moveTo: (target: Target) => void;
  /** Begins without a press: the thing follows the pointer or the keys until a click or Enter. */
  pick: (lift: Lift) => void;
  /** The pointer wanders while something is picked. */
  hover: (at: Point) => void;
  isPicking: () => boolean;
  commit: () => void;
  cancel: () => void;
  /** Begins once the press becomes a drag. */
  press: (event: Press, lift: () => Lift | undefined) => void;
};

const isOverPinboard = (at: Point): boolean =>
  document.elementFromPoint(at.x, at.y)?.closest('[data-pinboard]') instanceof Element;

const revealIn =
  (scroller: HTMLElement) =>
  ({ x, y, inlineSize, blockSize }: Place): void => {
    const top = y - scroller.scrollTop;
    const low = scroller.clientHeight - 54 - blockSize - 16;
    if (top < 8) scroller.scrollTop = Math.max(0, y - 24);
    if (top > low) scroller.scrollTop = y - low + 8;
    const start = x - 56 - scroller.scrollLeft;
    if (start < 0) scroller.scrollLeft = x - 64;
    if (start + inlineSize > scroller.clientWidth - 56)
      scroller.scrollLeft = x + inlineSize - scroller.clientWidth + 12;
  };

/** What the pointer points at, as a target: the column under it and the minute its grip stands on. */
const pointed = (
  setup: MoveSetup,
  overlay: HTMLElement,
  grip: { lift: Lift; dy: number; at: Point },
): Target => {
  const box = overlay.getBoundingClientRect();
  const minute = setup.model.range.from + (grip.at.y - box.top) / setup.pixelsPerMinute - grip.dy;
  const { origin, isResize } = grip.lift;
  if (isResize) return { ...origin, duration: Math.max(5, minute - origin.start) };
  const x = grip.at.x - box.left;
  const spans = columnSpans(overlay);
  const column = spans.findLastIndex((span) => x >= span.x);
  return { column: Math.max(0, column), start: minute, duration: origin.duration };
};

type DragParts = {
  latest: RefObject<MoveSetup>;
  begin: (lift: Lift) => boolean;
  end: () => void;
  commit: () => void;
  session: () => MoveSession | undefined;
};

/** How far under the top of the thing (or its end, when resizing) the pointer holds it, in minutes. */
const gripOf = (
  { model, pixelsPerMinute }: MoveSetup,
  overlay: HTMLElement,
  { lift, y }: { lift: Lift; y: number },
): number => {
  const { origin, isResize } = lift;
  const minute = model.range.from + (y - overlay.getBoundingClientRect().top) / pixelsPerMinute;
  const grip = minute - (isResize ? origin.start + origin.duration : origin.start);
  // A parked card is not on the grid: hold it near its head.
  return Math.abs(grip) <= origin.duration ? grip : Math.min(15, origin.duration / 2);
};

/** A captured pointer needs no search for what is under it, which costs most of a move among many visits. */
const capture = (scroller: HTMLElement, pointerId: number): void => {
  try {
    scroller.setPointerCapture(pointerId);
  } catch {
    // The pointer is already gone; its end cancels the drag.
  }
};

const followDrag = (parts: DragParts, event: Press, liftOf: () => Lift | undefined): void => {
  const { latest, begin, end, commit, session } = parts;
  let at: Point = { x: event.clientX, y: event.clientY };
  let follow: () => void = () => undefined;
  let stopScrolling: () => void = () => undefined;
  const start = (from: Point): boolean => {
    const lift = liftOf();
    const overlay = latest.current.overlay.current;
    const scroller = latest.current.scroller.current;
    if (lift === undefined || overlay === null || scroller === null || !begin(lift)) return false;
    const dy = gripOf(latest.current, overlay, { lift, y: from.y });
    follow = () => session()?.moveTo(pointed(latest.current, overlay, { lift, dy, at }), false);
    capture(scroller, event.pointerId);
    stopScrolling = autoScroll(
      scroller,
      () => at,
      () => follow(),
    );
    return true;
  };
  const drop = (to: Point): void => {
    stopScrolling();
    const card = session()?.landing().mover.card;
    if (!isOverPinboard(to) || card === undefined) return commit();
    end();
    latest.current.onPark(card);
  };
  followPress(event, {
    onStart: start,
    onMove: (to) => {
      at = to;
      follow();
    },
    onDrop: drop,
    onCancel: () => {
      stopScrolling();
      end();
    },
  });
};

const createControl = (latest: RefObject<MoveSetup>): MoveControl => {
  let session: MoveSession | undefined;
  let isResize = false;
  let picked: Lift | undefined;
  const end = (): void => {
    session?.end();
    session = undefined;
    picked = undefined;
    latest.current.onMovingChange(false);
  };
  const begin = (lift: Lift): boolean => {
    const { scroller, overlay, ...setup } = latest.current;
    if (session !== undefined || overlay.current === null || scroller.current === null) return false;
    ({ isResize } = lift);
    const reveal = revealIn(scroller.current);
    session = beginMove({ ...setup, overlay: overlay.current, nowMs: now(), reveal }, lift);
    setup.onMovingChange(true);
    return true;
  };
  const commit = (): void => {
    if (session === undefined) return;
    const landing = session.landing();
    end();
    latest.current.onLand(landing);
  };
  return {
    session: () => session,
    isResize: () => isResize,
    begin,
    moveTo: (target) => session?.moveTo(target, true),
    pick: (lift) => {
      if (begin(lift)) picked = lift;
    },
    hover: (at) => {
      const overlay = latest.current.overlay.current;
      if (picked === undefined || overlay === null) return;
      session?.moveTo(
        pointed(latest.current, overlay, { lift: picked, dy: picked.origin.duration / 4, at }),
        false,
      );
    },
    isPicking: () => picked !== undefined,
    commit,
    cancel: end,
    press: (event, liftOf) =>
      followDrag({ latest, begin, end, commit, session: () => session }, event, liftOf),
  };
};

/** Moving and resizing, by pointer and by keys; the grid renders nothing until something has landed. */
export const useMove = (setup: MoveSetup): MoveControl => {
  const latest = useLatest(setup);
  const [control] = useState(() => createControl(latest));
  return control;
};
