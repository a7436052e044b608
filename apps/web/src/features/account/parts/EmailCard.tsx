import { Button, TextInput } from '@mantine/core';
import type { MfaState } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '../../../ui/Form.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import classes from '../account.module.css';
import { useChangeEmail } from '../account.api.ts';
import { Card } from './Card.tsx';

export const EmailCard = ({ state }: { state: MfaState }): JSX.Element => {
  const { t } = useTranslation('account');
  const change = useChangeEmail();
  const form = usePlainForm<{ email: string }>({
    initialValues: { email: '' },
    check: ({ email }) => (email.trim() === '' ? { email: 'required' } : {}),
  });
  const submit = async ({ email }: { email: string }): Promise<void> => {
    await change.mutateAsync(email.trim());
    form.reset();
    showToast(t('email.sent', { email: email.trim() }));
  };
  return (
    <Card title={t('email.title')}>
      <p className={classes.text}>{t('email.text', { email: state.email })}</p>
      {state.newEmail !== undefined && (
        <p className={classes.text}>{t('email.waiting', { email: state.newEmail })}</p>
      )}
      <Form form={form} label={t('email.title')} onSubmit={submit} focusOnProblem="email">
        <TextInput
          label={t('email.new')}
          type="email"
          autoComplete="email"
          inputMode="email"
          {...form.getInputProps('email')}
        />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('email.submit')}
          </Button>
        </div>
      </Form>
    </Card>
  );
};
