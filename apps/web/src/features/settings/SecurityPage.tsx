import { NumberInput, Radio, Textarea } from '@mantine/core';
import {
  changeClinicSecurity,
  type ClinicSecurity,
  ClinicSecurityChange,
  getClinicSecurity,
} from '@topsmile/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changesOf, useConfigure } from '../../lib/configuration.ts';
import { useDates } from '../../lib/dates.ts';
import { call } from '../../lib/http.ts';
import { freshFor } from '../../lib/query.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { useClinicLocation } from '../../lib/session.ts';
import { Form } from '../../ui/Form.tsx';
import { showToast } from '../../ui/toasts.ts';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { useFormDraft } from '../../ui/use-form-draft.ts';
import { Loaded } from './parts/Loaded.tsx';
import classes from './parts/parts.module.css';
import { SaveBar } from './parts/SaveBar.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

const securityQuery = queryOptions({
  queryKey: queryKeys.clinicSecurity,
  queryFn: ({ signal }) => call(getClinicSecurity, { signal }),
  staleTime: freshFor.settings,
});

const schema = ClinicSecurityChange.omit({ rev: true });
type Values = { secondFactor: ClinicSecurity['secondFactor']; reason: string; idleMinutes: number };

/** The reason belongs to the relaxed rule: both are said together. */
const bodyOf = (before: ClinicSecurity, values: Values) => {
  const changes = changesOf(Object.keys(schema.shape), { ...before, reason: before.reason ?? '' }, values);
  const { secondFactor, reason } = values;
  const isAboutFactor = 'secondFactor' in changes || 'reason' in changes;
  const { reason: _reason, ...others } = changes;
  return ClinicSecurityChange.parse({
    ...others,
    rev: before.rev,
    ...(isAboutFactor ? { secondFactor } : {}),
    ...(isAboutFactor && secondFactor === 'optional' ? { reason } : {}),
  });
};

const SecurityForm = ({ security }: { security: ClinicSecurity }): JSX.Element => {
  const { t } = useTranslation('settings');
  const dates = useDates(useClinicLocation()?.zone ?? 'America/Sao_Paulo');
  const formId = useId();
  const initialValues: Values = {
    secondFactor: security.secondFactor,
    reason: security.reason ?? '',
    idleMinutes: security.idleMinutes,
  };
  const form = useContractForm({ schema, initialValues });
  const draft = useFormDraft(form, 'clinic-security');
  const save = useConfigure(
    (values: Values) => call(changeClinicSecurity, { body: bodyOf(security, values) }),
    {
      isInSession: true,
    },
  );
  const submit = async ({ secondFactor, reason, idleMinutes }: z.output<typeof schema>): Promise<void> => {
    await save.mutateAsync({
      secondFactor: secondFactor ?? security.secondFactor,
      reason: reason ?? '',
      idleMinutes: idleMinutes ?? security.idleMinutes,
    });
    draft.drop();
    showToast(t('security.saved'));
  };
  const { changedAt, changedBy } = security;
  return (
    <Form id={formId} form={form} onSubmit={submit} label={t('sections.security')}>
      <section className={classes.card}>
        <Radio.Group
          label={t('security.factor')}
          description={t('security.factorHelp')}
          {...form.getInputProps('secondFactor')}
        >
          <Radio value="required" label={t('security.required')} mt="xs" />
          <Radio value="optional" label={t('security.optional')} mt="xs" />
        </Radio.Group>
        {form.values.secondFactor === 'optional' && (
          <Textarea
            label={t('security.reason')}
            description={t('security.reasonHelp')}
            rows={2}
            {...form.getInputProps('reason')}
          />
        )}
        <NumberInput
          label={t('security.idle')}
          description={t('security.idleHelp')}
          min={5}
          max={30}
          clampBehavior="none"
          suffix={` ${t('min')}`}
          {...form.getInputProps('idleMinutes')}
        />
        {changedAt !== undefined && changedBy !== undefined && (
          <p>{t('security.changed', { name: changedBy, day: dates.instant(changedAt, 'dayShort') })}</p>
        )}
      </section>
      <div className={classes.pageActs}>
        <SaveBar formId={formId} label={t('security.save')} isSaving={save.isPending} draft={draft} />
      </div>
    </Form>
  );
};

/** How people prove who they are, and how long an unattended screen stays open. */
export const SecurityPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const security = useQuery(securityQuery);
  return (
    <SettingsFrame title={t('sections.security')}>
      <div className={classes.narrow}>
        <Loaded query={security} loading={t('security.loading')} failed={t('security.failed')} isForm>
          {(found) => <SecurityForm key={found.rev} security={found} />}
        </Loaded>
      </div>
    </SettingsFrame>
  );
};
