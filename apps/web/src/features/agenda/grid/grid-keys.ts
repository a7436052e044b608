import type { KeyboardEvent } from 'react';
import type { VisitCard } from '@topsmile/contracts';
import { type CursorKey, moveCursor, type Stop } from './cursor.ts';
import type { GridModel } from './model.ts';
import { moverOf, stepped, type TargetKey, targetOf } from './target.ts';
import type { MoveControl } from './use-move.ts';
import type { Roving } from './use-roving.ts';

export type GridActions = {
  onOpen: (card: VisitCard) => void;
  onBook: (stop: Stop) => void;
  onPark: (card: VisitCard) => void;
  onNext: (card: VisitCard) => void;
};

export type KeyContext = {
  model: GridModel;
  stops: readonly Stop[][];
  roving: Roving;
  move: MoveControl;
  actions: GridActions;
  canMove: (card: VisitCard) => boolean;
  hasSingleKeys: boolean;
};

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const arrows: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);
export const isArrow = (key: string): key is TargetKey => arrows.has(key);

const whileMoving = ({ model, move }: KeyContext, { key, shiftKey }: Key): boolean => {
  const session = move.session();
  if (session === undefined) return false;
  if (key === 'Tab') {
    move.cancel();
    return false;
  }
  if (key === 'Escape') move.cancel();
  if (key === 'Enter') move.commit();
  if (isArrow(key)) {
    const isResize = shiftKey || move.isResize();
    move.moveTo(stepped(model, session.landing().target, { key, isResize }));
  }
  return true;
};

const lift = ({ model, move, canMove }: KeyContext, card: VisitCard, isResize: boolean): boolean => {
  const origin = targetOf(model, card);
  if (origin === undefined || !canMove(card)) return false;
  return move.begin({
    mover: moverOf(card),
    origin,
    source: document.getElementById(`visit-${card.id}`),
    isResize,
  });
};

const cursorKey = ({ key, ctrlKey }: Key): CursorKey | undefined => {
  if (isArrow(key)) return key;
  if (key === 'Home') return ctrlKey ? 'CtrlHome' : 'Home';
  if (key === 'End') return ctrlKey ? 'CtrlEnd' : 'End';
  return undefined;
};

const walk = ({ stops, roving }: KeyContext, from: Stop, press: Key): boolean => {
  const key = cursorKey(press);
  if (key === undefined || press.shiftKey || press.altKey) return false;
  roving.focus(moveCursor(stops, from, key));
  return true;
};

const resize = (context: KeyContext, card: VisitCard, press: Key): boolean => {
  if (!press.shiftKey || !isArrow(press.key) || !lift(context, card, true)) return false;
  return whileMoving(context, press);
};

const onVisit = (context: KeyContext, card: VisitCard, press: Key): boolean => {
  const { actions, hasSingleKeys } = context;
  if (press.key === 'Enter' || press.key === ' ') {
    actions.onOpen(card);
    return true;
  }
  if (resize(context, card, press)) return true;
  if (!hasSingleKeys || press.ctrlKey || press.metaKey || press.altKey) return false;
  const letters = new Map<string, () => boolean | void>([
    ['m', () => lift(context, card, false)],
    ['p', () => actions.onPark(card)],
    ['e', () => actions.onNext(card)],
  ]);
  const act = letters.get(press.key.toLowerCase());
  return act === undefined ? false : act() !== false;
};

const onEmpty = ({ actions }: KeyContext, stop: Stop, { key }: Key): boolean => {
  if ((key !== 'Enter' && key !== ' ') || stop.kind === 'block') return false;
  actions.onBook(stop);
  return true;
};

/** What a key does in the grid; false: it is not the grid's. */
export const pressKey = (context: KeyContext, press: Key): boolean => {
  if (context.move.session() !== undefined) return whileMoving(context, press);
  const stop = context.roving.current();
  if (stop === undefined) return false;
  if (walk(context, stop, press)) return true;
  return stop.kind === 'visit' ? onVisit(context, stop.card, press) : onEmpty(context, stop, press);
};
