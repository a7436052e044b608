import { Button } from '@mantine/core';
import type { Entry } from '@topsmile/contracts';
import { IconShieldLock } from '@tabler/icons-react';
import { type JSX, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../lib/clock.ts';
import { useLeaveClinic, useSession } from '../lib/session.ts';
import { showProblemToast } from '../ui/toasts.ts';
import { useProblemText } from '../ui/use-problem-text.ts';
import classes from './entry-banner.module.css';

const minute = 60_000;
const minutesUntil = (instant: string): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now()) / minute));

const useMinutesLeft = (until: string): number => {
  const [left, setLeft] = useState(() => minutesUntil(until));
  useEffect(() => {
    const timer = setInterval(() => setLeft(minutesUntil(until)), 10_000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
};

const Banner = ({ entry }: { entry: Entry }): JSX.Element => {
  const { t } = useTranslation();
  const { clinic } = useSession();
  const textOf = useProblemText();
  const leave = useLeaveClinic();
  const left = useMinutesLeft(entry.until);
  return (
    <section className={classes.banner} aria-label={t('shell.entry.label')}>
      <IconShieldLock size={18} aria-hidden />
      <p>{t('shell.entry.text', { clinic: clinic.name, reason: entry.reason })}</p>
      <b>{t('shell.entry.left', { count: left })}</b>
      <Button
        size="compact-sm"
        variant="default"
        loading={leave.isPending}
        onClick={() => leave.mutate(undefined, { onError: (error) => void showProblemToast(textOf(error)) })}
      >
        {t('shell.entry.leave')}
      </Button>
    </section>
  );
};

/** Tells a platform administrator, all the time, whose clinic this is, why they are in it and for how long. */
export const EntryBanner = (): JSX.Element | null => {
  const { platform } = useSession();
  return typeof platform === 'object' ? <Banner entry={platform} /> : null;
};
