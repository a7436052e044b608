import { me, refreshSession } from '@topsmile/contracts';
import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { getConfig } from '../../lib/config.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { recovery } from './recovery.api.ts';

beforeEach(() => {
  refuse(me, 'unauthenticated');
  refuse(refreshSession, 'unauthenticated');
  respond(getConfig, { isDemo: false });
  window.history.replaceState(null, '', '/');
});

test('whoever forgot the password gets one answer, whether there is such an account or not', async () => {
  const calls = respond(recovery.forgot, { isAccepted: true });
  const { user } = renderApp('/forgot-password', { session: null });
  await user.type(await screen.findByLabelText('E-mail'), ' paula@example.com ');
  await user.click(screen.getByRole('button', { name: 'Enviar o link' }));
  expect(await screen.findByRole('heading', { name: 'Veja seu e-mail' })).toBeVisible();
  expect(screen.getAllByText(/Se paula@example.com tem uma conta/)[0]).toBeVisible();
  expect(calls[0]?.body).toEqual({ email: 'paula@example.com' });
});

test('the link’s secret leaves the address at once and goes in the body', async () => {
  window.history.replaceState(null, '', '/reset-password#token=s3cret-of-the-link');
  const calls = respond(recovery.reset, { isChanged: true });
  const { user } = renderApp('/reset-password', { session: null });
  await user.type(
    await screen.findByLabelText('Nova senha', { selector: 'input' }),
    'outra frase bem comprida',
  );
  expect(window.location.href).not.toContain('s3cret');
  await user.click(screen.getByRole('button', { name: 'Guardar a senha' }));
  expect(await screen.findByRole('heading', { name: 'Senha trocada' })).toBeVisible();
  expect(calls[0]?.body).toEqual({ token: 's3cret-of-the-link', newPassword: 'outra frase bem comprida' });
});

test('a password that is refused stays with the reason at its field', async () => {
  window.history.replaceState(null, '', '/reset-password#token=s3cret-of-the-link');
  refuse(recovery.reset, 'invalid-request', {
    issues: [{ path: 'newPassword', message: 'password.common' }],
  });
  const { user } = renderApp('/reset-password', { session: null });
  await user.type(await screen.findByLabelText('Nova senha', { selector: 'input' }), 'password1234567');
  await user.click(screen.getByRole('button', { name: 'Guardar a senha' }));
  expect((await screen.findAllByText(/fácil de adivinhar/))[0]).toBeVisible();
  expect(screen.getByLabelText('Nova senha', { selector: 'input' })).toHaveValue('password1234567');
});

test('a link that is no longer good offers another one', async () => {
  window.history.replaceState(null, '', '/reset-password#token=s3cret-of-the-link');
  refuse(recovery.reset, 'link-invalid');
  const { user } = renderApp('/reset-password', { session: null });
  await user.type(
    await screen.findByLabelText('Nova senha', { selector: 'input' }),
    'outra frase bem comprida',
  );
  await user.click(screen.getByRole('button', { name: 'Guardar a senha' }));
  expect(await screen.findByText('Este link não vale mais. Peça um novo.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Pedir um novo link' })).toHaveAttribute(
    'href',
    '/forgot-password',
  );
});

test('without its secret the page says so', async () => {
  renderApp('/reset-password', { session: null });
  expect(await screen.findByText('Este link está incompleto. Peça um novo.')).toBeVisible();
});

test('opening the link of a new e-mail confirms nothing; the button does', async () => {
  window.history.replaceState(null, '', '/confirm-email#token=s3cret-of-the-link');
  const calls = respond(recovery.confirmEmail, { isChanged: true });
  const { user } = renderApp('/confirm-email', { session: null });
  const button = await screen.findByRole('button', { name: 'Confirmar' });
  expect(calls).toHaveLength(0);
  await user.click(button);
  expect(await screen.findByRole('heading', { name: 'E-mail confirmado' })).toBeVisible();
  expect(calls[0]?.body).toEqual({ token: 's3cret-of-the-link' });
});
