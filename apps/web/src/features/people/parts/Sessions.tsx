import { Button } from '@mantine/core';
import type { Person, PersonSession } from '@topsmile/contracts';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { useCan, useClinicLocation } from '../../../lib/session.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { showProblemToast, showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { deviceOf } from '../device.ts';
import { sessionsOf, useEndSession, useEndSessions } from '../people.api.ts';
import classes from '../people.module.css';
import { nameOf } from './PeopleList.tsx';

type OneProps = { session: PersonSession; onEnd: (() => void) | undefined };

const OneSession = ({ session, onEnd }: OneProps): JSX.Element => {
  const { t } = useTranslation('people');
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  const device = deviceOf(session.userAgent) ?? t('sessions.device');
  return (
    <li className={classes.session}>
      <IconDeviceLaptop size={20} stroke={1.6} aria-hidden />
      <span className={classes.who}>
        <b>{device}</b>
        <small>{session.address}</small>
        <small>
          {t('sessions.since', { time: dates.instant(session.startedAt, 'dayTime') })} ·{' '}
          {t('sessions.seen', { time: dates.instant(session.lastSeenAt, 'time') })}
        </small>
      </span>
      {session.isCurrent && <small>{t('sessions.current')}</small>}
      {!session.isCurrent && onEnd !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('sessions.endNamed', { device })}
          onClick={onEnd}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
};

/** Where somebody is signed in to this clinic, and the way to end it. */
export const Sessions = ({ person }: { person: Person }): JSX.Element => {
  const { t } = useTranslation('people');
  const textOf = useProblemText();
  const mayEnd = useCan('users:write');
  const { data, error, refetch, isFetching } = useQuery(sessionsOf(person.id));
  const end = useEndSession();
  const endAll = useEndSessions();
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(person);
  if (data === undefined && error !== null)
    return (
      <ErrorState
        title={t('sessions.failed')}
        error={error}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  if (data === undefined) return <RowsSkeleton label={t('sessions.loading')} rows={2} />;
  const endOne = (sessionId: string): void =>
    end.mutate(
      { userId: person.id, sessionId },
      {
        onSuccess: () => void showToast(t('sessions.ended')),
        onError: (problem) => void showProblemToast(textOf(problem)),
      },
    );
  return (
    <section className={classes.part} aria-label={t('sessions.title', { count: data.length })}>
      <h3>{t('sessions.title', { count: data.length })}</h3>
      {data.length === 0 && <p className={classes.note}>{t('sessions.none')}</p>}
      <ul className={classes.sessions}>
        {data.map((session) => (
          <OneSession
            key={session.id}
            session={session}
            onEnd={mayEnd ? () => endOne(session.id) : undefined}
          />
        ))}
      </ul>
      {mayEnd && data.length > 0 && (
        <Button variant="default" fullWidth onClick={() => setAsking(true)}>
          {t('sessions.endAll')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('sessions.endAllAsk', { name })}
        confirmLabel={t('sessions.endAll')}
        isDangerous
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await endAll.mutateAsync(person.id);
          showToast(t('sessions.allEnded', { name }));
        }}
      />
    </section>
  );
};
