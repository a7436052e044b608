import { Uf } from '@topsmile/contracts';
import { NativeSelect, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CepField } from './CepField.tsx';
import { FormSection, Pair } from './FormSection.tsx';
import type { FieldsProps } from './PersonFields.tsx';

const off = { autoComplete: 'off' } as const;

export const AddressFields = ({ form }: FieldsProps): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <FormSection title={t('form.address')}>
      <Pair shape="narrow-first">
        <CepField label={t('field.zipCode')} {...form.getInputProps('address.zipCode')} />
        <TextInput label={t('field.street')} {...off} {...form.getInputProps('address.street')} />
      </Pair>
      <Pair shape="narrow-first">
        <TextInput label={t('field.number')} {...off} {...form.getInputProps('address.number')} />
        <TextInput label={t('field.complement')} {...off} {...form.getInputProps('address.complement')} />
      </Pair>
      <TextInput label={t('field.neighborhood')} {...off} {...form.getInputProps('address.neighborhood')} />
      <Pair shape="wide-first">
        <TextInput label={t('field.city')} {...off} {...form.getInputProps('address.city')} />
        <NativeSelect
          label={t('field.state')}
          data={['', ...Uf.options]}
          {...form.getInputProps('address.state')}
        />
      </Pair>
    </FormSection>
  );
};
