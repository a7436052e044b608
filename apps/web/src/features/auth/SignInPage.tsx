import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import type { DemoLogin, SecondFactorMethod } from '@topsmile/contracts';
import { configQuery } from '../../lib/config.ts';
import type { ApiProblem } from '../../lib/problem.ts';
import { useOptionalSession, useSignIn } from '../../lib/session.ts';
import { Form } from '../../ui/Form.tsx';
import { usePlainForm } from '../../ui/use-contract-form.ts';
import { DemoLogins } from './parts/DemoLogins.tsx';
import { EntryColumn } from './parts/EntryColumn.tsx';
import { PasskeyEntry } from './parts/PasskeyEntry.tsx';
import { SecondFactorStep } from './parts/SecondFactorStep.tsx';
import { cameFrom } from './came-from.ts';

type Credentials = { email: string; password: string };

const check = ({ email, password }: Credentials): Record<string, string> => ({
  ...(email.trim() === '' ? { email: 'required' } : {}),
  ...(password === '' ? { password: 'required' } : {}),
});

/** In, quickly. What was typed stays after a refusal, and focus goes to what is likely wrong. */
export const SignInPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const location = useLocation();
  const session = useOptionalSession();
  const config = useQuery(configQuery).data;
  const signIn = useSignIn();
  const [methods, setMethods] = useState<readonly SecondFactorMethod[]>();
  const form = usePlainForm<Credentials>({ initialValues: { email: '', password: '' }, check });
  if (session !== null && session !== undefined) return <Navigate to={cameFrom(location.state)} replace />;

  const fill = (login: DemoLogin): void => form.setValues({ email: login.email, password: login.password });
  const onSubmit = async ({ email, password }: Credentials): Promise<void> => {
    const answer = await signIn.mutateAsync({ email: email.trim(), password });
    if (answer.outcome === 'second-factor') setMethods(answer.methods);
  };
  const textOf = (problem: ApiProblem): string | undefined =>
    problem.code === 'invalid-credentials' ? t('signIn.refused') : undefined;

  if (methods !== undefined)
    return <SecondFactorStep methods={methods} onBack={() => setMethods(undefined)} />;

  return (
    <EntryColumn title={t('signIn.title')}>
      <PasskeyEntry />
      <Form
        form={form}
        onSubmit={onSubmit}
        problemText={textOf}
        focusOnProblem="password"
        label={t('signIn.title')}
      >
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <p>
        <Anchor component={Link} to="/forgot-password" inherit underline="always">
          {t('signIn.forgot')}
        </Anchor>
      </p>
      {config?.demoLogins !== undefined && config.demoLogins.length > 0 && (
        <DemoLogins logins={config.demoLogins} onChoose={fill} />
      )}
      <p>
        {t('signIn.noClinic')}{' '}
        <Anchor component={Link} to="/register" inherit underline="always">
          {t('signIn.register')}
        </Anchor>
      </p>
    </EntryColumn>
  );
};
