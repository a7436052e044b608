import { Select, TextInput } from '@mantine/core';
import {
  changeClinic,
  ClinicChange,
  changeLocation,
  LocationChange,
  LocationDraft,
  Registration,
} from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changesOf, useConfigure } from '../../../lib/configuration.ts';
import { call } from '../../../lib/http.ts';
import { AddressFields } from '../../../ui/AddressFields.tsx';
import { Form } from '../../../ui/Form.tsx';
import { CnpjField, PhoneField } from '../../../ui/TypedField.tsx';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import { zoneNames } from '../../../ui/zone-names.ts';
import type { StepProps } from '../setup-preview.ts';
import type { SetupState } from '../setup-steps.ts';
import { usePreview } from '../use-preview.ts';

const schema = Registration.pick({ clinicName: true, cnpj: true, phone: true, zone: true }).extend({
  address: LocationDraft.shape.address,
});
type Draft = z.output<typeof schema>;

/** Both records, each only when it changes: a repeated Enter writes nothing. */
const save = async ({ clinic, location }: SetupState, draft: Draft): Promise<void> => {
  const { clinicName: name, cnpj, phone, zone, address } = draft;
  const ofClinic = changesOf(['name', 'cnpj', 'phone'], clinic, { name, cnpj, phone });
  if (Object.keys(ofClinic).length > 0)
    await call(changeClinic, { body: ClinicChange.parse({ rev: clinic.rev, ...ofClinic }) });
  // A clinic with one place calls it by its own name until somebody names it.
  const placeName = location.name === clinic.name ? name : location.name;
  const ofLocation = changesOf(['zone', 'address', 'name'], location, { zone, address, name: placeName });
  if (Object.keys(ofLocation).length > 0)
    await call(changeLocation, {
      params: { locationId: location.id },
      body: LocationChange.parse({ rev: location.rev, ...ofLocation }),
    });
};

export const ClinicStep = ({ state, formId, onPreview, onSaving, onDone }: StepProps): JSX.Element => {
  const { t } = useTranslation(['setup', 'settings']);
  const { clinic, location } = state;
  const form = useContractForm({
    schema,
    initialValues: {
      clinicName: clinic.name,
      cnpj: clinic.cnpj ?? '',
      phone: clinic.phone ?? '',
      zone: location.zone,
      address: location.address,
    },
  });
  const draft = useFormDraft(form, 'setup:clinic');
  const write = useConfigure((values: Draft) => save(state, values), { isInSession: true });
  usePreview(onPreview, { clinicName: form.values.clinicName });
  const submit = async (values: Draft): Promise<void> => {
    onSaving(true);
    try {
      await write.mutateAsync(values);
      draft.drop();
      onDone();
    } finally {
      onSaving(false);
    }
  };
  return (
    <Form id={formId} form={form} onSubmit={submit} label={t('step.clinic.title')}>
      <TextInput label={t('clinic.name', { ns: 'settings' })} {...form.getInputProps('clinicName')} />
      <CnpjField
        label={t('clinic.cnpj', { ns: 'settings' })}
        description={t('optional')}
        {...form.getInputProps('cnpj')}
      />
      <PhoneField
        label={t('phone', { ns: 'settings' })}
        description={t('optional')}
        {...form.getInputProps('phone')}
      />
      <AddressFields form={form} />
      <Select
        label={t('places.zone', { ns: 'settings' })}
        data={zoneNames(form.values.zone ?? '')}
        searchable
        allowDeselect={false}
        limit={60}
        nothingFoundMessage={t('places.noZone', { ns: 'settings' })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        {...form.getInputProps('zone')}
        onChange={(zone) => zone !== null && form.setFieldValue('zone', zone)}
      />
    </Form>
  );
};
