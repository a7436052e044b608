import { type JSX, type ReactNode, useId } from 'react';
import classes from '../account.module.css';

/** One subject of the page. */
export const Card = ({ title, children }: { title: string; children: ReactNode }): JSX.Element => {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};
