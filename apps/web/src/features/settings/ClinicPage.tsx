import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type Clinic, changeClinic, ClinicChange } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { changesOf, clinicQuery, useConfigure } from '../../lib/configuration.ts';
import { call } from '../../lib/http.ts';
import { blanksAsNull } from '../../ui/blanks.ts';
import { Form } from '../../ui/Form.tsx';
import { showToast } from '../../ui/toasts.ts';
import { CnpjField, PhoneField } from '../../ui/TypedField.tsx';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { useFormDraft } from '../../ui/use-form-draft.ts';
import { Loaded } from './parts/Loaded.tsx';
import { MinutesField } from './parts/MinutesField.tsx';
import classes from './parts/parts.module.css';
import { SaveBar } from './parts/SaveBar.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

const schema = ClinicChange.omit({ rev: true, isSetUp: true });
const slotSteps = [5, 10, 15, 20, 30, 60] as const;

const toBody = (values: object): unknown => {
  const cleared = blanksAsNull(values);
  const name = 'name' in values ? values.name : '';
  return typeof cleared === 'object' ? { ...cleared, name } : cleared;
};

const ClinicForm = ({ clinic }: { clinic: Clinic }): JSX.Element => {
  const { t } = useTranslation('settings');
  const formId = useId();
  const form = useContractForm({
    schema,
    initialValues: {
      name: clinic.name,
      cnpj: clinic.cnpj ?? '',
      email: clinic.email ?? '',
      phone: clinic.phone ?? '',
      settings: clinic.settings,
    },
    toBody,
  });
  const draft = useFormDraft(form, 'clinic');
  const save = useConfigure(
    (values: object) =>
      call(changeClinic, {
        body: ClinicChange.parse({
          rev: clinic.rev,
          ...changesOf(Object.keys(schema.shape), clinic, { ...values }),
        }),
      }),
    { isInSession: true },
  );
  const submit = async (values: object): Promise<void> => {
    await save.mutateAsync(values);
    draft.drop();
    showToast(t('clinic.saved'));
  };
  const step = form.getInputProps('settings.slotStepMinutes');
  return (
    <Form id={formId} form={form} onSubmit={submit} label={t('sections.clinic')}>
      <section className={classes.card}>
        <h2>{t('clinic.identity')}</h2>
        <TextInput label={t('clinic.name')} autoComplete="organization" {...form.getInputProps('name')} />
        <CnpjField label={t('clinic.cnpj')} {...form.getInputProps('cnpj')} />
        <div className={classes.pair}>
          <PhoneField label={t('phone')} {...form.getInputProps('phone')} />
          <TextInput label={t('email')} type="email" {...form.getInputProps('email')} />
        </div>
      </section>
      <section className={classes.card}>
        <h2>{t('clinic.agenda')}</h2>
        <div className={classes.pair}>
          <NativeSelect
            label={t('clinic.step')}
            description={t('clinic.stepHelp')}
            {...step}
            data={slotSteps.map((value) => ({ value: String(value), label: t('minutes', { count: value }) }))}
            onChange={(event) => {
              const chosen = slotSteps.find((value) => String(value) === event.currentTarget.value);
              if (chosen !== undefined) form.setFieldValue('settings.slotStepMinutes', chosen);
            }}
          />
          <MinutesField
            label={t('clinic.longWait')}
            description={t('clinic.longWaitHelp')}
            min={1}
            max={240}
            {...form.getInputProps('settings.longWaitMinutes')}
          />
        </div>
        <div className={classes.pair}>
          <MinutesField
            label={t('clinic.minimumNotice')}
            description={t('clinic.minimumNoticeHelp')}
            min={0}
            max={10_080}
            {...form.getInputProps('settings.minimumNoticeMinutes')}
          />
          <NumberInput
            label={t('clinic.window')}
            description={t('clinic.windowHelp')}
            min={1}
            max={365}
            clampBehavior="none"
            suffix={` ${t('days')}`}
            {...form.getInputProps('settings.bookingWindowDays')}
          />
        </div>
        <div className={classes.pair}>
          <NumberInput
            label={t('clinic.cancellation')}
            description={t('clinic.cancellationHelp')}
            min={0}
            max={168}
            clampBehavior="none"
            suffix=" h"
            {...form.getInputProps('settings.cancellationNoticeHours')}
          />
          <MinutesField
            label={t('clinic.hold')}
            description={t('clinic.holdHelp')}
            min={5}
            max={10}
            {...form.getInputProps('settings.holdMinutes')}
          />
        </div>
      </section>
      <div className={classes.pageActs}>
        <SaveBar formId={formId} label={t('clinic.save')} isSaving={save.isPending} draft={draft} />
      </div>
    </Form>
  );
};

/** Who the clinic is, and the rules of its agenda. */
export const ClinicPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const clinic = useQuery(clinicQuery);
  return (
    <SettingsFrame title={t('sections.clinic')}>
      <div className={classes.narrow}>
        <Loaded query={clinic} loading={t('clinic.loading')} failed={t('clinic.failed')} isForm>
          {(found) => <ClinicForm key={found.rev} clinic={found} />}
        </Loaded>
      </div>
    </SettingsFrame>
  );
};
