import { ActionIcon, Button } from '@mantine/core';
import type { DateOverride, TimeOff } from '@topsmile/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import type { BoundPlace } from '../places.ts';
import type { HoursDraft } from '../use-hours-draft.ts';
import { AddOverride } from './AddOverride.tsx';
import { AddTimeOff } from './AddTimeOff.tsx';
import classes from './hours.module.css';
import { useStretchText } from './use-stretch-text.ts';

type Props = {
  places: readonly BoundPlace[];
  zone: string;
  overrides: readonly DateOverride[];
  timeOff: readonly TimeOff[];
  onChange: (part: Partial<HoursDraft>) => void;
};

type Entry = { key: string; from: string; title: string; detail: string; remove: () => void };

const useEntries = ({ overrides, timeOff, zone, onChange }: Props): Entry[] => {
  const { t } = useTranslation('settings');
  const dates = useDates(zone);
  const stretchText = useStretchText(zone);
  const today = dates.today();
  const days = overrides
    .filter(({ date }) => date >= today)
    .map((override) => ({
      key: `day-${override.date}`,
      from: override.date,
      title: dates.day(override.date, 'day'),
      detail:
        override.blocks.length === 0
          ? t('exceptions.closed')
          : override.blocks.map(({ startsAt, endsAt }) => `${startsAt}–${endsAt}`).join(', '),
      remove: () => onChange({ overrides: overrides.filter((one) => one !== override) }),
    }));
  const absences = timeOff
    .filter(({ to }) => to.slice(0, 10) >= today)
    .map((absence, at) => ({
      key: `off-${absence.from}-${at}`,
      from: absence.from,
      title: stretchText(absence),
      detail: [t(`exceptions.kinds.${absence.kind}`), absence.reason].filter(Boolean).join(' · '),
      remove: () => onChange({ timeOff: timeOff.filter((one) => one !== absence) }),
    }));
  return [...days, ...absences].sort((one, other) => one.from.localeCompare(other.from));
};

/** Single days that differ from the week, and stretches away. */
export const Exceptions = (props: Props): JSX.Element => {
  const { places, zone, overrides, timeOff, onChange } = props;
  const { t } = useTranslation('settings');
  const [adding, setAdding] = useState<'override' | 'timeOff'>();
  const entries = useEntries(props);
  const done = (): void => setAdding(undefined);
  return (
    <section className={classes.exceptions} aria-label={t('exceptions.title')}>
      <h2>{t('exceptions.title')}</h2>
      {entries.length === 0 && adding === undefined && (
        <p className={classes.quiet}>{t('exceptions.empty')}</p>
      )}
      <ul className={classes.entries}>
        {entries.map(({ key, title, detail, remove }) => (
          <li key={key}>
            <span>
              <b>{title}</b>
              <small>{detail}</small>
            </span>
            <ActionIcon aria-label={t('exceptions.remove', { title })} onClick={remove}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {adding === 'timeOff' && (
        <AddTimeOff
          zone={zone}
          onCancel={done}
          onAdd={(absence) => {
            onChange({ timeOff: [...timeOff, absence] });
            done();
          }}
        />
      )}
      {adding === 'override' && (
        <AddOverride
          zone={zone}
          places={places}
          taken={overrides.map(({ date }) => date)}
          onCancel={done}
          onAdd={(override) => {
            onChange({ overrides: [...overrides, override] });
            done();
          }}
        />
      )}
      {adding === undefined && (
        <div className={classes.adders}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding('timeOff')}
          >
            {t('exceptions.addTimeOff')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding('override')}
          >
            {t('exceptions.addOverride')}
          </Button>
        </div>
      )}
    </section>
  );
};
