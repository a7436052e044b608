import { useQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { isProblemWith } from '../../lib/problem.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Alerts } from './parts/page/Alerts.tsx';
import { Overview } from './parts/page/Overview.tsx';
import { PatientHeader } from './parts/page/PatientHeader.tsx';
import { PatientPageSkeleton } from './parts/page/PatientPageSkeleton.tsx';
import { PatientTabs } from './parts/page/PatientTabs.tsx';
import { RestrictedChart } from './parts/page/RestrictedChart.tsx';
import { Visits } from './parts/page/Visits.tsx';
import classes from './patient-page.module.css';
import { patientQuery } from './patients.api.ts';
import { patientPath, type PatientTab, patientTabs } from './paths.ts';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Alt+← and Alt+→ walk the tabs, also while the browser would use them for its history. */
const useTabKeys = (patientId: string, tab: PatientTab): ((event: KeyboardEvent) => void) => {
  const navigate = useNavigate();
  return (event) => {
    const step = steps[event.key];
    if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = patientTabs[patientTabs.indexOf(tab) + step];
    if (next !== undefined) void navigate(patientPath(patientId, next), { replace: true });
  };
};

const contents = { overview: Overview, visits: Visits } as const;

type UnopenedProps = { patientId: string; error: Error; onRetry: () => void; isRetrying: boolean };

const Unopened = ({ patientId, error, ...retry }: UnopenedProps): JSX.Element => {
  const { t } = useTranslation('patients');
  if (isProblemWith(error, 'restricted')) return <RestrictedChart patientId={patientId} />;
  return <ErrorState title={t('page.failed')} error={error} {...retry} />;
};

export const PatientPage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const params = useParams();
  const { patientId = '' } = params;
  const asked = params['tab'] ?? 'overview';
  const tab = patientTabs.find((known) => known === asked);
  const { data: patient, error, refetch, isFetching } = useQuery(patientQuery(patientId));
  const onKeyDown = useTabKeys(patientId, tab ?? 'overview');
  const record = patient?.recordNumber;
  useEffect(() => {
    // The number, not the name: titles end up in the browser's history.
    document.title =
      record === undefined ? 'TopSmile' : `${t('recordNumber', { number: record })} · TopSmile`;
  }, [record, t]);

  if (tab === undefined) return <Navigate to={patientPath(patientId)} replace />;
  if (patient === undefined && error !== null)
    return (
      <Unopened patientId={patientId} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
    );
  if (patient === undefined) return <PatientPageSkeleton />;
  const Content = contents[tab];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Alt and an arrow work anywhere on the page
    <div className={classes.page} onKeyDown={onKeyDown}>
      <div className={classes.top}>
        <PatientHeader patient={patient} />
        <Alerts patient={patient} />
        <PatientTabs patientId={patient.id} tab={tab} />
      </div>
      <div className={classes.body}>
        <Content patient={patient} />
      </div>
    </div>
  );
};
