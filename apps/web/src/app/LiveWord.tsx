import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../lib/dates.ts';
import { useClinicLocation } from '../lib/session.ts';
import { useFollowLive, useLive } from './live.ts';
import classes from './live-word.module.css';

/** "Ao vivo", or from when the things on screen are. */
export const LiveWord = (): JSX.Element => {
  const { t } = useTranslation();
  const { state, asOf } = useLive();
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  useFollowLive();
  const word =
    state === 'offline' && asOf !== undefined
      ? t('shell.live.offlineSince', { time: dates.instant(asOf, 'time') })
      : t(`shell.live.${state}`);
  return (
    <output className={classes.live} data-state={state}>
      <i aria-hidden />
      <span>{word}</span>
    </output>
  );
};
