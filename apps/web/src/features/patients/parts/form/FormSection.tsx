import { type JSX, type ReactNode, useId } from 'react';
import classes from './form-section.module.css';

type Props = { title: string; hint?: string | undefined; children: ReactNode };

export const FormSection = ({ title, hint, children }: Props): JSX.Element => {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      </div>
      <div className={classes.fields}>{children}</div>
    </section>
  );
};

type PairProps = { shape?: 'even' | 'narrow-first' | 'wide-first'; children: ReactNode };

/** Two short fields that belong together. */
export const Pair = ({ shape = 'even', children }: PairProps): JSX.Element => (
  <div className={classes.pair} data-shape={shape}>
    {children}
  </div>
);
