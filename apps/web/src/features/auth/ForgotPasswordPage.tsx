import { Button, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../lib/http.ts';
import { announce } from '../../ui/announcer.ts';
import { Form } from '../../ui/Form.tsx';
import { usePlainForm } from '../../ui/use-contract-form.ts';
import { BackToSignIn } from './parts/BackToSignIn.tsx';
import { EntryColumn } from './parts/EntryColumn.tsx';
import { recovery } from './recovery.api.ts';

const AskForLink = ({ onSent }: { onSent: (email: string) => void }): JSX.Element => {
  const { t } = useTranslation('auth');
  const form = usePlainForm<{ email: string }>({
    initialValues: { email: '' },
    check: ({ email }) => (email.trim() === '' ? { email: 'required' } : {}),
  });
  const submit = async ({ email }: { email: string }): Promise<void> => {
    await call(recovery.forgot, { body: { email: email.trim() } });
    announce(t('forgot.sentText', { email: email.trim() }));
    onSent(email.trim());
  };
  return (
    <EntryColumn title={t('forgot.title')}>
      <p>{t('forgot.text')}</p>
      <Form form={form} label={t('forgot.title')} onSubmit={submit}>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          {...form.getInputProps('email')}
        />
        <Button type="submit" fullWidth>
          {t('forgot.submit')}
        </Button>
      </Form>
      <BackToSignIn />
    </EntryColumn>
  );
};

/** The answer is the same whether there is such an account or not. */
export const ForgotPasswordPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo === undefined) return <AskForLink onSent={setSentTo} />;
  return (
    <EntryColumn title={t('forgot.sentTitle')}>
      <p>{t('forgot.sentText', { email: sentTo })}</p>
      <Button variant="default" onClick={() => setSentTo(undefined)}>
        {t('forgot.again')}
      </Button>
      <BackToSignIn />
    </EntryColumn>
  );
};
