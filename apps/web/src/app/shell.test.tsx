import { listPatients, me, PatientId, refreshSession, signOut } from '@topsmile/contracts';
import { act, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http as msw } from 'msw';
import { expect, test } from 'vitest';
import { abandonSession } from '../lib/session.ts';
import { aSession } from '../testing/a-session.ts';
import { renderApp } from '../testing/render-app.tsx';
import { refuse, respond, server } from '../testing/server.ts';
import { Page } from '../ui/Page.tsx';
import type { AppRoute } from './routes.tsx';
import { routes } from './routes.tsx';

const titled = (title: string) => async () => () => <Page title={title}>{title}</Page>;
/** The shell alone: the sections' pages have tests of their own. */
const entries = routes.filter(({ layout }) => layout !== 'staff');
const withPages: AppRoute[] = [
  ...entries,
  {
    path: '/agenda',
    layout: 'staff',
    permission: 'appointments:read',
    load: titled('Quarta, 25 de novembro'),
  },
  { path: '/patients', layout: 'staff', permission: 'patients:read', load: titled('Pacientes') },
  { path: '/patients/:patientId', layout: 'staff', permission: 'patients:read', load: titled('Ficha') },
  { path: '/settings', layout: 'staff', permission: 'scheduling:configure', load: titled('Ajustes') },
];

test('everybody lands on the agenda and sees only what they may open', async () => {
  renderApp('/', { session: aSession({ role: 'receptionist' }), routes: withPages });
  expect(await screen.findByRole('heading', { level: 1, name: 'Quarta, 25 de novembro' })).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'Pacientes' }).length).toBeGreaterThan(0);
  expect(screen.queryByRole('link', { name: 'Ajustes' })).toBeNull();
  expect(screen.getByRole('banner')).toBeInTheDocument();
  expect(screen.getByRole('main')).toBeInTheDocument();
});

test('a page without the right says so, and an unknown address is met kindly', async () => {
  renderApp('/settings', { session: aSession({ role: 'receptionist' }), routes: withPages });
  expect(await screen.findByRole('heading', { name: 'Sem acesso' })).toBeVisible();
});

test('menus never offer a page that does not exist', async () => {
  renderApp('/nowhere', { session: aSession({ role: 'admin' }), routes: entries });
  expect(await screen.findByRole('heading', { name: 'Página não encontrada' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Pacientes' })).toBeNull();
});

test('signing out clears what the session read and shows sign-in, also when the server is away', async () => {
  refuse(signOut, 'unavailable');
  server.use(
    msw.get('http://localhost:3000/api/v1/config', () =>
      HttpResponse.json({ success: true, data: { isDemo: false } }),
    ),
  );
  const { user, queryClient } = renderApp('/agenda', { session: aSession(), routes: withPages });
  queryClient.setQueryData(['patients', 'list'], ['Ana']);
  await user.click(await screen.findByRole('button', { name: 'Você e suas preferências' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Sair' }));
  expect(await screen.findByRole('heading', { name: 'Entrar' })).toBeVisible();
  expect(queryClient.getQueryData(['patients', 'list'])).toBeUndefined();

  // The cookies still stand: the next opening ends the session before it shows anything.
  const told = respond(signOut, { isSignedOut: true });
  const asked = respond(me, aSession());
  renderApp('/agenda', { routes: withPages });
  await waitFor(() => expect(told).toHaveLength(1));
  await waitFor(() => expect(screen.getAllByRole('heading', { name: 'Entrar' })).toHaveLength(2));
  expect(asked).toHaveLength(0);
});

test('when nobody attends the session, it is hidden at once and the server is told', async () => {
  const told = respond(signOut, { isSignedOut: true });
  server.use(
    msw.get('http://localhost:3000/api/v1/config', () =>
      HttpResponse.json({ success: true, data: { isDemo: false } }),
    ),
  );
  const { queryClient } = renderApp('/agenda', { session: aSession(), routes: withPages });
  await screen.findByRole('heading', { level: 1, name: 'Quarta, 25 de novembro' });
  act(() => abandonSession(queryClient));
  expect(await screen.findByRole('heading', { name: 'Entrar' })).toBeVisible();
  await waitFor(() => expect(told).toHaveLength(1));
  await waitFor(() => expect(localStorage.getItem('topsmile.signOutOwed')).toBeNull());
});

test('Ctrl-K finds people first; Enter opens the person', async () => {
  const patient = {
    id: PatientId.parse('0'.repeat(23) + '7'),
    fullName: 'João Figueira',
    recordNumber: 2187,
    phone: '(11) 90000-6630',
    age: 41,
    status: 'active' as const,
  };
  const calls = respond(listPatients, [patient]);
  const { user } = renderApp('/agenda', { session: aSession(), routes: withPages });
  await screen.findByRole('heading', { level: 1 });
  await user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Buscar em tudo' });
  await user.type(field, 'joao');
  const option = await screen.findByRole('option', { name: /João Figueira/ });
  await waitFor(() => expect(option).toHaveAttribute('aria-selected', 'true'));
  expect(field).toHaveAttribute('aria-activedescendant', option.id);
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Ficha' })).toBeVisible();
  expect(calls.at(-1)?.query.get('search')).toBe('joao');
});

test('Enter typed ahead of the answer opens the first person when it arrives', async () => {
  const patient = {
    id: PatientId.parse('0'.repeat(23) + '7'),
    fullName: 'João Figueira',
    recordNumber: 2187,
    phone: '(11) 90000-6630',
    status: 'active' as const,
  };
  respond(listPatients, [patient]);
  const { user } = renderApp('/agenda', { session: aSession(), routes: withPages });
  await screen.findByRole('heading', { level: 1 });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'joao{Enter}');
  expect(await screen.findByRole('heading', { name: 'Ficha' })).toBeVisible();
});

test('when the session is found lost, the person signs in and comes back to the same page', async () => {
  refuse(refreshSession, 'unauthenticated');
  server.use(
    msw.get('http://localhost:3000/api/v1/config', () =>
      HttpResponse.json({ success: true, data: { isDemo: false } }),
    ),
  );
  refuse(listPatients, 'unauthenticated');
  const { user } = renderApp('/agenda', { session: aSession(), routes: withPages });
  await screen.findByRole('heading', { level: 1 });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'ana');
  expect(await screen.findByRole('heading', { name: 'Entrar' })).toBeVisible();
});

test('D-49: /register and an address of old, /calendar, both open a page', async () => {
  const { unmount } = renderApp('/register', { session: null });
  expect(await screen.findByRole('heading', { level: 1 })).toBeVisible();
  unmount();
  renderApp('/calendar', { session: aSession(), routes: withPages });
  expect(await screen.findByRole('heading', { name: 'Página não encontrada' })).toBeVisible();
});

test('D-47: the list shows the people whom the API sends', async () => {
  respond(listPatients, [
    {
      id: PatientId.parse('a'.repeat(24)),
      fullName: 'Ana Lima',
      recordNumber: 7,
      phone: '(11) 97777-6666',
      status: 'active',
    },
  ]);
  renderApp('/patients', { session: aSession() });
  expect(await screen.findByText('Ana Lima')).toBeVisible();
});
