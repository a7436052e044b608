import { type JSX, type ReactNode, useId } from 'react';
import classes from './sheet.module.css';

type SheetProps = { title: string; action?: ReactNode; children: ReactNode };

/** A part of the record with its own heading. */
export const Sheet = ({ title, action, children }: SheetProps): JSX.Element => {
  const id = useId();
  return (
    <section className={classes.sheet} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
};

type Fact = { label: string; value: ReactNode };

/** Label and value pairs; a value that is not there says so. */
export const Facts = ({ facts, nothing }: { facts: readonly Fact[]; nothing: string }): JSX.Element => (
  <dl className={classes.facts}>
    {facts.map(({ label, value }) => (
      <div key={label} className={classes.fact}>
        <dt>{label}</dt>
        <dd data-empty={value === undefined || undefined}>{value ?? nothing}</dd>
      </div>
    ))}
  </dl>
);
