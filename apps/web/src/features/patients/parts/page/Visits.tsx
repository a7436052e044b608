import type { Patient, VisitCard } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatInstant } from '../../../../lib/dates.ts';
import { useCan } from '../../../../lib/session.ts';
import { type Column, DataTable } from '../../../../ui/DataTable.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { RowsSkeleton } from '../../../../ui/Skeletons.tsx';
import { StatusChip } from '../../../../ui/StatusChip.tsx';
import { patientVisitsQuery } from '../../patient-list.api.ts';
import { bookPath, visitPath } from '../../paths.ts';
import { dayOf, useZoneOfVisit } from '../../use-zone.ts';
import classes from './visits.module.css';

export const shownStatusOf = ({ status, approval }: VisitCard) =>
  status === 'scheduled' && approval === 'waiting' ? ('waiting' as const) : status;

const useColumns = (
  pathOf: (visit: VisitCard) => string,
): readonly [Column<VisitCard>, ...Column<VisitCard>[]] => {
  const { t, i18n } = useTranslation('patients');
  const zoneOf = useZoneOfVisit();
  const { language } = i18n;
  return [
    {
      key: 'when',
      header: t('visits.when'),
      width: '180px',
      render: (visit) => (
        <Link to={pathOf(visit)} tabIndex={-1} className={classes.when}>
          {formatInstant(visit.startsAt, { language, zone: zoneOf(visit), style: 'dayShort' })}{' '}
          {formatInstant(visit.startsAt, { language, zone: zoneOf(visit), style: 'time' })}
        </Link>
      ),
    },
    { key: 'type', header: t('visits.type'), render: ({ typeName }) => typeName },
    { key: 'who', header: t('visits.provider'), render: ({ providerName }) => providerName },
    {
      key: 'minutes',
      header: t('visits.duration'),
      isNumber: true,
      isWideOnly: true,
      width: '100px',
      render: ({ durationMinutes }) => t('visits.minutes', { count: durationMinutes }),
    },
    {
      key: 'status',
      header: t('visits.status'),
      width: '190px',
      render: (visit) => <StatusChip status={shownStatusOf(visit)} />,
    },
  ];
};

/** All visits, newest first; each opens the agenda on its day. */
export const Visits = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const zoneOf = useZoneOfVisit();
  const mayBook = useCan('appointments:write') && patient.status === 'active';
  const query = useInfiniteQuery(patientVisitsQuery(patient.id));
  const pathOf = (visit: VisitCard): string => visitPath(visit.id, dayOf(visit.startsAt, zoneOf(visit)));
  const columns = useColumns(pathOf);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isPending) return <RowsSkeleton label={t('visits.loading')} />;
  if (query.isError)
    return (
      <ErrorState
        title={t('visits.failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<IconCalendar size={28} stroke={1.5} />}
        text={t('visits.none')}
        action={
          mayBook ? { label: t('page.book'), onClick: () => void navigate(bookPath(patient.id)) } : undefined
        }
      />
    );
  return (
    <div className={classes.list}>
      <div className={classes.sheet}>
        <DataTable
          label={t('tabs.visits')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          onOpen={(visit) => void navigate(pathOf(visit))}
        />
      </div>
      {query.hasNextPage && (
        <p className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </p>
      )}
    </div>
  );
};
