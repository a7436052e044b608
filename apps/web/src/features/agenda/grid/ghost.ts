import classes from './ghost.module.css';

/** What the lifted card says while it is over a place. */
export type GhostText = { name: string; time: string; hint: string };
export type GhostPlace = { x: number; y: number; inlineSize: number; blockSize: number };

export type Ghost = {
  /** One transform per call, and text only when it changed. */
  paint: (place: GhostPlace, text: GhostText, verdict: 'free' | 'soft' | 'taken') => void;
  remove: () => void;
};

const element = (tag: string, className: string | undefined): HTMLElement => {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  return made;
};

const write = (node: HTMLElement, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
};

/** The card in the hand. It lives outside React, so moving it renders nothing. */
export const createGhost = (overlay: HTMLElement): Ghost => {
  const node = element('div', classes['ghost']);
  const name = element('b', undefined);
  const time = element('span', classes['time']);
  const hint = element('div', classes['hint']);
  node.append(name, time, hint);
  overlay.append(node);
  const isReversed = getComputedStyle(overlay).direction === 'rtl';
  return {
    paint: (place, text, verdict) => {
      node.style.transform = `translate(${isReversed ? -place.x : place.x}px, ${place.y}px)`;
      node.style.inlineSize = `${place.inlineSize}px`;
      node.style.blockSize = `${place.blockSize}px`;
      node.dataset['verdict'] = verdict;
      write(name, text.name);
      write(time, text.time);
      write(hint, text.hint);
    },
    remove: () => node.remove(),
  };
};
