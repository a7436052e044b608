import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';

type Grip = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

type Reorder = {
  /** The order to show: the given one, or what is being dragged. */
  order: readonly string[];
  draggedId: string | undefined;
  move: (id: string, by: -1 | 1) => void;
  gripOf: (id: string) => Grip;
};

const moved = (ids: readonly string[], id: string, to: number): string[] => {
  const rest = ids.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
};

type Options = {
  ids: readonly string[];
  /** Its element children are the rows, in order. */
  list: RefObject<HTMLElement | null>;
  onOrder: (ids: string[], movedId: string) => void;
};

/** Order by dragging a grip or by the arrow keys on it. */
export const useReorder = ({ ids, list, onOrder }: Options): Reorder => {
  const [dragged, setDragged] = useState<{ id: string; order: readonly string[] }>();
  const isHeld = useRef(false);
  const order = dragged?.order ?? ids;

  const rowUnder = (clientY: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const at = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
    return at < 0 ? rows.length - 1 : at;
  };
  const move = (id: string, by: -1 | 1): void => {
    const to = ids.indexOf(id) + by;
    if (to >= 0 && to < ids.length) onOrder(moved(ids, id, to), id);
  };
  const drop = (): void => {
    isHeld.current = false;
    setDragged(undefined);
    if (dragged !== undefined && dragged.order.join() !== ids.join()) onOrder([...dragged.order], dragged.id);
  };
  const gripOf = (id: string): Grip => ({
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture?.(event.pointerId);
      isHeld.current = true;
      setDragged({ id, order: ids });
    },
    onPointerMove: (event) => {
      if (!isHeld.current) return;
      const to = rowUnder(event.clientY);
      setDragged((current) => ({ id, order: moved(current?.order ?? ids, id, to) }));
    },
    onPointerUp: drop,
    onPointerCancel: () => {
      isHeld.current = false;
      setDragged(undefined);
    },
    onKeyDown: (event) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      move(id, event.key === 'ArrowUp' ? -1 : 1);
    },
  });
  return { order, draggedId: dragged?.id, move, gripOf };
};
