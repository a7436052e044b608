import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Form } from '../../../ui/Form.tsx';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import { policyQuery, useChangePassword } from '../account.api.ts';

type Values = { currentPassword: string; newPassword: string };

/** The old one, then the new one; both stay when they are refused. */
export const PasswordForm = ({ onDone }: { onDone: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const shortest = useQuery(policyQuery).data?.minimumLength ?? 12;
  const change = useChangePassword();
  const form = usePlainForm<Values>({
    initialValues: { currentPassword: '', newPassword: '' },
    check: ({ currentPassword, newPassword }) => ({
      ...(currentPassword === '' ? { currentPassword: 'required' } : {}),
      ...(newPassword.length < 12 ? { newPassword: 'password.tooShort' } : {}),
    }),
  });
  const submit = async (values: Values): Promise<void> => {
    await change.mutateAsync(values);
    form.reset();
    onDone();
  };
  const textOf = ({ code }: ApiProblem): string | undefined =>
    code === 'invalid-credentials' ? t('password.refused') : undefined;
  const toggle = { 'aria-label': t('showPassword'), tabIndex: 0 };
  return (
    <Form
      form={form}
      label={t('password.title')}
      onSubmit={submit}
      problemText={textOf}
      focusOnProblem="currentPassword"
    >
      <PasswordInput
        label={t('password.current')}
        autoComplete="current-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('currentPassword')}
      />
      <PasswordInput
        label={t('password.new')}
        description={t('password.help', { count: shortest })}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('newPassword')}
      />
      <div>
        <Button type="submit" loading={change.isPending}>
          {t('password.submit')}
        </Button>
      </div>
    </Form>
  );
};
