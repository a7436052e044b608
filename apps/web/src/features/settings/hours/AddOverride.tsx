import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { DateOverride } from '@topsmile/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type JSX, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../../lib/dates.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { TimeField } from '../../../ui/TypedField.tsx';
import { parseTypedTime } from '../../../ui/typed-date.ts';
import { type BoundPlace, boundTo } from '../places.ts';
import classes from './hours.module.css';

type Props = {
  zone: string;
  places: readonly BoundPlace[];
  /** Days that have an exception already: one each. */
  taken: readonly string[];
  onAdd: (override: DateOverride) => void;
  onCancel: () => void;
};
type Hours = { key: number; startsAt: string; endsAt: string; place: string };

const mostBlocks = 6;
const isTime = (text: string): boolean => parseTypedTime(text) !== undefined;
const overlap = (hours: readonly Hours[]): boolean =>
  hours.some((one, at) =>
    hours.slice(at + 1).some((other) => one.startsAt < other.endsAt && other.startsAt < one.endsAt),
  );

const problemOf = (hours: readonly Hours[]): string | undefined => {
  if (hours.some(({ startsAt, endsAt }) => !isTime(startsAt) || !isTime(endsAt))) return 'week.noTime';
  if (hours.some(({ startsAt, endsAt }) => endsAt <= startsAt)) return 'issues.beforeStart';
  return overlap(hours) ? 'issues.overlaps' : undefined;
};

const useOverride = ({ places, taken, onAdd }: Props) => {
  const { t } = useTranslation('settings');
  const place = places[0]?.value ?? '';
  const [date, setDate] = useState('');
  const [works, setWorks] = useState<'yes' | 'no'>('yes');
  const [hours, setHours] = useState<Hours[]>([{ key: 0, startsAt: '08:00', endsAt: '12:00', place }]);
  const [errors, setErrors] = useState<{ date?: string; hours?: string }>({});
  const shown = works === 'yes' ? hours : [];
  const check = (): { date?: string; hours?: string } => {
    const problem = problemOf(shown);
    return {
      ...(isDay(date) ? {} : { date: t('issues.day') }),
      ...(taken.includes(date) ? { date: t('issues.repeated') } : {}),
      ...(problem === undefined ? {} : { hours: t(problem) }),
    };
  };
  return {
    date,
    works,
    hours,
    errors,
    setDate,
    setWorks,
    change: (key: number, part: Partial<Hours>): void =>
      setHours((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))),
    remove: (key: number): void => setHours((all) => all.filter((one) => one.key !== key)),
    add: (): void =>
      setHours((all) => [
        ...all,
        { key: Math.max(-1, ...all.map(({ key }) => key)) + 1, startsAt: '13:00', endsAt: '18:00', place },
      ]),
    submit: (event: SyntheticEvent): void => {
      event.preventDefault();
      const found = check();
      setErrors(found);
      if (Object.keys(found).length > 0) return;
      const blocks = shown.map(({ startsAt, endsAt, place: at }) => ({
        startsAt,
        endsAt,
        ...boundTo(places, at),
      }));
      onAdd(DateOverride.parse({ date, blocks }));
    },
  };
};

/** One day that is unlike its weekday. */
export const AddOverride = (props: Props): JSX.Element => {
  const { zone, places, onCancel } = props;
  const { t } = useTranslation('settings');
  const form = useOverride(props);
  return (
    <form
      className={classes.adder}
      noValidate
      onSubmit={form.submit}
      aria-label={t('exceptions.addOverride')}
    >
      <DateField
        label={t('stretch.day')}
        zone={zone}
        value={form.date}
        error={form.errors.date}
        onChange={form.setDate}
      />
      <Segments
        label={t('exceptions.addOverride')}
        value={form.works}
        options={[
          { value: 'yes', label: t('exceptions.otherHours') },
          { value: 'no', label: t('exceptions.closed') },
        ]}
        onChange={form.setWorks}
      />
      {form.works === 'yes' &&
        form.hours.map(({ key, startsAt, endsAt, place }) => (
          <div key={key} className={classes.overrideRow}>
            <TimeField
              aria-label={t('week.from')}
              value={startsAt}
              onChange={(value) => form.change(key, { startsAt: value })}
            />
            <TimeField
              aria-label={t('week.to')}
              value={endsAt}
              onChange={(value) => form.change(key, { endsAt: value })}
            />
            <ActionIcon aria-label={t('exceptions.removeBlock')} onClick={() => form.remove(key)}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
            <NativeSelect
              className={classes.where ?? ''}
              aria-label={t('week.place')}
              value={place}
              data={places.map(({ value, label }) => ({ value, label }))}
              onChange={(event) => form.change(key, { place: event.currentTarget.value })}
            />
          </div>
        ))}
      {form.errors.hours !== undefined && (
        <p className={classes.error} role="alert">
          {form.errors.hours}
        </p>
      )}
      {form.works === 'yes' && form.hours.length < mostBlocks && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={form.add}
        >
          {t('week.add')}
        </Button>
      )}
      <div className={classes.adders}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="xs" type="submit" variant="light">
          {t('exceptions.add')}
        </Button>
      </div>
    </form>
  );
};
