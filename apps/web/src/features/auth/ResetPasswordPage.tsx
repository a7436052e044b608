import { Button, PasswordInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../lib/http.ts';
import type { ApiProblem } from '../../lib/problem.ts';
import { Form } from '../../ui/Form.tsx';
import { usePlainForm } from '../../ui/use-contract-form.ts';
import { BackToSignIn } from './parts/BackToSignIn.tsx';
import { EntryColumn } from './parts/EntryColumn.tsx';
import { LinkRefused } from './parts/LinkRefused.tsx';
import { useLinkToken } from './link-token.ts';
import { recovery } from './recovery.api.ts';

const shortest = 12;
type Values = { newPassword: string };

const ChoosePassword = ({ token, onDone }: { token: string; onDone: () => void }): JSX.Element => {
  const { t } = useTranslation('auth');
  const [isVoid, setVoid] = useState(false);
  const form = usePlainForm<Values>({
    initialValues: { newPassword: '' },
    check: ({ newPassword }) => (newPassword.length < shortest ? { newPassword: 'password.tooShort' } : {}),
  });
  const submit = async ({ newPassword }: Values): Promise<void> => {
    await call(recovery.reset, { body: { token, newPassword } });
    onDone();
  };
  const noteVoid = ({ code }: ApiProblem): undefined => {
    if (code === 'link-invalid') setVoid(true);
    return undefined;
  };
  return (
    <EntryColumn title={t('reset.title')}>
      <p>{t('reset.text')}</p>
      <Form
        form={form}
        label={t('reset.title')}
        onSubmit={submit}
        onProblem={(problem) => noteVoid(problem) ?? false}
      >
        <PasswordInput
          label={t('reset.newPassword')}
          description={t('reset.help')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
          {...form.getInputProps('newPassword')}
        />
        <Button type="submit" fullWidth>
          {t('reset.submit')}
        </Button>
      </Form>
      {isVoid && (
        <Button variant="default" component={Link} to="/forgot-password">
          {t('reset.askAgain')}
        </Button>
      )}
      <BackToSignIn />
    </EntryColumn>
  );
};

/** Where the link of the mail leads. Nobody is signed in by it. */
export const ResetPasswordPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const token = useLinkToken();
  const [isDone, setDone] = useState(false);
  if (token === undefined) return <LinkRefused title={t('reset.title')} />;
  if (!isDone) return <ChoosePassword token={token} onDone={() => setDone(true)} />;
  return (
    <EntryColumn title={t('reset.doneTitle')}>
      <output>{t('reset.doneText')}</output>
      <Button component={Link} to="/sign-in">
        {t('signIn.submit')}
      </Button>
    </EntryColumn>
  );
};
