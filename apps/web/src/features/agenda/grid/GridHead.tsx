import { type JSX, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { gridRoles } from './grid-roles.ts';
import { dayNumber, shortWeekday } from '../calendar.ts';
import { spanLabel } from './card-words.ts';
import type { GridColumn, GridModel } from './model.ts';
import classes from './grid.module.css';

type HeadProps = { column: GridColumn; index: number; isWeek: boolean; isToday: boolean };

const loadOf = ({ freeMinutes, bookedMinutes }: GridColumn): number => {
  const all = freeMinutes + bookedMinutes;
  return all === 0 ? 0 : Math.round((bookedMinutes / all) * 100);
};

const ColumnHead = ({ column, index, isWeek, isToday }: HeadProps): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const title = isWeek
    ? `${shortWeekday(column.axis.day, i18n.language)} ${dayNumber(column.axis.day)}`
    : column.name;
  const free =
    column.open.length === 0 ? t('closed') : t('freeTime', { free: spanLabel(column.freeMinutes) });
  return (
    <div
      {...gridRoles.columnHeader}
      className={classes.columnHead}
      aria-colindex={index + 2}
      data-today={(isWeek && isToday) || undefined}
      aria-label={[title, column.subtitle, free].filter(Boolean).join(', ')}
    >
      <span className={classes.who}>
        <span className={classes.columnName}>{title}</span>
        {column.subtitle !== undefined && (
          <span className={classes.subtitle}>
            {column.colorIndex !== undefined && (
              <i
                className={classes.dot}
                style={{ background: `var(--ts-provider-${column.colorIndex % 5})` }}
              />
            )}
            <span>{column.subtitle}</span>
          </span>
        )}
      </span>
      <span className={classes.load}>
        {free}
        {column.open.length > 0 && (
          <i>
            <u style={{ inlineSize: `${loadOf(column)}%` }} />
          </i>
        )}
      </span>
    </div>
  );
};

/** Names, who works there, what is free: always in sight. */
export const GridHead = memo(({ model, today }: { model: GridModel; today: string }): JSX.Element => {
  const { t } = useTranslation('agenda');
  return (
    <div {...gridRoles.row} className={classes.head} aria-rowindex={1}>
      <div {...gridRoles.columnHeader} className={classes.corner} aria-colindex={1}>
        <span className={classes.hidden}>{t('hour')}</span>
      </div>
      {model.columns.map((column, index) => (
        <ColumnHead
          key={column.key}
          column={column}
          index={index}
          isWeek={model.isWeek}
          isToday={column.axis.day === today}
        />
      ))}
    </div>
  );
});
