import type { CSSProperties, JSX } from 'react';
import { minuteAt } from './axis.ts';
import { clockLabels } from './clock-labels.ts';
import type { GridColumn, GridModel } from './model.ts';
import { useMinute } from './ticker.ts';
import classes from './grid.module.css';

const useNowPlace = (model: GridModel, column: GridColumn | undefined) => {
  const nowMs = useMinute();
  if (column === undefined) return undefined;
  const minute = minuteAt(column.axis, nowMs);
  const isToday = minute >= 0 && minute < column.axis.length + column.axis.shift;
  if (!isToday || minute < model.range.from || minute > model.range.to) return undefined;
  const style: CSSProperties = { insetBlockStart: `calc((${minute} - var(--from)) * var(--minute))` };
  return { style, label: clockLabels(model.zone).time(nowMs) };
};

const todayOf = (model: GridModel, nowMs: number): GridColumn | undefined =>
  model.columns.find(({ axis }) => nowMs >= axis.startMs && nowMs < axis.startMs + axis.length * 60_000);

/** The line of now across the day, behind the visits. */
export const NowLine = ({ model }: { model: GridModel }): JSX.Element | null => {
  const place = useNowPlace(model, todayOf(model, useMinute()));
  return place === undefined ? null : <div className={classes.now} style={place.style} />;
};

export const NowPill = ({ model }: { model: GridModel }): JSX.Element | null => {
  const place = useNowPlace(model, todayOf(model, useMinute()));
  if (place === undefined) return null;
  return (
    <div className={classes.nowPill} style={place.style} data-now>
      {place.label}
    </div>
  );
};

/** The piece of the line in front of one column's edge; its visits' names begin after it. */
export const NowNub = ({ model, column }: { model: GridModel; column: GridColumn }): JSX.Element | null => {
  const place = useNowPlace(model, column);
  return place === undefined ? null : <i className={classes.nowNub} style={place.style} aria-hidden />;
};
