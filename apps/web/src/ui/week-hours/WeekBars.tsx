import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { BlockFields, type Place } from './BlockFields.tsx';
import { DayRow } from './DayRow.tsx';
import type { Week } from './use-week.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { type WeekBlock, weekdays } from './week.ts';
import classes from './week-hours.module.css';

type Props = { week: Week; places: readonly Place[]; kinds: readonly Place[]; ground: readonly WeekBlock[] };

const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** Seven days of 24 hours, and the fields of the block in hand under them. */
export const WeekBars = ({ week, places, kinds, ground }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  return (
    <div className={classes.bars}>
      <div className={classes.scale} aria-hidden>
        {hours.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
      {weekdays.map((weekday) => (
        <DayRow key={weekday} week={week} weekday={weekday} places={places} kinds={kinds} ground={ground} />
      ))}
      <div className={classes.inHand}>
        {week.selected === undefined ? (
          <p className={classes.hint}>{t('week.hint')}</p>
        ) : (
          <>
            <b className={classes.inHandDay}>{names.long(week.selected.weekday)}</b>
            <BlockFields
              key={week.selected.key}
              week={week}
              block={week.selected}
              places={places}
              kinds={kinds}
            />
          </>
        )}
      </div>
    </div>
  );
};
