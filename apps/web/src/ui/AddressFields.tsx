import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Uf } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CepField } from './TypedField.tsx';
import classes from './address-fields.module.css';

/** A Brazilian address, CEP first. */
export const AddressFields = <V, T>({ form }: { form: UseFormReturnType<V, T> }): JSX.Element => {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.address}>
      <CepField
        className={classes.zip ?? ''}
        label={t('address.zipCode')}
        {...form.getInputProps('address.zipCode')}
      />
      <TextInput
        className={classes.street ?? ''}
        label={t('address.street')}
        autoComplete="address-line1"
        {...form.getInputProps('address.street')}
      />
      <TextInput label={t('address.number')} {...form.getInputProps('address.number')} />
      <TextInput label={t('address.complement')} {...form.getInputProps('address.complement')} />
      <TextInput label={t('address.neighborhood')} {...form.getInputProps('address.neighborhood')} />
      <TextInput
        className={classes.city ?? ''}
        label={t('address.city')}
        autoComplete="address-level2"
        {...form.getInputProps('address.city')}
      />
      <NativeSelect
        label={t('uf')}
        data={['', ...Uf.options]}
        autoComplete="address-level1"
        {...form.getInputProps('address.state')}
      />
    </div>
  );
};
