import {
  acceptInvitation,
  getConfig,
  joinByInvitation,
  me,
  previewInvitation,
  signIn,
  switchClinic,
} from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { Page } from '../../ui/Page.tsx';
import { routes } from '../../app/routes.tsx';

const token = 'k'.repeat(43);
const preview = {
  clinicName: 'Clínica Ipê Branco',
  inviterName: 'Rita Campos',
  email: 'sonia@example.com',
  firstName: 'Sônia',
  lastName: 'Vidal',
  role: 'assistant',
  hasAccount: false,
} as const;

const agenda = {
  path: '/agenda',
  layout: 'staff',
  load: async () => () => <Page title="Agenda">.</Page>,
} as const;
const entries = [...routes.filter(({ layout }) => layout === 'public'), agenda];

const open = (session: ReturnType<typeof aSession> | null = null) => {
  globalThis.history.replaceState(null, '', `/convite#token=${token}`);
  return renderApp('/convite', { session, routes: entries });
};
afterEach(() => globalThis.history.replaceState(null, '', '/'));

test('somebody new chooses a password and is inside; the token leaves the address at once', async () => {
  const asked = respond(previewInvitation, preview);
  const accepted = respond(acceptInvitation, {
    email: preview.email,
    clinicId: 'c'.repeat(24),
    isNewAccount: true,
  });
  const signed = respond(signIn, { outcome: 'signed-in', session: aSession({ role: 'assistant' }) });
  respond(me, aSession({ role: 'assistant' }));
  const { user } = open();
  expect(await screen.findByText(/Rita Campos convidou você para Clínica Ipê Branco/)).toBeVisible();
  expect(globalThis.location.href).not.toContain(token);
  expect(asked[0]?.body).toEqual({ token });
  await user.type(screen.getByLabelText('Senha'), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: 'Aceitar convite' }));
  await waitFor(() =>
    expect(accepted[0]?.body).toEqual({
      token,
      firstName: 'Sônia',
      lastName: 'Vidal',
      password: 'correct horse battery',
    }),
  );
  await waitFor(() =>
    expect(signed[0]?.body).toEqual({ email: preview.email, password: 'correct horse battery' }),
  );
  expect(await screen.findByRole('heading', { name: 'Agenda' })).toBeVisible();
});

test('somebody with an account proves the password; a wrong one says so and the form stays', async () => {
  respond(previewInvitation, { ...preview, hasAccount: true });
  refuse(acceptInvitation, 'invalid-credentials');
  const { user } = open();
  await user.type(await screen.findByLabelText('Senha'), 'errada');
  expect(screen.queryByLabelText('Seu nome')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Aceitar convite' }));
  expect(await screen.findByText('E-mail ou senha não conferem.')).toBeVisible();
  expect(screen.getByLabelText('Senha')).toHaveValue('errada');
});

test('whoever is signed in with that address joins and goes on in the new clinic', async () => {
  const session = aSession();
  respond(previewInvitation, { ...preview, email: session.user.email, hasAccount: true });
  const joined = respond(joinByInvitation, { clinicId: 'c'.repeat(24) });
  const switched = respond(switchClinic, session);
  const { user } = open(session);
  await user.click(await screen.findByRole('button', { name: 'Aceitar convite' }));
  await waitFor(() => expect(joined[0]?.body).toEqual({ token }));
  await waitFor(() => expect(switched[0]?.body).toEqual({ clinicId: 'c'.repeat(24) }));
});

test('a dead link says what to do next', async () => {
  refuse(previewInvitation, 'link-invalid');
  respond(getConfig, { isDemo: false });
  open();
  expect(await screen.findByText(/Este convite não funciona mais/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Ir para Entrar' })).toBeVisible();
});
