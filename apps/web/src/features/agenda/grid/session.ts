import { createGhost, type Ghost, type GhostPlace } from './ghost.ts';
import type { GridModel } from './model.ts';
import { judge, type Mover, snapped, type Target, type Verdict } from './target.ts';

export type Landing = { mover: Mover; target: Target; verdict: Verdict };

/** The grid as a move needs it: measured once when the move begins. */
export type MoveHost = {
  overlay: HTMLElement;
  model: GridModel;
  pixelsPerMinute: number;
  nowMs: number;
  timeText: (landing: Landing) => string;
  hintText: (landing: Landing) => string;
  /** Called for every new place; says the last of a quick series. */
  speak: (landing: Landing) => void;
  /** Scrolls so that the place can be seen. */
  reveal: (place: Place) => void;
};

export type MoveSession = {
  landing: () => Landing;
  origin: Target;
  moveTo: (target: Target, isByKey: boolean) => void;
  end: () => void;
};

export type Place = GhostPlace;
type Span = { x: number; inlineSize: number };

/** Inline offset and width of every column; the overlay covers the whole body. */
export const columnSpans = (overlay: HTMLElement): Span[] => {
  const body = overlay.parentElement;
  const columns = body?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
  const isReversed = getComputedStyle(overlay).direction === 'rtl';
  return [...columns].map((column) => ({
    x: isReversed ? overlay.offsetWidth - column.offsetLeft - column.offsetWidth : column.offsetLeft,
    inlineSize: column.offsetWidth,
  }));
};

const isSamePlace = (a: Target, b: Target): boolean =>
  a.column === b.column && a.start === b.start && a.duration === b.duration;

const verdictName = ({ clashes, soft }: Verdict): 'free' | 'soft' | 'taken' => {
  if (clashes.length > 0) return 'taken';
  return soft.length > 0 ? 'soft' : 'free';
};

type Begin = { mover: Mover; origin: Target; source: HTMLElement | null };

const painter = (host: MoveHost, ghost: Ghost) => {
  const spans = columnSpans(host.overlay);
  return (landing: Landing): Place => {
    const { target, mover, verdict } = landing;
    const span = spans[target.column] ?? { x: 0, inlineSize: 180 };
    const place = {
      x: span.x + 5,
      y: (target.start - host.model.range.from) * host.pixelsPerMinute + 1,
      inlineSize: span.inlineSize - 12,
      blockSize: target.duration * host.pixelsPerMinute - 2,
    };
    const text = { name: mover.label, time: host.timeText(landing), hint: host.hintText(landing) };
    ghost.paint(place, text, verdictName(verdict));
    return place;
  };
};

/**
 * One move from lifting to landing, by pointer or keys alike. Nothing is rendered meanwhile: one node moves,
 * the card it came from is dimmed, and the caller decides what a landing means.
 */
export const beginMove = (host: MoveHost, { mover, origin, source }: Begin): MoveSession => {
  const ghost = createGhost(host.overlay);
  const paint = painter(host, ghost);
  const judged = (target: Target): Landing => ({
    mover,
    target,
    verdict: judge(host.model, { mover, target }, host.nowMs),
  });
  let landing = judged(origin);
  source?.setAttribute('data-lifted', '');
  paint(landing);
  return {
    landing: () => landing,
    origin,
    moveTo: (wanted, isByKey) => {
      const target = isByKey ? wanted : snapped(host.model, wanted);
      if (isSamePlace(target, landing.target)) return;
      landing = judged(target);
      const place = paint(landing);
      host.speak(landing);
      if (isByKey) host.reveal(place);
    },
    end: () => {
      source?.removeAttribute('data-lifted');
      ghost.remove();
    },
  };
};
