import { ActionIcon, MultiSelect, NativeSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeCell } from './TimeCell.tsx';
import type { Week } from './use-week.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { endAfter, minutesADay, type WeekBlock } from './week.ts';
import classes from './week-hours.module.css';

export type Place = { value: string; label: string };

type Props = {
  week: Week;
  block: WeekBlock;
  places: readonly Place[];
  kinds: readonly Place[];
  isLabelHidden?: boolean;
};

const KeptFor = ({
  week,
  block,
  kinds,
  name,
}: Omit<Props, 'places'> & { name: (what: string) => string }): JSX.Element => {
  const { t } = useTranslation('settings');
  const kept = [...(block.kept ?? [])];
  return (
    <MultiSelect
      className={classes.place ?? ''}
      label={t('week.keptFor')}
      aria-label={name(t('week.keptFor'))}
      placeholder={kept.length === 0 ? t('week.everything') : ''}
      data={kinds.map(({ value, label }) => ({ value, label }))}
      value={kept}
      onChange={(chosen) => week.change({ ...block, kept: chosen.length === 0 ? undefined : chosen })}
      hidePickedOptions
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
};

/** A block by its fields: start, end, place, and what it is kept for. */
export const BlockFields = ({ week, block, places, kinds, isLabelHidden = false }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const day = names.long(block.weekday);
  const name = (what: string): string => (isLabelHidden ? `${what}, ${day}` : what);
  return (
    <div className={classes.fields}>
      <TimeCell
        label={name(t('week.from'))}
        isLabelHidden={isLabelHidden}
        minute={block.from}
        onChange={(from) =>
          week.change({
            ...block,
            from,
            to: endAfter(from, block.to > minutesADay ? block.to - minutesADay : block.to),
          })
        }
      />
      <span className={classes.dash} aria-hidden>
        –
      </span>
      <TimeCell
        label={name(t('week.to'))}
        isLabelHidden={isLabelHidden}
        minute={block.to}
        onChange={(to) => week.change({ ...block, to: endAfter(block.from, to) })}
      />
      {block.to > minutesADay && <span className={classes.nextDay}>{t('week.nextDay')}</span>}
      {places.length > 1 && (
        <NativeSelect
          className={classes.place ?? ''}
          {...(isLabelHidden ? { 'aria-label': name(t('week.place')) } : { label: t('week.place') })}
          value={block.place}
          // Every further key of an option would become an attribute of the page.
          data={places.map(({ value, label }) => ({ value, label }))}
          onChange={(event) => week.change({ ...block, place: event.currentTarget.value })}
        />
      )}
      {kinds.length > 0 && <KeptFor week={week} block={block} kinds={kinds} name={name} />}
      <ActionIcon aria-label={t('week.removeBlock', { day })} onClick={() => week.remove(block.key)}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
};
