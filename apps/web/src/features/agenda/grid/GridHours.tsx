import { type CSSProperties, type JSX, memo } from 'react';
import { gridRoles } from './grid-roles.ts';
import type { GridModel } from './model.ts';
import classes from './grid.module.css';

const place = (minute: number): CSSProperties => ({
  insetBlockStart: `calc((${minute} - var(--from)) * var(--minute))`,
});

/** The row of the hour a minute falls into; the first row is the header. */
export const rowIndexOf = (model: GridModel, minute: number): number =>
  Math.max(
    0,
    model.ticks.findLastIndex((tick) => tick.minute <= minute),
  ) + 2;

/** The hour labels down the start edge. */
export const GridHours = memo(
  ({ model }: { model: GridModel }): JSX.Element => (
    <>
      {model.ticks.map((tick) => (
        <div key={tick.minute} {...gridRoles.row} aria-rowindex={rowIndexOf(model, tick.minute)}>
          <div
            {...gridRoles.rowHeader}
            aria-colindex={1}
            className={classes.hour}
            data-repeated={tick.isRepeated || undefined}
            style={place(tick.minute)}
          >
            {tick.label}
          </div>
        </div>
      ))}
    </>
  ),
);

/** Rules on the hours and half-hours. */
export const GridRules = memo(
  ({ model }: { model: GridModel }): JSX.Element => (
    <div className={classes.lines} aria-hidden>
      {model.ticks.map((tick) => (
        <i key={tick.minute}>
          <i className={classes.rule} style={place(tick.minute)} />
          <i className={classes.rule} data-half style={place(tick.minute + 30)} />
        </i>
      ))}
    </div>
  ),
);
