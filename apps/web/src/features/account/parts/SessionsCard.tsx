import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTablet, IconQuestionMark } from '@tabler/icons-react';
import type { SignedInPlace } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from '../account.module.css';
import { sessionsQuery, useEndOthers, useEndSession } from '../account.api.ts';
import { useOwnZone } from '../use-own-zone.ts';
import { Card } from './Card.tsx';

const icons = {
  desktop: IconDeviceDesktop,
  phone: IconDeviceMobile,
  tablet: IconDeviceTablet,
  other: IconQuestionMark,
} as const;

const Place = ({ place }: { place: SignedInPlace }): JSX.Element => {
  const { t } = useTranslation('account');
  const dates = useDates(useOwnZone());
  const textOf = useProblemText();
  const end = useEndSession();
  const device = [place.browser, place.os].filter(Boolean).join(', ') || t('sessions.unknown');
  const Icon = icons[place.kind];
  const date = dates.instant(place.lastSeenAt, 'dayTime');
  // The row may be gone from the list before this is told: nothing here may hang on its being mounted.
  const endIt = (): void =>
    void end.mutateAsync(place.id).then(
      () => showToast(t('sessions.ended')),
      () => undefined,
    );
  return (
    <li className={classes.row}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <div className={classes.what}>
        <b>{device}</b>
        <span>
          {place.address === undefined
            ? t('sessions.seen', { date })
            : t('sessions.seenFrom', { date, address: place.address })}
        </span>
        {end.error !== null && (
          <span className={classes.failure} role="alert">
            {textOf(end.error)}
          </span>
        )}
      </div>
      {place.isCurrent ? (
        <span className={classes.current}>{t('sessions.current')}</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-label={t('sessions.end', { device })}
          loading={end.isPending}
          onClick={endIt}
        >
          {t('sessions.endShort')}
        </Button>
      )}
    </li>
  );
};

const Places = ({ places }: { places: readonly SignedInPlace[] }): JSX.Element => {
  const { t } = useTranslation('account');
  const endOthers = useEndOthers();
  return (
    <>
      <ul className={classes.list}>
        {places.map((place) => (
          <Place key={place.id} place={place} />
        ))}
      </ul>
      {places.length > 1 ? (
        <div className={classes.acts}>
          <Button
            variant="default"
            loading={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, { onSuccess: () => showToast(t('sessions.othersEnded')) })
            }
          >
            {t('sessions.endOthers')}
          </Button>
        </div>
      ) : (
        <p className={classes.text}>{t('sessions.onlyThis')}</p>
      )}
    </>
  );
};

/** Where one is signed in, and how to end what one does not recognise. */
export const SessionsCard = (): JSX.Element => {
  const { t } = useTranslation('account');
  const { data, error, refetch, isFetching } = useQuery(sessionsQuery);
  return (
    <Card title={t('sessions.title')}>
      {data !== undefined && <Places places={data} />}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('sessions.failed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {data === undefined && error === null && <RowsSkeleton label={t('sessions.loading')} />}
    </Card>
  );
};
