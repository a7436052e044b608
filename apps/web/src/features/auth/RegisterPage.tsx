import { Anchor, Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { Registration } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useOptionalSession, useRegister } from '../../lib/session.ts';
import { Form } from '../../ui/Form.tsx';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { EntryColumn } from './parts/EntryColumn.tsx';
import { zonesOfBrazil } from './zones.ts';

/** A new clinic and its first administrator; the first-run steps follow. */
export const RegisterPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const session = useOptionalSession();
  const register = useRegister();
  const form = useContractForm({
    schema: Registration,
    initialValues: {
      clinicName: '',
      firstName: '',
      lastName: '',
      email: '',
      password: '',
      zone: 'America/Sao_Paulo',
    },
  });
  if (session !== null && session !== undefined)
    return <Navigate to={session.clinic.isSetUp ? '/' : '/setup'} replace />;

  return (
    <EntryColumn title={t('register.title')}>
      <p>{t('register.text')}</p>
      <Form form={form} onSubmit={(values) => register.mutateAsync(values)} label={t('register.title')}>
        <TextInput
          label={t('register.clinicName')}
          autoComplete="organization"
          {...form.getInputProps('clinicName')}
        />
        <TextInput
          label={t('register.firstName')}
          autoComplete="given-name"
          {...form.getInputProps('firstName')}
        />
        <TextInput
          label={t('register.lastName')}
          autoComplete="family-name"
          {...form.getInputProps('lastName')}
        />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          description={t('register.passwordHelp')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <NativeSelect
          label={t('register.zone')}
          description={t('register.zoneHelp')}
          data={zonesOfBrazil}
          {...form.getInputProps('zone')}
        />
        <Button type="submit" fullWidth loading={register.isPending}>
          {t('register.submit')}
        </Button>
      </Form>
      <p>
        {t('register.hasClinic')}{' '}
        <Anchor component={Link} to="/sign-in" inherit underline="always">
          {t('signIn.submit')}
        </Anchor>
      </p>
    </EntryColumn>
  );
};
