import {
  changeLocation,
  changeOperatory,
  changeWorkingHours,
  createAppointmentType,
  createClosure,
  createProvider,
  listClosures,
  listHolidays,
  previewWorkingHours,
} from '@topsmile/contracts';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { claimDrafts } from '../../lib/drafts.ts';
import { endpoints } from '../../lib/session.ts';
import { aSession } from '../../testing/a-session.ts';
import {
  aChair,
  aLocation,
  aProvider,
  aType,
  ids,
  respondConfiguration,
} from '../../testing/configuration.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { Route, Routes } from 'react-router';
import { SessionContext } from '../../lib/session-context.ts';
import { useToasts } from '../../ui/toasts.ts';
import { SettingsPage } from './SettingsPage.tsx';

// Whole forms on a busy machine.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

const session = aSession({ role: 'admin' });
const open = (path: string, role: 'admin' | 'manager' = 'admin') =>
  renderUi(
    <SessionContext value={aSession({ role })}>
      <Routes>
        <Route path="/settings/*" element={<SettingsPage />} />
        <Route path="/queue" element={<h1>Fila</h1>} />
      </Routes>
    </SessionContext>,
    { path, session },
  );

let tests = 0;
beforeEach(() => {
  tests += 1;
  claimDrafts(`nobody-${tests}`);
  useToasts.setState({ toasts: [] });
  respondConfiguration();
  respond(endpoints.me, session);
});

