import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import {
  Acceptance,
  acceptInvitation,
  type InvitationPreview,
  joinByInvitation,
  NewPersonAcceptance,
  previewInvitation,
} from '@topsmile/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate } from 'react-router';
import { call } from '../../lib/http.ts';
import { type ApiProblem, isProblemWith } from '../../lib/problem.ts';
import { useOptionalSession, useSignIn, useSwitchClinic } from '../../lib/session.ts';
import { announce } from '../../ui/announcer.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Form } from '../../ui/Form.tsx';
import { FormSkeleton } from '../../ui/Skeletons.tsx';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { EntryColumn } from './parts/EntryColumn.tsx';

/** The token stands in the fragment, which no server sees; it leaves the address bar at once. */
const takeToken = (): string => {
  const token = new URLSearchParams(globalThis.location.hash.slice(1)).get('token') ?? '';
  if (token !== '')
    globalThis.history.replaceState(globalThis.history.state, '', globalThis.location.pathname);
  return token;
};

type Props = { token: string; preview: InvitationPreview };

const KnownFields = Acceptance.pick({ password: true });

/** Accepts, then signs in with what was typed: whatever else sign-in asks comes there. */
const useAccept = ({ token, preview }: Props) => {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const signIn = useSignIn();
  return async (answer: { password: string; firstName?: string; lastName?: string }): Promise<void> => {
    await call(acceptInvitation, { body: { token, ...answer } });
    announce(t('accept.accepted'));
    try {
      await signIn.mutateAsync({ email: preview.email, password: answer.password });
    } finally {
      // Also where sign-in wants more than a password: its page goes on from here.
      void navigate('/', { replace: true });
    }
  };
};

const NewPerson = (props: Props): JSX.Element => {
  const { t } = useTranslation('auth');
  const { firstName, lastName, email } = props.preview;
  const accept = useAccept(props);
  const form = useContractForm({
    schema: NewPersonAcceptance,
    initialValues: { firstName, lastName, password: '' },
  });
  return (
    <Form form={form} onSubmit={accept} label={t('accept.title')}>
      <p>{t('accept.newText', { email })}</p>
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
      <PasswordInput
        label={t('password')}
        description={t('register.passwordHelp')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" fullWidth>
        {t('accept.submit')}
      </Button>
    </Form>
  );
};

const KnownPerson = (props: Props): JSX.Element => {
  const { t } = useTranslation('auth');
  const accept = useAccept(props);
  const form = useContractForm({ schema: KnownFields, initialValues: { password: '' } });
  const textOf = (problem: ApiProblem): string | undefined =>
    problem.code === 'invalid-credentials' ? t('signIn.refused') : undefined;
  return (
    <Form
      form={form}
      onSubmit={accept}
      problemText={textOf}
      focusOnProblem="password"
      label={t('accept.title')}
    >
      <p>{t('accept.knownText', { email: props.preview.email })}</p>
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" fullWidth>
        {t('accept.submit')}
      </Button>
    </Form>
  );
};

/** Whoever is signed in already joins with one click and goes on in the new clinic. */
const SignedIn = ({ token, preview }: Props): JSX.Element => {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const goOn = useSwitchClinic();
  const join = useMutation({
    mutationFn: async () => {
      const { clinicId } = await call(joinByInvitation, { body: { token } });
      return goOn.mutateAsync(clinicId);
    },
    onSuccess: () => void navigate('/', { replace: true }),
  });
  return (
    <>
      <p>{t('accept.joinText', { email: preview.email })}</p>
      {join.error !== null && <ErrorState title={t('accept.failed')} error={join.error} />}
      <Button fullWidth loading={join.isPending} onClick={() => join.mutate()}>
        {t('accept.submit')}
      </Button>
    </>
  );
};

const Answer = (props: Props): JSX.Element => {
  const session = useOptionalSession();
  if (session?.user.email === props.preview.email) return <SignedIn {...props} />;
  return props.preview.hasAccount ? <KnownPerson {...props} /> : <NewPerson {...props} />;
};

const Offer = ({ token, preview }: Props): JSX.Element => {
  const { t } = useTranslation(['auth', 'common']);
  const { inviterName: inviter, clinicName: clinic, roleName, role } = preview;
  return (
    <>
      <p>{t('auth:accept.text', { inviter, clinic, role: roleName ?? t(`common:roles.${role}`) })}</p>
      <Answer token={token} preview={preview} />
    </>
  );
};

type FailureProps = { error: Error; onRetry: () => void; isRetrying: boolean };

const Failure = ({ error, ...retry }: FailureProps): JSX.Element => {
  const { t } = useTranslation('auth');
  if (!isProblemWith(error, 'link-invalid', 'invalid-request'))
    return <ErrorState title={t('accept.failed')} error={error} {...retry} />;
  return (
    <>
      <p role="alert">{t('accept.dead')}</p>
      <Anchor component={Link} to="/sign-in" underline="always">
        {t('accept.toSignIn')}
      </Anchor>
    </>
  );
};

const Invitation = ({ token }: { token: string }): JSX.Element => {
  const { t } = useTranslation('auth');
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['invitation'],
    queryFn: ({ signal }) => call(previewInvitation, { body: { token }, signal }),
    retry: false,
    gcTime: 0,
  });
  if (data !== undefined) return <Offer token={token} preview={data} />;
  if (error === null) return <FormSkeleton label={t('accept.loading')} />;
  return <Failure error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
};

/** An invitation by mail: who invites, to which clinic, and the answer. */
export const AcceptInvitationPage = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const [token] = useState(takeToken);
  if (token === '') return <Navigate to="/sign-in" replace />;
  return (
    <EntryColumn title={t('accept.title')}>
      <Invitation token={token} />
    </EntryColumn>
  );
};
