import { Button, NumberInput, Textarea } from '@mantine/core';
import { ClinicId, EntryRequest, listPlatformClinics, type PlatformClinic } from '@topsmile/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDates } from '../../lib/dates.ts';
import { call } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { useEnterClinic, useSignOut } from '../../lib/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Form } from '../../ui/Form.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useContractForm } from '../../ui/use-contract-form.ts';
import classes from './platform.module.css';

const clinicsQuery = queryOptions({
  queryKey: queryKeys.platformClinics,
  queryFn: ({ signal }) => call(listPlatformClinics, { signal }),
});

const EntryForm = ({ clinic, onCancel }: { clinic: PlatformClinic; onCancel: () => void }): JSX.Element => {
  const { t } = useTranslation(['platform', 'common']);
  const navigate = useNavigate();
  const enter = useEnterClinic();
  const form = useContractForm({
    schema: EntryRequest,
    initialValues: { clinicId: ClinicId.parse(clinic.id), reason: '', minutes: 30 },
  });
  const submit = async (body: EntryRequest): Promise<void> => {
    await enter.mutateAsync(body);
    void navigate('/', { replace: true });
  };
  return (
    <Form form={form} onSubmit={submit} label={t('platform:enterNamed', { name: clinic.name })}>
      <Textarea
        label={t('platform:reason')}
        description={t('platform:reasonHelp')}
        rows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <NumberInput
        label={t('platform:minutes')}
        min={1}
        max={60}
        clampBehavior="none"
        {...form.getInputProps('minutes')}
      />
      <div className={classes.acts}>
        <Button variant="default" onClick={onCancel}>
          {t('common:back')}
        </Button>
        <Button type="submit" loading={enter.isPending}>
          {t('platform:enterNamed', { name: clinic.name })}
        </Button>
      </div>
    </Form>
  );
};

const Clinics = ({ clinics }: { clinics: readonly PlatformClinic[] }): JSX.Element => {
  const { t } = useTranslation('platform');
  // Outside every clinic there is no clinic's zone: the product's home decides.
  const dates = useDates('America/Sao_Paulo');
  const [chosen, setChosen] = useState<string>();
  if (clinics.length === 0) return <EmptyState text={t('empty')} />;
  return (
    <ul className={classes.clinics}>
      {clinics.map((clinic) => (
        <li key={clinic.id}>
          <div className={classes.clinic}>
            <b>{clinic.name}</b>
            <small>{t('since', { day: dates.instant(clinic.createdAt, 'dayShort') })}</small>
            {clinic.status === 'suspended' && <small>{t('suspended')}</small>}
            {clinic.isDemo && <small>{t('demo')}</small>}
            <Button
              variant="default"
              size="compact-md"
              aria-label={t('enterNamed', { name: clinic.name })}
              aria-expanded={chosen === clinic.id}
              onClick={() => setChosen(clinic.id)}
            >
              {t('enter')}
            </Button>
          </div>
          {chosen === clinic.id && <EntryForm clinic={clinic} onCancel={() => setChosen(undefined)} />}
        </li>
      ))}
    </ul>
  );
};

/** Outside every clinic: a platform administrator chooses one, with a reason and a time. */
export const PlatformPage = (): JSX.Element => {
  const { t } = useTranslation('platform');
  const titleId = useId();
  const signOut = useSignOut();
  const { data, error, refetch, isFetching } = useQuery(clinicsQuery);
  useEffect(() => {
    document.title = `${t('title')} · TopSmile`;
  }, [t]);
  return (
    <main className={classes.page} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h1 id={titleId}>{t('title')}</h1>
        <Button variant="default" onClick={() => signOut.mutate()}>
          {t('signOut')}
        </Button>
      </div>
      <p>{t('help')}</p>
      {data !== undefined && <Clinics clinics={data} />}
      {data === undefined && error === null && <RowsSkeleton label={t('loading')} />}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('failed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
    </main>
  );
};
