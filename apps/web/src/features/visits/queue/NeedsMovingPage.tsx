import type { NeedsMoving } from '@topsmile/contracts';
import { Button, Checkbox, Tabs } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useClinicLocation } from '../../../lib/session.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Page } from '../../../ui/Page.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { useWhen, type When } from '../use-when.ts';
import { useZone } from '../use-zone.ts';
import { needsMovingQuery } from '../visits.api.ts';
import { targetOf } from './moves.ts';
import { OtherTimes } from './OtherTimes.tsx';
import classes from './queue.module.css';
import { type Queue, useQueue } from './use-queue.ts';

type RowProps = { row: NeedsMoving; queue: Queue; when: When; mayMove: boolean };

const Row = ({ row, queue, when, mayMove }: RowProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const { visit, cause } = row;
  const target = targetOf(row, queue.chosen);
  const outcome = queue.outcomes.get(visit.id);
  const isDone = outcome === 'moved';
  const name = visit.patientName ?? '';
  return (
    <tr data-done={isDone || undefined}>
      <td className={classes.tick}>
        {mayMove && (
          <Checkbox
            aria-label={t('queue.select', { name })}
            checked={queue.selected.has(visit.id)}
            disabled={isDone || target === undefined}
            onChange={() => queue.toggle(visit.id)}
          />
        )}
      </td>
      <th scope="row">
        <b>{name}</b>
        <small>{[visit.typeName, visit.providerName].filter(Boolean).join(' · ')}</small>
      </th>
      <td data-label={t('queue.was')}>{when.range(visit.startsAt, visit.endsAt)}</td>
      <td data-label={t('queue.cause')}>{t(`queue.causes.${cause}`)}</td>
      <td data-label={t('queue.to')}>
        {mayMove && !isDone ? (
          <OtherTimes
            visit={visit}
            target={target}
            when={when}
            onChoose={(slot) => queue.choose(visit.id, slot)}
          />
        ) : (
          target !== undefined && when.dayAndTime(target.startsAt)
        )}
        {outcome !== undefined && (
          <span className={classes.outcome} data-outcome={outcome}>
            {t(`queue.outcomes.${outcome}`)}
          </span>
        )}
      </td>
    </tr>
  );
};

const Rows = ({ rows, when }: { rows: readonly NeedsMoving[]; when: When }): JSX.Element => {
  const { t } = useTranslation('visits');
  const mayMove = useCan('appointments:write');
  const queue = useQueue(rows);
  const { shown, movable, moves } = queue;
  if (shown.length === 0)
    return <EmptyState text={t('queue.empty')} icon={<IconCalendarCheck size={32} stroke={1.5} />} />;
  return (
    <>
      <table className={classes.table} aria-label={t('queue.title')}>
        <thead>
          <tr>
            <th scope="col" className={classes.tick}>
              {mayMove && (
                <Checkbox
                  aria-label={t('queue.selectAll')}
                  checked={movable.length > 0 && moves.length === movable.length}
                  indeterminate={moves.length > 0 && moves.length < movable.length}
                  disabled={movable.length === 0}
                  onChange={queue.toggleAll}
                />
              )}
            </th>
            <th scope="col">{t('queue.visit')}</th>
            <th scope="col">{t('queue.was')}</th>
            <th scope="col">{t('queue.cause')}</th>
            <th scope="col">{t('queue.to')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.visit.id} row={row} queue={queue} when={when} mayMove={mayMove} />
          ))}
        </tbody>
      </table>
      {mayMove && (
        <div className={classes.bar}>
          <Button disabled={moves.length === 0} loading={queue.isMoving} onClick={() => void queue.run()}>
            {t('queue.move', { count: moves.length })}
          </Button>
          <span>{t('queue.told')}</span>
        </div>
      )}
    </>
  );
};

const List = ({ locationId }: { locationId: string }): JSX.Element => {
  const { t } = useTranslation('visits');
  const when = useWhen(useZone(locationId));
  const { data, error, isFetching, refetch } = useQuery(needsMovingQuery(locationId));
  if (data !== undefined) return <Rows rows={data} when={when} />;
  if (error === null) return <RowsSkeleton label={t('queue.loading')} />;
  return (
    <ErrorState
      title={t('queue.failed')}
      error={error}
      isRetrying={isFetching}
      onRetry={() => void refetch()}
    />
  );
};

/** The work queue: lists of visits that need somebody. So far the ones that must move. */
export const NeedsMovingPage = (): JSX.Element => {
  const { t } = useTranslation('visits');
  const location = useClinicLocation();
  return (
    <Page title={t('queue.page')}>
      <Tabs defaultValue="needs-moving" className={classes.tabs ?? ''}>
        <Tabs.List aria-label={t('queue.page')}>
          <Tabs.Tab value="needs-moving">{t('queue.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="needs-moving" pt="md">
          {location === undefined ? (
            <EmptyState text={t('queue.empty')} />
          ) : (
            <List key={location.id} locationId={location.id} />
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
