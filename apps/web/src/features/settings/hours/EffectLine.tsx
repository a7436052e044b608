import { useDebouncedValue } from '@mantine/hooks';
import {
  previewWorkingHours,
  type Provider,
  type StrandedVisit,
  type WorkingHours,
} from '@topsmile/contracts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { call } from '../../../lib/http.ts';
import { useClinicLocation } from '../../../lib/session.ts';
import classes from './hours.module.css';

const settleMs = 350;
const shownAtMost = 8;

const Stranded = ({ visits }: { visits: readonly StrandedVisit[] }): JSX.Element => {
  const { t } = useTranslation('settings');
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  return (
    <details className={classes.stranded}>
      <summary>{t('hours.stranded', { count: visits.length })}</summary>
      <ul>
        {visits.slice(0, shownAtMost).map(({ appointmentId, startsAt, patientName }) => (
          <li key={appointmentId}>
            {dates.instant(startsAt, 'dayTime')} · {patientName}
          </li>
        ))}
        {visits.length > shownAtMost && <li>{t('hours.more', { count: visits.length - shownAtMost })}</li>}
      </ul>
    </details>
  );
};

type Props = { provider: Provider; body: WorkingHours; isChanged: boolean };

/** What saving would do to visits already booked; nothing is saved by asking. */
export const EffectLine = ({ provider, body, isChanged }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const [settled] = useDebouncedValue(JSON.stringify(body), settleMs);
  const { data, error, isFetching } = useQuery({
    queryKey: ['working-hours-preview', provider.id, settled],
    queryFn: ({ signal }) => call(previewWorkingHours, { params: { providerId: provider.id }, body, signal }),
    enabled: isChanged,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  });
  const isBehind = isFetching || settled !== JSON.stringify(body);
  if (!isChanged) return <p className={classes.effect}>{t('hours.unchanged')}</p>;
  if (error !== null) return <p className={classes.effect}>{t('hours.noPreview')}</p>;
  if (data === undefined) return <output className={classes.effect}>{t('hours.checking')}</output>;
  const count = data.stranded.length;
  return (
    <div className={classes.effect} aria-live="polite" data-behind={isBehind || undefined}>
      {count === 0 ? (
        <>
          <IconCircleCheck size={18} className={classes.fine} aria-hidden />
          {t('hours.noneStranded')}
        </>
      ) : (
        <>
          <IconAlertTriangle size={18} className={classes.warn} aria-hidden />
          <Stranded visits={data.stranded} />
        </>
      )}
    </div>
  );
};
