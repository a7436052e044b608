import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { holidaysIn } from '../../../lib/configuration.ts';
import { useDates } from '../../../lib/dates.ts';
import { announce } from '../../../ui/announcer.ts';
import { useDuration } from '../../../ui/week-hours/use-duration.ts';
import { nextBookable } from '../bookable.ts';
import type { SetupState } from '../setup-steps.ts';
import classes from '../setup.module.css';

/** What tomorrow offers now, or the first day that offers something. */
const useReadyText = ({ location, providers }: SetupState): string => {
  const { t } = useTranslation('setup');
  const dates = useDates(location.zone);
  const duration = useDuration();
  const today = dates.today();
  const holidays = useQuery(holidaysIn(location.id, Number(today.slice(0, 4)))).data ?? [];
  const closed = holidays.filter(({ isObserved }) => isObserved).map(({ date }) => date);
  const next = nextBookable({ location, providers, today, closed });
  if (next === undefined) return t('done.nothing');
  const total = duration(next.minutes);
  return next.isTomorrow
    ? t('done.tomorrow', { total })
    : t('done.on', { total, day: dates.day(next.day, 'day') });
};

export const Done = ({ state, onBack }: { state: SetupState; onBack: () => void }): JSX.Element => {
  const { t } = useTranslation('setup');
  const heading = useRef<HTMLHeadingElement>(null);
  const text = useReadyText(state);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => announce(text), [text]);
  return (
    <div className={classes.form}>
      <IconCircleCheckFilled size={44} className={classes.ready} aria-hidden />
      <h1 ref={heading} tabIndex={-1}>
        {text}
      </h1>
      <p className={classes.lead}>
        {t('done.text', {
          chairs: t('done.chairs', { count: state.chairs.length }),
          people: t('done.people', { count: state.providers.length }),
          types: t('done.types', { count: state.types.length }),
        })}
      </p>
      <div className={classes.acts}>
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
        <Button component={Link} to="/agenda" className={classes.go ?? ''}>
          {t('done.open')}
        </Button>
      </div>
    </div>
  );
};
