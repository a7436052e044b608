import { type CSSProperties, type JSX, memo } from 'react';
import { gridRoles } from './grid-roles.ts';
import { stopsOf } from './cursor.ts';
import type { GridModel } from './model.ts';
import classes from './grid.module.css';

const place = (minute: number): CSSProperties => ({
  insetBlockStart: `calc((${minute} - var(--from)) * var(--minute))`,
});

const hourId = (minute: number): string => `hour-${minute}`;

/** The hour labels down the start edge; each is the header of the row of what begins in its hour. */
export const GridHours = memo(
  ({ model }: { model: GridModel }): JSX.Element => (
    <>
      {model.ticks.map((tick) => (
        <div
          key={tick.minute}
          id={hourId(tick.minute)}
          {...gridRoles.rowHeader}
          aria-colindex={1}
          className={classes.hour}
          data-repeated={tick.isRepeated || undefined}
          style={place(tick.minute)}
        >
          {tick.label}
        </div>
      ))}
    </>
  ),
);

/** Rules on the hours and half-hours. Each hour is the grid's row and owns the cells that begin in it. */
export const GridRows = memo(({ model }: { model: GridModel }): JSX.Element => {
  const stops = model.columns.flatMap(stopsOf);
  const rows = model.ticks.map((tick, index) => {
    const from = index === 0 ? Number.NEGATIVE_INFINITY : tick.minute;
    const to = model.ticks[index + 1]?.minute ?? Number.POSITIVE_INFINITY;
    return {
      tick,
      ids: stops.filter((stop) => stop.start >= from && stop.start < to).map((stop) => stop.id),
    };
  });
  return (
    <div className={classes.lines} role="presentation">
      {rows.map(({ tick, ids }, index) => (
        <div
          key={tick.minute}
          {...gridRoles.row}
          aria-rowindex={index + 2}
          aria-owns={[hourId(tick.minute), ...ids].join(' ')}
          className={classes.rule}
          style={place(tick.minute)}
        />
      ))}
      {model.ticks.map((tick) => (
        <div key={tick.minute} className={classes.rule} data-half style={place(tick.minute + 30)} />
      ))}
    </div>
  );
});
