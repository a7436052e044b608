import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { FormSkeleton } from '../../ui/Skeletons.tsx';
import { BackLink } from './parts/BackLink.tsx';
import { EditPatientForm } from './parts/form/EditPatientForm.tsx';
import { patientQuery } from './patients.api.ts';
import { patientPath } from './paths.ts';

export const EditPatientPage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const { patientId = '' } = useParams();
  const { data, error, refetch, isFetching } = useQuery(patientQuery(patientId));
  return (
    <Page title={t('form.editTitle')} before={<BackLink to={patientPath(patientId)} label={t('record')} />}>
      {data !== undefined && <EditPatientForm key={data.id} patient={data} />}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('page.failed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {data === undefined && error === null && <FormSkeleton label={t('page.loading')} fields={8} />}
    </Page>
  );
};