test('pages follow the rights: a manager configures the agenda but not the clinic', async () => {
  open('/settings', 'manager');
  expect(await screen.findByRole('link', { name: 'Cadeiras' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Clínica' })).toBeNull();
});

test('a clinic with one place never reads the word for many', async () => {
  open('/settings/places');
  expect(await screen.findByRole('heading', { level: 1, name: 'Endereço e horários' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Unidades' })).toBeNull();
});

test('a chair is renamed where it stands; a taken name says so and stays as typed', async () => {
  const first = refuse(changeOperatory, 'already-exists', { isOnce: true });
  const { user } = open('/settings/chairs');
  const name = await screen.findByRole('textbox', { name: 'Nome: Cadeira 1' });
  await user.clear(name);
  await user.type(name, 'Sala azul{Enter}');
  expect(await screen.findByText(/Já existe um registro/)).toBeVisible();
  expect(name).toHaveValue('Sala azul');
  expect(first).toHaveLength(1);
  const calls = respond(changeOperatory, { ...aChair('Sala azul'), rev: 2 });
  await user.type(name, '{Enter}');
  await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 1, name: 'Sala azul' }));
});

test('chairs change places by keyboard, and only those that moved are sent', async () => {
  respondConfiguration({ chairs: [aChair(), aChair('Cadeira 2', ids.chair2, 1)] });
  const calls = respond(changeOperatory, aChair());
  const { user } = open('/settings/chairs');
  const grip = await screen.findByRole('button', { name: /Mudar a ordem de Cadeira 2/ });
  grip.focus();
  await user.keyboard('{ArrowUp}');
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls.map(({ params, body }) => [params['operatoryId'], body])).toEqual([
    [ids.chair2, { rev: 1, order: 0 }],
    [ids.chair1, { rev: 1, order: 1 }],
  ]);
});

test('a type without a name is not sent; its problem stands at the field, which has the focus', async () => {
  const calls = respond(createAppointmentType, aType());
  const { user } = open('/settings/types?open=new');
  await user.click(await screen.findByRole('button', { name: 'Criar tipo' }));
  const name = screen.getByRole('textbox', { name: 'Nome' });
  await waitFor(() => expect(name).toHaveFocus());
  expect(name).toHaveAccessibleDescription('Preencha este campo.');
  expect(calls).toHaveLength(0);
  await user.type(name, 'Canal');
  await user.click(screen.getByRole('radio', { name: 'Rosa' }));
  await user.click(screen.getByRole('button', { name: 'Criar tipo' }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toMatchObject({ name: 'Canal', color: '#F5E3EE', durationMinutes: 30 });
});

test('D-49: the specialties of a person are words of the contract', async () => {
  const calls = respond(createProvider, aProvider());
  const { user } = open('/settings/providers?open=new');
  await user.type(await screen.findByRole('textbox', { name: 'Nome' }), 'Iara');
  await user.type(screen.getByRole('textbox', { name: 'Sobrenome' }), 'Luz');
  const field = screen.getByRole('combobox', { name: 'Especialidades' });
  await user.click(field);
  for (const name of ['Ortodontia', 'Endodontia'])
    await user.click(await screen.findByRole('option', { name }));
  await user.click(screen.getByRole('button', { name: /^Cadastrar|^Criar/ }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(createProvider.body.safeParse(calls[0]?.body).error?.issues ?? []).toEqual([]);
  expect(calls[0]?.body).toMatchObject({
    firstName: 'Iara',
    lastName: 'Luz',
    specialties: ['orthodontics', 'endodontics'],
  });
});

test('a holiday that is worked is saved with the place', async () => {
  respond(listHolidays, [{ date: '2026-12-25', name: 'Natal', isObserved: true }]);
  const calls = respond(changeLocation, aLocation({ rev: 2 }));
  const { user } = open('/settings/places');
  const natal = await screen.findByRole('switch', { name: /Natal/ });
  expect(natal).toBeChecked();
  await user.click(natal);
  expect(natal).not.toBeChecked();
  await user.click(screen.getByRole('button', { name: 'Salvar' }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ rev: 1, holidays: { isObserved: true, worked: ['2026-12-25'] } });
});

test('hours: the effect is told before saving; a failed save keeps what was changed', async () => {
  const stranded = [1, 2, 3].map((number) => ({
    appointmentId: String(number).padStart(24, '0'),
    startsAt: '2026-11-30T14:00:00.000Z',
    patientName: 'Ana Lima',
    providerName: 'Dra. Helena Prado',
  }));
  const previews = respond(previewWorkingHours, { stranded });
  refuse(changeWorkingHours, 'stale', { isOnce: true });
  const { user } = open(`/settings/providers/${ids.provider}/hours`);
  await user.click(await screen.findByRole('button', { name: 'terça, 08:00 às 12:00, Cadeira 1' }));
  await user.keyboard('{Delete}');
  expect(await screen.findByText('3 consultas ficam fora')).toBeVisible();
  expect(previews.at(-1)?.body).toMatchObject({
    rev: 2,
    hours: [
      {
        weekdays: [1],
        startsAt: '08:00',
        endsAt: '12:00',
        locationId: ids.location,
        operatoryId: ids.chair1,
      },
    ],
  });
  await user.click(screen.getByRole('button', { name: 'Salvar horários' }));
  expect(await screen.findByText('Não salvou; o que você mudou continua aqui.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^terça, 08:00/ })).toBeNull();
  respond(changeWorkingHours, { provider: aProvider({ rev: 3 }), stranded });
  await user.click(screen.getByRole('button', { name: 'Salvar horários' }));
  await user.click(await screen.findByRole('button', { name: 'Ver na fila' }));
  expect(await screen.findByRole('heading', { name: 'Fila' })).toBeVisible();
});

test('hours can be kept for some types, and stay so when other hours are saved', async () => {
  const previews = respond(previewWorkingHours, { stranded: [] });
  const { user } = open(`/settings/providers/${ids.provider}/hours`);
  await user.click(await screen.findByRole('button', { name: 'terça, 08:00 às 12:00, Cadeira 1' }));
  await user.click(await screen.findByRole('combobox', { name: /^Só para/ }));
  const [option] = await screen.findAllByRole('option', { name: aType().name });
  if (option === undefined) throw new Error('no type to choose');
  await user.click(option);
  expect(
    await screen.findByRole('button', { name: `terça, 08:00 às 12:00, Cadeira 1, só ${aType().name}` }),
  ).toBeVisible();
  await waitFor(() =>
    expect(previews.at(-1)?.body).toMatchObject({
      hours: [{ weekdays: [1] }, { weekdays: [2], typeIds: [aType().id] }],
    }),
  );
});

test('the places of a block are options with a name, and nothing else of them reaches the page', async () => {
  respond(previewWorkingHours, { stranded: [] });
  const { user } = open(`/settings/providers/${ids.provider}/hours`);
  await user.click(await screen.findByRole('button', { name: 'terça, 08:00 às 12:00, Cadeira 1' }));
  const options = await screen.findAllByRole('option');
  const attributes = options.flatMap((option) => option.getAttributeNames());
  expect(options.length).toBeGreaterThan(1);
  expect(attributes.filter((name) => /id$/i.test(name))).toEqual([]);
});

test('time off is one more thing to save, with its kind and its days', async () => {
  respond(previewWorkingHours, { stranded: [] });
  const calls = respond(changeWorkingHours, { provider: aProvider({ rev: 3 }), stranded: [] });
  const { user } = open(`/settings/providers/${ids.provider}/hours`);
  await user.click(await screen.findByRole('button', { name: 'Ausência' }));
  const form = screen.getByRole('form', { name: 'Ausência' });
  await user.type(within(form).getByRole('textbox', { name: 'Primeiro dia' }), '20122030');
  await user.type(within(form).getByRole('textbox', { name: 'Último dia' }), '10122030');
  await user.click(within(form).getByRole('button', { name: 'Adicionar' }));
  expect(await within(form).findByText('O fim vem antes do início.')).toBeVisible();
  await user.clear(within(form).getByRole('textbox', { name: 'Último dia' }));
  await user.type(within(form).getByRole('textbox', { name: 'Último dia' }), '31122030');
  await user.click(within(form).getByRole('button', { name: 'Adicionar' }));
  expect(await screen.findByText('20/12/2030 a 31/12/2030')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Salvar horários' }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toMatchObject({
    timeOff: [{ from: '2030-12-20', to: '2030-12-31', kind: 'vacation' }],
  });
});

test('a closure says how many visits are left outside and leads to the queue', async () => {
  respond(listClosures, []);
  const calls = respond(createClosure, {
    id: '0'.repeat(24),
    from: '2030-12-24',
    to: '2030-12-24',
    reason: 'Recesso',
    strandedCount: 3,
  });
  const { user } = open('/settings/closures?open=new');
  await user.type(await screen.findByRole('textbox', { name: 'Motivo' }), 'Recesso');
  await user.type(screen.getByRole('textbox', { name: 'Primeiro dia' }), '24/12/2030');
  await user.click(screen.getByRole('button', { name: 'Fechar a agenda' }));
  expect(await screen.findByRole('button', { name: 'Ver na fila' })).toBeVisible();
  expect(screen.getAllByText('3 consultas ficam fora.').length).toBeGreaterThan(0);
  expect(calls[0]?.body).toEqual({ from: '2030-12-24', to: '2030-12-24', reason: 'Recesso' });
});
