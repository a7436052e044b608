const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

const cardOf = (id: string): HTMLElement | null => document.getElementById(`visit-${id}`);

/** Remembers where a card stands, so that it can travel from there to where it belongs after a change. */
export const rememberPlace = (id: string): DOMRect | undefined => cardOf(id)?.getBoundingClientRect();

/** Lets the eye follow a refused visit home instead of finding it gone. */
export const glideFrom = (id: string, before: DOMRect | undefined): void => {
  const card = cardOf(id);
  if (card === null || before === undefined || isStill() || typeof card.animate !== 'function') return;
  const after = card.getBoundingClientRect();
  const x = before.x - after.x;
  const y = before.y - after.y;
  if (x === 0 && y === 0) return;
  card.animate(
    [
      { transform: `translate(${x}px, ${y}px)`, zIndex: 9 },
      { transform: 'none', zIndex: 9 },
    ],
    { duration: 320, easing: 'cubic-bezier(.2,.8,.2,1)' },
  );
};
