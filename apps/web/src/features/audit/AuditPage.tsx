import { Button } from '@mantine/core';
import { IconDownload, IconHistory, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../lib/dates.ts';
import { useClinicLocation } from '../../lib/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { auditQuery, exportAudit, type Filter, type Fold, verificationQuery } from './audit.api.ts';
import classes from './audit.module.css';
import { AuditDetail } from './parts/AuditDetail.tsx';
import { AuditFilters } from './parts/AuditFilters.tsx';
import { AuditRows } from './parts/AuditRows.tsx';

const fallbackZone = 'America/Sao_Paulo';

/** How far the chain was followed, and whether anything did not fit. */
const Verification = ({ zone }: { zone: string }): JSX.Element | null => {
  const { t } = useTranslation('audit');
  const dates = useDates(zone);
  const { data } = useQuery(verificationQuery);
  if (data === undefined) return null;
  const { fault, verifiedAt } = data;
  if (fault !== undefined)
    return (
      <p className={classes.fault} role="alert">
        <IconShieldX size={18} aria-hidden />
        {t('fault', { seq: fault.seq })}
      </p>
    );
  return (
    <p className={classes.verified}>
      <IconShieldCheck size={18} aria-hidden />
      {verifiedAt === undefined ? t('notYet') : t('verified', { time: dates.instant(verifiedAt, 'dayTime') })}
    </p>
  );
};

type RowsProps = { filter: Filter; zone: string; openId: string | undefined; onOpen: (fold: Fold) => void };

const Found = ({ filter, zone, openId, onOpen }: RowsProps): JSX.Element => {
  const { t } = useTranslation('audit');
  const query = useInfiniteQuery(auditQuery(filter));
  if (query.isPending) return <RowsSkeleton label={t('loading')} rows={12} />;
  if (query.isError)
    return (
      <ErrorState
        title={t('failed')}
        error={query.error}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  const entries = query.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0)
    return <EmptyState icon={<IconHistory size={28} stroke={1.5} />} text={t('empty')} />;
  return (
    <>
      <AuditRows entries={entries} zone={zone} openId={openId} onOpen={onOpen} />
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
    </>
  );
};

/** Who did what in the clinic, in an order that nobody can change. */
export const AuditPage = (): JSX.Element => {
  const { t } = useTranslation('audit');
  const zone = useClinicLocation()?.zone ?? fallbackZone;
  const [filter, setFilter] = useState<Filter>({});
  const [open, setOpen] = useState<Fold>();
  const exporting = useMutation({ mutationFn: exportAudit });
  const problemText = useProblemText();
  return (
    <Page
      title={t('title')}
      isFilled
      actions={
        <Button
          variant="default"
          loading={exporting.isPending}
          onClick={() => exporting.mutate(filter)}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('export')}
        </Button>
      }
    >
      <div className={classes.split} data-open={open !== undefined || undefined}>
        <div className={classes.side}>
          <AuditFilters filter={filter} onChange={setFilter} />
          <Verification zone={zone} />
          {exporting.isError && (
            <p className={classes.fault} role="alert">
              {problemText(exporting.error)}
            </p>
          )}
        </div>
        <div className={classes.list}>
          <Found filter={filter} zone={zone} openId={open?.first.id} onOpen={setOpen} />
        </div>
        {open !== undefined && <AuditDetail fold={open} zone={zone} onClose={() => setOpen(undefined)} />}
      </div>
    </Page>
  );
};
