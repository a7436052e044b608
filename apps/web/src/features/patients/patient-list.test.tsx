import { getPatient, listPatients, listPatientVisits } from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http as msw } from 'msw';
import { useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp, renderUi } from '../../testing/render-app.tsx';
import { cut, respond, server } from '../../testing/server.ts';
import { PatientListPage } from './PatientListPage.tsx';
import { aPatient, aRow, idOf, storedText } from './testing/people.ts';

const bruno = aRow({ id: idOf('2'), fullName: 'Bruno Quirós', recordNumber: 2102 });

const searchBox = () => screen.findByRole('searchbox', { name: 'Buscar paciente' });
const openList = (path = '/patients') => renderApp(path, { session: aSession() });

test('the search has the focus; arrows walk the rows and back, and Enter opens one', async () => {
  respond(listPatients, [aRow(), bruno]);
  respond(getPatient, aPatient({ id: bruno.id, fullName: 'Bruno Quirós' }));
  respond(listPatientVisits, []);
  const { user } = openList();
  expect(await searchBox()).toHaveFocus();
  await screen.findByText('Bruno Quirós');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('row', { name: /Bruno Quirós/ })).toHaveFocus();
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(await searchBox()).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Bruno Quirós' })).toBeVisible();
});

test('an answer to an older text never takes the place of the newer one', async () => {
  let letGo: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const asked: string[] = [];
  let lateAnswers = 0;
  server.use(
    msw.get('http://localhost:3000/api/v1/patients', async ({ request }) => {
      const search = new URL(request.url).searchParams.get('search') ?? '';
      asked.push(search);
      if (search === 'an') {
        await slow;
        lateAnswers += 1;
      }
      const rows = search === 'an' ? [aRow()] : search === 'bru' ? [bruno] : [];
      return HttpResponse.json({
        success: true,
        data: rows,
        meta: { page: { limit: 50, total: rows.length } },
      });
    }),
  );
  const { user } = openList();
  await user.type(await searchBox(), 'an');
  await waitFor(() => expect(asked).toContain('an'));
  await user.clear(await searchBox());
  await user.type(await searchBox(), 'bru');
  expect(await screen.findByText('Bruno Quirós')).toBeVisible();
  letGo();
  await waitFor(() => expect(lateAnswers).toBe(1));
  expect(screen.queryByText('Ana Lima')).toBeNull();
  expect(screen.getByText('Bruno Quirós')).toBeVisible();
});

test('Enter typed ahead of the answer opens the first person of its own text', async () => {
  server.use(
    msw.get('http://localhost:3000/api/v1/patients', ({ request }) => {
      const search = new URL(request.url).searchParams.get('search') ?? '';
      const rows = search === 'bru' ? [bruno] : [aRow()];
      return HttpResponse.json({ success: true, data: rows, meta: { page: { limit: 50, total: 1 } } });
    }),
  );
  respond(getPatient, ({ params }) =>
    params['patientId'] === bruno.id ? aPatient({ id: bruno.id, fullName: 'Bruno Quirós' }) : aPatient(),
  );
  respond(listPatientVisits, []);
  const { user } = openList();
  await screen.findByText('Ana Lima');
  await user.type(await searchBox(), 'bru{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Bruno Quirós' })).toBeVisible();
});

test('what was searched stays with the page but never stands in its address or in storage', async () => {
  const calls = respond(listPatients, [aRow()]);
  const Address = () => <output>{JSON.stringify(useLocation())}</output>;
  const { user } = renderUi(
    <>
      <PatientListPage />
      <Address />
    </>,
    { path: '/patients?status=all', session: aSession() },
  );
  await user.type(await searchBox(), 'ana');
  await waitFor(() => expect(calls.at(-1)?.query.get('search')).toBe('ana'));
  expect(calls.at(-1)?.query.get('status')).toBe('all');
  expect(screen.getByRole('radio', { name: 'Todos' })).toBeChecked();
  const address = await screen.findByText(/"state":\{"search":"ana"\}/);
  expect(JSON.parse(address.textContent)).toMatchObject({
    pathname: '/patients',
    search: '?status=all',
    hash: '',
  });
  expect(storedText()).not.toContain('ana');
});

test('nobody found offers to register that name, written as a name', async () => {
  respond(listPatients, []);
  const { user } = openList();
  await user.type(await searchBox(), 'jao figera');
  expect(await screen.findByText('Ninguém com “jao figera”. Cadastrar com esse nome?')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cadastrar “jao figera”' }));
  expect(await screen.findByRole('textbox', { name: 'Nome' })).toHaveValue('Jao');
  expect(screen.getByRole('textbox', { name: 'Sobrenome' })).toHaveValue('Figera');
});

test('more rows come by cursor and the count says how many there are', async () => {
  const cursors: (string | null)[] = [];
  server.use(
    msw.get('http://localhost:3000/api/v1/patients', ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor');
      cursors.push(cursor);
      const page = cursor === null ? { limit: 50, total: 2, nextCursor: 'c1' } : { limit: 50, total: 2 };
      return HttpResponse.json({ success: true, data: [cursor === null ? aRow() : bruno], meta: { page } });
    }),
  );
  const { user } = openList();
  expect(await screen.findByText('2 pacientes', { selector: 'p' })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Mostrar mais' }));
  const table = await screen.findByRole('table', { name: 'Pacientes' });
  expect(await within(table).findByText('Bruno Quirós')).toBeVisible();
  expect(within(table).getByText('Ana Lima')).toBeVisible();
  expect(cursors).toEqual([null, 'c1']);
  expect(screen.queryByRole('button', { name: 'Mostrar mais' })).toBeNull();
});

test('a list that does not load keeps the search and can be asked again', async () => {
  cut(listPatients);
  const { user } = openList();
  await user.type(await searchBox(), 'ana');
  expect(await screen.findByText('A lista não carregou.')).toBeVisible();
  respond(listPatients, [aRow()]);
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }));
  expect(await screen.findByText('Ana Lima')).toBeVisible();
  expect(await searchBox()).toHaveValue('ana');
});
