import {
  enterClinic,
  leaveClinic,
  listMyClinics,
  listPlatformClinics,
  switchClinic,
} from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { respond } from '../../testing/server.ts';
import { Page } from '../../ui/Page.tsx';
import { routes } from '../../app/routes.tsx';

const agenda = {
  path: '/agenda',
  layout: 'staff',
  load: async () => () => <Page title="Agenda">.</Page>,
} as const;
const entries = [...routes.filter(({ layout }) => layout !== 'staff'), agenda];

const outside = aSession({ role: 'super_admin', platform: 'outside', permissions: ['platform:enter'] });
const entry = { reason: 'Chamado 4711, agenda parada', until: '2099-01-01T00:00:00.000Z' };
const inside = aSession({ role: 'super_admin', platform: entry });
const clinicId = 'c'.repeat(24);

test('outside every clinic there is the list of clinics alone; entering asks why and for how long', async () => {
  respond(listPlatformClinics, [
    {
      id: clinicId,
      name: 'Clínica Ipê',
      status: 'active',
      isDemo: false,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  ]);
  const calls = respond(enterClinic, inside);
  const { user } = renderApp('/patients', { session: outside, routes: entries });
  expect(await screen.findByRole('heading', { name: 'Clínicas da plataforma' })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Entrar em Clínica Ipê' }));
  const send = async () => {
    const buttons = screen.getAllByRole('button', { name: 'Entrar em Clínica Ipê' });
    await user.click(buttons.at(-1) as HTMLElement);
  };
  await send();
  expect(calls).toHaveLength(0);
  await user.type(screen.getByRole('textbox', { name: 'Motivo' }), entry.reason);
  await send();
  await waitFor(() => expect(calls[0]?.body).toEqual({ clinicId, reason: entry.reason, minutes: 30 }));
  expect(await screen.findByRole('region', { name: 'Acesso da plataforma' })).toHaveTextContent(entry.reason);
});

test('inside, the banner says whose clinic and why, and leads out', async () => {
  respond(leaveClinic, outside);
  respond(listPlatformClinics, []);
  const { user } = renderApp('/agenda', { session: inside, routes: entries });
  const banner = await screen.findByRole('region', { name: 'Acesso da plataforma' });
  expect(banner).toHaveTextContent('Clínica Ipê Branco');
  expect(banner).toHaveTextContent(/min restantes/);
  await user.click(screen.getByRole('button', { name: 'Sair da clínica' }));
  expect(await screen.findByRole('heading', { name: 'Clínicas da plataforma' })).toBeVisible();
});

test('whoever works in two clinics switches in the header: what was read is dropped', async () => {
  const session = aSession();
  const other = aSession({ clinic: { ...session.clinic, id: clinicId as never, name: 'Clínica Jacarandá' } });
  respond(listMyClinics, [
    { id: session.clinic.id, name: session.clinic.name, role: 'receptionist', isCurrent: true },
    { id: clinicId, name: 'Clínica Jacarandá', role: 'manager', isCurrent: false },
  ]);
  const calls = respond(switchClinic, other);
  const { user, queryClient } = renderApp('/agenda', { session, routes: entries });
  queryClient.setQueryData(['patients', 'list'], ['Ana']);
  await user.click(await screen.findByRole('button', { name: /Clínica Ipê Branco/ }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Clínica Jacarandá' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ clinicId }));
  await waitFor(() => expect(queryClient.getQueryData(['patients', 'list'])).toBeUndefined());
  expect((await screen.findAllByText('Clínica Jacarandá')).length).toBeGreaterThan(0);
});
