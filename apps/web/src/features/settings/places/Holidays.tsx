import { NativeSelect, Switch } from '@mantine/core';
import { type Location, type LocationId, Uf } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holidaysIn } from '../../../lib/configuration.ts';
import { useDates } from '../../../lib/dates.ts';
import { Segments } from '../../../ui/Segments.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import classes from '../parts/parts.module.css';

type Value = Location['holidays'];
type Props = {
  /** Absent while the place is being added: its days are listed once it exists. */
  locationId: LocationId | undefined;
  value: Value;
  storedState: Uf | undefined;
  onChange: (value: Value) => void;
};

const withDay = (worked: readonly string[], date: string, isWorked: boolean): string[] =>
  isWorked ? [...worked, date].sort() : worked.filter((day) => day !== date);

const Days = ({ locationId, value, onChange }: Props & { locationId: LocationId }): JSX.Element => {
  const { t } = useTranslation('settings');
  const dates = useDates('America/Sao_Paulo');
  const thisYear = Number(dates.today().slice(0, 4));
  const [year, setYear] = useState(String(thisYear));
  const holidays = useQuery(holidaysIn(locationId, Number(year)));
  return (
    <>
      <Segments
        label={t('holidays.year')}
        value={year}
        options={[thisYear, thisYear + 1].map((one) => ({ value: String(one), label: String(one) }))}
        onChange={setYear}
      />
      <Loaded query={holidays} loading={t('holidays.loading')} failed={t('holidays.failed')}>
        {(found) => (
          <ul className={classes.holidays}>
            {found.map(({ date, name }) => {
              const isClosed = !value.worked.includes(date);
              return (
                <li key={date}>
                  <Switch
                    label={name}
                    description={dates.day(date, 'day')}
                    checked={isClosed}
                    onChange={(event) =>
                      onChange({
                        ...value,
                        worked: withDay(value.worked, date, !event.currentTarget.checked),
                      })
                    }
                  />
                  <span>{isClosed ? t('holidays.closed') : t('holidays.worked')}</span>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </>
  );
};

/** Which public holidays close the place; each one can be worked. */
export const Holidays = (props: Props): JSX.Element => {
  const { locationId, value, storedState, onChange } = props;
  const { t } = useTranslation('settings');
  const { state, ...rest } = value;
  const withState = (text: string): Value => {
    const chosen = Uf.safeParse(text);
    return chosen.success ? { ...rest, state: chosen.data } : rest;
  };
  return (
    <section className={classes.card} data-path="holidays">
      <h2>{t('holidays.title')}</h2>
      <Switch
        label={t('holidays.observe')}
        description={t('holidays.observeHelp')}
        checked={value.isObserved}
        onChange={(event) => onChange({ ...value, isObserved: event.currentTarget.checked })}
      />
      {value.isObserved && (
        <>
          <NativeSelect
            className={classes.short ?? ''}
            label={t('holidays.state')}
            description={state === storedState ? undefined : t('holidays.stateAfterSave')}
            value={state ?? ''}
            data={[{ value: '', label: t('holidays.nationalOnly') }, ...Uf.options]}
            onChange={(event) => onChange(withState(event.currentTarget.value))}
          />
          {locationId !== undefined && <Days {...props} locationId={locationId} />}
        </>
      )}
    </section>
  );
};
