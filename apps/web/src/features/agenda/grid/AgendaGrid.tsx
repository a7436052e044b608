import type { VisitCard } from '@topsmile/contracts';
import {
  type CSSProperties,
  type FocusEvent,
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { type CardLook, ColumnView, type DrawnPreview } from './ColumnView.tsx';
import { type Stop, stopsOf } from './cursor.ts';
import { gridRoles } from './grid-roles.ts';
import { type GridActions, isArrow, pressKey } from './grid-keys.ts';
import { GridHead } from './GridHead.tsx';
import { GridHours, GridRules } from './GridHours.tsx';
import type { GridColumn, GridModel } from './model.ts';
import { NowLine, NowPill } from './NowLine.tsx';
import type { Landing } from './session.ts';
import { judge, type Mover, moverOf, stepped, type Target, targetOf } from './target.ts';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { type Lift, type MoveControl, useMove } from './use-move.ts';
import { useRoving } from './use-roving.ts';
import classes from './grid.module.css';

export type GridHandle = {
  /** Lifts a parked visit: it follows pointer or keys until a click or Enter. */
  pick: (card: VisitCard) => void;
  /** The same for a press that may become a drag. */
  press: (event: PointerEvent, card: VisitCard) => void;
  focusCard: (id: string) => void;
  cancel: () => void;
};

export type GridPreview = { target: Target; mover: Mover; time: string };

type Props = {
  model: GridModel;
  look: CardLook;
  label: string;
  today: string;
  nowMs: number;
  selectedId: string | undefined;
  parked: ReadonlySet<string>;
  fresh: ReadonlySet<string>;
  preview: GridPreview | undefined;
  hasSingleKeys: boolean;
  actions: GridActions;
  texts: { time: (landing: Landing) => string; hint: (landing: Landing) => string };
  speak: (landing: Landing) => void;
  onMovingChange: (isMoving: boolean) => void;
  onLand: (landing: Landing) => void;
};

const nobody: ReadonlySet<string> = new Set();

const ownOf = (ids: ReadonlySet<string>, column: GridColumn): ReadonlySet<string> =>
  column.visits.some(({ card }) => ids.has(card.id)) ? ids : nobody;

const drawnIn = (preview: GridPreview | undefined, index: number): DrawnPreview | undefined =>
  preview === undefined || preview.target.column !== index
    ? undefined
    : {
        start: preview.target.start,
        end: preview.target.start + preview.target.duration,
        label: preview.mover.label,
        time: preview.time,
      };

const Columns = (props: Props): JSX.Element => {
  const { model, look, selectedId, parked, fresh, preview } = props;
  return (
    <>
      {model.columns.map((column, index) => (
        <ColumnView
          key={column.key}
          model={model}
          column={column}
          index={index}
          look={look}
          selectedId={column.visits.some(({ card }) => card.id === selectedId) ? selectedId : undefined}
          parked={ownOf(parked, column)}
          fresh={ownOf(fresh, column)}
          preview={drawnIn(preview, index)}
        />
      ))}
    </>
  );
};

const found = (target: EventTarget, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

const liftAt = (target: EventTarget, { model, preview }: Props): Lift | undefined => {
  const drawn = found(target, '[data-preview]');
  if (drawn !== null && preview !== undefined)
    return { mover: preview.mover, origin: preview.target, source: drawn, isResize: false };
  const source = found(target, '[data-movable]');
  const id = source?.dataset['visit'];
  const card = model.columns.flatMap(({ visits }) => visits).find((visit) => visit.card.id === id)?.card;
  const origin = card && targetOf(model, card);
  if (card === undefined || origin === undefined) return undefined;
  return { mover: moverOf(card), origin, source, isResize: found(target, '[data-resize]') !== null };
};

/** A parked visit begins where it stands if that is in sight, else at the first column's first free hour. */
const liftParked = (model: GridModel, card: VisitCard): Lift => ({
  mover: moverOf(card),
  origin: targetOf(model, card) ?? {
    column: 0,
    start: model.columns[0]?.gaps[0]?.start ?? model.range.from,
    duration: card.durationMinutes,
  },
  source: document.getElementById(`visit-${card.id}`),
  isResize: false,
});

const openStop = (stop: Stop | undefined, actions: GridActions): void => {
  if (stop?.kind === 'visit') actions.onOpen(stop.card);
  if (stop?.kind === 'gap' || stop?.kind === 'closed') actions.onBook(stop);
};

const useMoveIn = (
  props: Props,
  refs: Pick<Parameters<typeof useMove>[0], 'scroller' | 'overlay'>,
): MoveControl =>
  useMove({
    ...refs,
    model: props.model,
    pixelsPerMinute: props.look.pixelsPerMinute,
    timeText: props.texts.time,
    hintText: props.texts.hint,
    speak: props.speak,
    onMovingChange: props.onMovingChange,
    onLand: props.onLand,
    onPark: props.actions.onPark,
  });

const styleOf = ({ model, look }: Props): CSSProperties & Record<`--${string}`, string | number> => ({
  '--columns': model.columns.length,
  '--minutes': model.range.to - model.range.from,
  '--from': model.range.from,
  '--minute': `${look.pixelsPerMinute}px`,
});

/** Arrows on the preview of a booking move it at once; the booking panel answers with the new place. */
const pressPreview = (event: KeyboardEvent, { model, preview, onLand, speak, nowMs }: Props): boolean => {
  const { key } = event;
  if (preview === undefined || found(event.target, '[data-preview]') === null || !isArrow(key)) return false;
  event.preventDefault();
  event.stopPropagation();
  const { mover } = preview;
  const target = stepped(model, preview.target, { key, isResize: false });
  const landing = { mover, target, verdict: judge(model, { mover, target }, nowMs) };
  onLand(landing);
  speak(landing);
  return true;
};

/** A preview moved by keys keeps focus, also as a new element in another column. */
const useKeptPreview = (
  scroller: RefObject<HTMLElement | null>,
  preview: GridPreview | undefined,
): (() => void) => {
  const isKept = useRef(false);
  useLayoutEffect(() => {
    const drawn = scroller.current?.querySelector<HTMLElement>('[data-preview]');
    if (isKept.current && document.activeElement === document.body) drawn?.focus({ preventScroll: true });
    isKept.current = drawn !== null && drawn === document.activeElement;
  }, [preview, scroller]);
  return () => {
    isKept.current = true;
  };
};

const nowMinuteOf = ({ model, nowMs }: Props): number | undefined => {
  const axis = model.columns.find(
    ({ axis: one }) => nowMs >= one.startMs && nowMs < one.startMs + one.length * 60_000,
  )?.axis;
  return axis && (nowMs - axis.startMs) / 60_000;
};

const useStops = (model: GridModel): Stop[][] => useMemo(() => model.columns.map(stopsOf), [model]);

/** The day or the week as a grid: hours down, chairs, providers or days across. */
export const AgendaGrid = ({ ref, ...props }: Props & { ref: Ref<GridHandle> }): JSX.Element => {
  const { model, actions, hasSingleKeys, look } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const stops = useStops(model);
  const roving = useRoving(scroller, stops, nowMinuteOf(props));
  const move = useMoveIn(props, { scroller, overlay });
  const keepPreview = useKeptPreview(scroller, props.preview);
  useAnchoredScroll({ scroller, model, pixelsPerMinute: look.pixelsPerMinute, nowMs: props.nowMs });

  const focusCard = (id: string): void => {
    const stop = stops.flat().find((one) => one.id === `visit-${id}`);
    if (stop !== undefined) roving.focus(stop);
  };
  useImperativeHandle(ref, () => ({
    pick: (card) => {
      move.pick(liftParked(model, card));
      const stop = roving.current();
      if (stop !== undefined) roving.focus(stop);
    },
    press: (event, card) => move.press(event.nativeEvent, () => liftParked(model, card)),
    focusCard,
    cancel: move.cancel,
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (pressPreview(event, props)) return keepPreview();
    const canMove = (card: VisitCard): boolean =>
      document.getElementById(`visit-${card.id}`)?.dataset['movable'] !== undefined;
    const isUsed = pressKey({ model, stops, roving, move, actions, canMove, hasSingleKeys }, event);
    if (!isUsed) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || move.isPicking()) return;
    const { target } = event;
    if (found(target, '[data-movable], [data-preview]') === null) return;
    move.press(event.nativeEvent, () => liftAt(target, props));
  };
  const onClick = (event: MouseEvent): void => {
    if (move.isPicking()) return move.commit();
    const id = found(event.target, '[data-stop]')?.id;
    openStop(
      stops.flat().find((stop) => stop.id === id),
      actions,
    );
  };

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      className={classes.scroller}
      style={styleOf(props)}
      aria-label={props.label}
      aria-rowcount={model.ticks.length + 1}
      aria-colcount={model.columns.length + 1}
      data-week={model.isWeek || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => move.hover({ x: event.clientX, y: event.clientY })}
      onClick={onClick}
      onFocus={(event: FocusEvent) => roving.onFocus(event.target)}
      onBlur={(event: FocusEvent) => roving.onBlur(event.target, event.relatedTarget)}
    >
      <GridHead model={model} today={props.today} />
      <div className={classes.body} role="presentation">
        <NowLine model={model} />
        <div className={classes.gutter} {...gridRoles.rowGroup}>
          <GridHours model={model} />
          <NowPill model={model} />
        </div>
        <GridRules model={model} />
        <Columns {...props} />
        <div ref={overlay} className={classes.overlay} aria-hidden />
      </div>
    </div>
  );
};
