import type { KeyboardEvent } from 'react';

/** Leaves alone the keys of dialogs and menus: React hands them up although they stand elsewhere on the page. */
export const onlyInside =
  (handle: (event: KeyboardEvent<HTMLElement>) => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof Node && event.currentTarget.contains(event.target)) handle(event);
  };
