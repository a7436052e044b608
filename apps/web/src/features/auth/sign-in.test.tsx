import { me, refreshSession } from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { getConfig } from '../../lib/config.ts';
import { endpoints } from '../../lib/session.ts';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';

beforeEach(() => {
  refuse(me, 'unauthenticated');
  refuse(refreshSession, 'unauthenticated');
  respond(getConfig, { isDemo: false });
});

const signedIn = { outcome: 'signed-in' as const, session: aSession() };

const typeCredentials = async (
  user: ReturnType<typeof renderApp>['user'],
  password: string,
): Promise<void> => {
  await user.type(await screen.findByLabelText('E-mail'), 'paula@example.com');
  await user.type(screen.getByLabelText('Senha'), password);
  await user.click(screen.getByRole('button', { name: 'Entrar' }));
};

test('when the password is wrong, the e-mail stays, the sentence names neither and focus is on the password', async () => {
  refuse(endpoints.signIn, 'invalid-credentials');
  const { user } = renderApp('/sign-in', { session: null });
  await typeCredentials(user, 'not this one');
  expect(await screen.findByText('E-mail ou senha não conferem.')).toBeVisible();
  expect(screen.getByLabelText('E-mail')).toHaveValue('paula@example.com');
  await waitFor(() => expect(screen.getByLabelText('Senha')).toHaveFocus());
});

test('when there were too many attempts, it says for how many minutes to wait', async () => {
  refuse(endpoints.signIn, 'too-many-requests', { details: { retryAfterSeconds: 840 } });
  const { user } = renderApp('/sign-in', { session: null });
  await typeCredentials(user, 'some password');
  expect(await screen.findByText('Muitas tentativas. Tente de novo em 14 minutos.')).toBeVisible();
});

test('when a field is empty, nothing is sent and focus is on it', async () => {
  const calls = respond(endpoints.signIn, signedIn);
  const { user } = renderApp('/sign-in', { session: null });
  await user.click(await screen.findByRole('button', { name: 'Entrar' }));
  expect(screen.getByLabelText('E-mail')).toHaveFocus();
  expect(screen.getAllByText('Preencha este campo.').length).toBeGreaterThan(0);
  expect(calls).toHaveLength(0);
});

test('when it is right, the person goes to the page they came for', async () => {
  const calls = respond(endpoints.signIn, signedIn);
  const { user } = renderApp('/somewhere', { session: null });
  await typeCredentials(user, 'correct horse battery');
  expect(await screen.findByRole('heading', { name: 'Página não encontrada' })).toBeVisible();
  expect(calls[0]?.body).toEqual({ email: 'paula@example.com', password: 'correct horse battery' });
  expect(calls[0]?.headers.get('x-csrf-token')).toBe('token-1');
});

test('when the clinic is a demonstration, one click fills a login and sends nothing', async () => {
  respond(getConfig, {
    isDemo: true,
    demoLogins: [
      {
        email: 'recepcao@demo.example',
        password: 'demo-password',
        role: 'receptionist',
        name: 'Paula Moreira',
      },
    ],
  });
  const calls = respond(endpoints.signIn, signedIn);
  const { user } = renderApp('/sign-in', { session: null });
  await user.click(await screen.findByRole('button', { name: /Recepção/ }));
  expect(screen.getByLabelText('E-mail')).toHaveValue('recepcao@demo.example');
  expect(screen.getByLabelText('Senha')).toHaveValue('demo-password');
  expect(calls).toHaveLength(0);
});

const secondFactorAsked = {
  outcome: 'second-factor' as const,
  methods: ['totp' as const, 'recovery-code' as const],
  expiresAt: '2026-11-25T13:47:00.000Z',
};

test('when a second factor is asked for, its code leads in and goes as six digits', async () => {
  respond(endpoints.signIn, secondFactorAsked);
  const proofs = respond(endpoints.secondFactor, aSession());
  const { user } = renderApp('/somewhere', { session: null });
  await typeCredentials(user, 'correct horse battery');
  expect(await screen.findByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
  const code = screen.getByLabelText('Código do aplicativo');
  expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  expect(code).toHaveFocus();
  await user.type(code, '123 456');
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  expect(await screen.findByRole('heading', { name: 'Página não encontrada' })).toBeVisible();
  expect(proofs[0]?.body).toEqual({ method: 'totp', code: '123456' });
});

test('when the code is wrong, it says so beside the field, what was typed stays, and a recovery code is at hand', async () => {
  respond(endpoints.signIn, secondFactorAsked);
  refuse(endpoints.secondFactor, 'invalid-credentials');
  const { user } = renderApp('/sign-in', { session: null });
  await typeCredentials(user, 'correct horse battery');
  await user.type(await screen.findByLabelText('Código do aplicativo'), '123456');
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  expect(await screen.findByText('O código não confere. Confira e tente de novo.')).toBeVisible();
  expect(screen.getByLabelText('Código do aplicativo')).toHaveValue('123456');
  await user.click(screen.getByRole('button', { name: 'Usar um código de recuperação' }));
  const proofs = respond(endpoints.secondFactor, aSession());
  await user.type(await screen.findByLabelText('Código de recuperação'), 'ABCD-EFGH-JKMN-PQRS');
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  await waitFor(() => expect(proofs).toHaveLength(1));
  expect(proofs[0]?.body).toEqual({ method: 'recovery-code', code: 'ABCD-EFGH-JKMN-PQRS' });
});

test('when the step took too long, it says to begin again, and the way back keeps the e-mail', async () => {
  respond(endpoints.signIn, secondFactorAsked);
  refuse(endpoints.secondFactor, 'sign-in-expired');
  const { user } = renderApp('/sign-in', { session: null });
  await typeCredentials(user, 'correct horse battery');
  await user.type(await screen.findByLabelText('Código do aplicativo'), '123456');
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  expect(await screen.findByText(/Entre de novo desde o começo/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Voltar para e-mail e senha' }));
  expect(await screen.findByLabelText('E-mail')).toHaveValue('paula@example.com');
});
