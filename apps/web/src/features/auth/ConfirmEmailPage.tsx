import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../lib/http.ts';
import type { ApiProblem } from '../../lib/problem.ts';
import { Form } from '../../ui/Form.tsx';
import { BackToSignIn } from './parts/BackToSignIn.tsx';
import { EntryColumn } from './parts/EntryColumn.tsx';
import { LinkRefused } from './parts/LinkRefused.tsx';
import { useLinkToken } from './link-token.ts';
import { recovery } from './recovery.api.ts';

/** A click and not the opening of the link confirms: mail programs open links to look at them. */
export const ConfirmEmailPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const token = useLinkToken();
  const [isDone, setDone] = useState(false);
  const form = useForm({ initialValues: {} });
  if (token === undefined) return <LinkRefused title={t('confirmEmail.title')} />;
  const confirm = async (): Promise<void> => {
    await call(recovery.confirmEmail, { body: { token } });
    setDone(true);
  };
  const textOf = ({ code }: ApiProblem): string | undefined =>
    code === 'already-exists' ? t('confirmEmail.taken') : undefined;
  if (isDone)
    return (
      <EntryColumn title={t('confirmEmail.doneTitle')}>
        <output>{t('confirmEmail.doneText')}</output>
        <Button component={Link} to="/account/security">
          {t('second.submit')}
        </Button>
      </EntryColumn>
    );
  return (
    <EntryColumn title={t('confirmEmail.title')}>
      <p>{t('confirmEmail.text')}</p>
      <Form form={form} label={t('confirmEmail.title')} onSubmit={confirm} problemText={textOf}>
        <Button type="submit" fullWidth>
          {t('confirmEmail.submit')}
        </Button>
      </Form>
      <BackToSignIn />
    </EntryColumn>
  );
};
