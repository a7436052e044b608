import type { ImportReport } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../../lib/dates.ts';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { RowsSkeleton } from '../../../../ui/Skeletons.tsx';
import { importsQuery } from '../../imports.api.ts';
import { importPath } from '../../paths.ts';
import { useZone } from '../../use-zone.ts';
import classes from './history.module.css';
import { UndoImport } from './UndoImport.tsx';

const Entry = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  return (
    <li className={classes.entry}>
      <span className={classes.words}>
        <Link to={`${importPath}?import=${report.id}`} className={classes.file}>
          {report.fileName}
        </Link>
        <span className={classes.facts}>
          {dates.instant(report.createdAt, 'dayTime')} ·{' '}
          {t('import.acceptedCount', { count: report.accepted })}
        </span>
      </span>
      <span className={classes.state} data-state={report.state}>
        {t(`import.state.${report.state}`)}
      </span>
      {report.state === 'imported' && <UndoImport report={report} />}
    </li>
  );
};

/** Earlier imports, newest first. */
export const History = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const { data, error, refetch, isFetching } = useQuery(importsQuery);
  return (
    <section className={classes.history} aria-label={t('import.history')}>
      <h2>{t('import.history')}</h2>
      {data === undefined && error === null && <RowsSkeleton label={t('import.loading')} rows={3} />}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('import.historyFailed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {data?.length === 0 && <p className={classes.none}>{t('import.noHistory')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className={classes.list}>
          {data.map((report) => (
            <Entry key={report.id} report={report} />
          ))}
        </ul>
      )}
    </section>
  );
};
