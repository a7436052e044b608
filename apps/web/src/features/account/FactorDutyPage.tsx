import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useSession } from '../../lib/session.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { FormSkeleton } from '../../ui/Skeletons.tsx';
import { factorsQuery } from './account.api.ts';
import { CodesOnce } from './parts/CodesOnce.tsx';
import { DutyColumn } from './parts/DutyColumn.tsx';
import { PasskeysCard } from './parts/PasskeysCard.tsx';
import { TotpCard } from './parts/TotpCard.tsx';

/** Somebody whose clinic asks for a second factor sets one up; then the codes, then the way is free. */
export const FactorDutyPage = (): JSX.Element => {
  const { t } = useTranslation('account');
  const { duty, clinic } = useSession();
  const { data, error, refetch, isFetching } = useQuery(factorsQuery);
  const [codes, setCodes] = useState<readonly string[]>([]);
  if (duty === undefined && codes.length === 0) return <Navigate to="/" replace />;
  return (
    <DutyColumn title={t('duty.factorTitle')} text={t('duty.factorText', { clinic: clinic.name })}>
      {data !== undefined && (
        <>
          <PasskeysCard state={data} onCodes={setCodes} />
          <TotpCard state={data} onCodes={setCodes} />
        </>
      )}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('failed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {data === undefined && error === null && <FormSkeleton label={t('loading')} />}
      {codes.length > 0 && <CodesOnce codes={codes} onKept={() => setCodes([])} />}
    </DutyColumn>
  );
};
