import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { BlockFields, type Place } from './BlockFields.tsx';
import { DayMenu } from './DayMenu.tsx';
import { useDuration } from './use-duration.ts';
import type { Week } from './use-week.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { onDay, totalMinutes, weekdays } from './week.ts';
import classes from './week-hours.module.css';

type Props = { week: Week; places: readonly Place[]; kinds: readonly Place[] };

const Day = ({ week, weekday, places, kinds }: Props & { weekday: number }): JSX.Element => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const duration = useDuration();
  const blocks = onDay(week.blocks, weekday);
  const day = names.long(weekday);
  return (
    <section className={classes.typedDay} aria-label={day}>
      <header className={classes.typedHead}>
        <b>{day}</b>
        <span className={classes.total}>
          {blocks.length === 0 ? t('week.none') : duration(totalMinutes(blocks))}
        </span>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          aria-label={t('week.addOn', { day })}
          onClick={() => week.add(weekday)}
        >
          {t('week.addShort')}
        </Button>
        <DayMenu week={week} weekday={weekday} />
      </header>
      {blocks.map((block) => (
        <BlockFields key={block.key} week={week} block={block} places={places} kinds={kinds} isLabelHidden />
      ))}
    </section>
  );
};

/** The week as typed times: for phones and narrow columns. */
export const TypedWeek = (props: Props): JSX.Element => (
  <div className={classes.typed}>
    {weekdays.map((weekday) => (
      <Day key={weekday} {...props} weekday={weekday} />
    ))}
  </div>
);
