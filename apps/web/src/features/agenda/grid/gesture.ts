export type Point = { x: number; y: number };

export type GestureHandlers = {
  /** The press became a drag. False: nothing to drag after all. */
  onStart: (at: Point) => boolean;
  onMove: (at: Point) => void;
  onDrop: (at: Point) => void;
  onCancel: () => void;
};

type PressLike = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'clientX' | 'clientY'>;

const threshold = 4;
const longPressMs = 350;

const pointOf = (event: Pick<PointerEvent, 'clientX' | 'clientY'>): Point => ({
  x: event.clientX,
  y: event.clientY,
});

const isFar = (a: Point, b: Point, limit: number): boolean => Math.hypot(a.x - b.x, a.y - b.y) > limit;

/** A drag's own click, which follows pointerup, opens nothing. */
const swallowNextClick = (): void => {
  const swallow = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
};

/** Esc while dragging belongs to the drag alone: nothing else may close by it. */
const isEscape = (event: KeyboardEvent): boolean => {
  if (event.key !== 'Escape') return false;
  event.preventDefault();
  event.stopPropagation();
  swallowNextClick();
  return true;
};

/**
 * Follows one press until it ends. A mouse drags after 4 px; a finger after a long press, so that scrolling
 * stays the finger's first meaning. Esc or a lost pointer cancels.
 */
export const followPress = (press: PressLike, handlers: GestureHandlers): void => {
  const from = pointOf(press);
  const isTouch = press.pointerType === 'touch';
  const listening = new AbortController();
  const options = { signal: listening.signal };
  let isDragging = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): void => {
    listening.abort();
    clearTimeout(timer);
  };
  const start = (at: Point): void => {
    isDragging = handlers.onStart(at);
    if (!isDragging) stop();
  };
  const cancel = (): void => {
    stop();
    if (isDragging) handlers.onCancel();
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    const at = pointOf(event);
    if (isDragging) handlers.onMove(at);
    else if (isTouch && isFar(from, at, 8)) stop();
    else if (!isTouch && isFar(from, at, threshold)) start(from);
  };
  const drop = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    stop();
    if (!isDragging) return;
    swallowNextClick();
    handlers.onDrop(pointOf(event));
  };
  const escape = (event: KeyboardEvent): void => {
    if (isDragging && isEscape(event)) cancel();
  };

  if (isTouch) timer = setTimeout(() => start(from), longPressMs);
  addEventListener('pointermove', move, options);
  addEventListener('pointerup', drop, options);
  addEventListener('pointercancel', cancel, options);
  addEventListener('blur', cancel, options);
  addEventListener('keydown', escape, { ...options, capture: true });
  // Without this a finger that drags would scroll the page as well.
  addEventListener('touchmove', (event) => isDragging && event.preventDefault(), {
    ...options,
    passive: false,
  });
};

const edge = 44;

/** Scrolls while the pointer rests near an edge; `onScroll` runs after each step. Returns the end of it. */
export const autoScroll = (
  scroller: HTMLElement,
  pointer: () => Point,
  onScroll: () => void,
): (() => void) => {
  const box = scroller.getBoundingClientRect();
  let frame = 0;
  const speed = (at: number, low: number, high: number): number => {
    if (at < low + edge) return -Math.min(14, (low + edge - at) / 3);
    return at > high - edge ? Math.min(14, (at - high + edge) / 3) : 0;
  };
  const tick = (): void => {
    const { x, y } = pointer();
    const by = { left: speed(x, box.left + 56, box.right), top: speed(y, box.top + 54, box.bottom) };
    if (by.left !== 0 || by.top !== 0) {
      scroller.scrollBy(by);
      onScroll();
    }
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(frame);
};
