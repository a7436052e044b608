import type { JSX, ReactNode } from 'react';
import classes from './kbd.module.css';

type Props = {
  children: ReactNode;
  isOnBrand?: boolean /** In a list of keys the cap is the content. */;
  isRead?: boolean;
};

/** A key's cap. A hint for the eye: `aria-keyshortcuts` on the control tells the same to a screen reader. */
export const Kbd = ({ children, isOnBrand = false, isRead = false }: Props): JSX.Element => (
  <kbd
    className={classes.kbd}
    data-on-brand={isOnBrand || undefined}
    data-read={isRead || undefined}
    aria-hidden={!isRead}
  >
    {children}
  </kbd>
);
