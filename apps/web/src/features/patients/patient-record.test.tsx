import {
  deactivatePatient,
  findDuplicates,
  getPatient,
  listMerges,
  listPatientVisits,
  mergePatients,
  PatientId,
  previewMerge,
  reactivatePatient,
  undoMerge,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { aPatient, aRow, aVisit, idOf } from './testing/people.ts';

const path = `/patients/${idOf('1')}`;

beforeEach(() => {
  respond(listMerges, []);
});

test('the social name comes first, and a minor without guardian is seen on every tab', async () => {
  respond(listPatientVisits, [aVisit()]);
  respond(
    getPatient,
    aPatient({ socialName: 'Nina Lima', fullName: 'Nina Lima', age: 11, needsGuardian: true }),
  );
  const { user } = renderApp(path, { session: aSession() });
  expect(await screen.findByRole('heading', { level: 1, name: 'Nina Lima' })).toBeVisible();
  expect(screen.getByText('Nome civil: Ana Lima')).toBeVisible();
  const alerts = screen.getByRole('list', { name: 'Alertas' });
  expect(within(alerts).getByText('Menor sem responsável')).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Consultas' }));
  expect(await screen.findByRole('table', { name: 'Consultas' })).toBeVisible();
  expect(screen.getByRole('list', { name: 'Alertas' })).toBeVisible();
  expect(document.title).not.toContain('Nina');
});

test('Alt and an arrow walk the tabs; a visit opens the agenda on its day at the clinic', async () => {
  respond(getPatient, aPatient());
  respond(listPatientVisits, [aVisit()]);
  const { user } = renderApp(path, { session: aSession() });
  (await screen.findByRole('link', { name: 'Visão Geral' })).focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(await screen.findByRole('link', { name: 'Consultas' })).toHaveAttribute('aria-current', 'page');
  // 01:30 UTC on the 4th is still the 3rd in São Paulo.
  expect(await screen.findByRole('link', { name: /03\/12\/2026 22:30/ })).toHaveAttribute(
    'href',
    `/agenda?day=2026-12-03&visit=${idOf('e1')}`,
  );
});

test('deactivating can be taken back', async () => {
  respond(getPatient, aPatient());
  respond(listPatientVisits, []);
  const off = respond(deactivatePatient, aPatient({ status: 'inactive' }));
  const on = respond(reactivatePatient, aPatient());
  const { user } = renderApp(path, { session: aSession({ role: 'admin' }) });
  await user.click(await screen.findByRole('button', { name: 'Mais ações' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Desativar' }));
  await waitFor(() => expect(off).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: 'Desfazer' }));
  await waitFor(() => expect(on).toHaveLength(1));
});

test('who may only read is offered no change', async () => {
  respond(getPatient, aPatient());
  respond(listPatientVisits, []);
  renderApp(path, { session: aSession({ role: 'assistant' }) });
  await screen.findByRole('heading', { level: 1, name: 'Ana Lima' });
  expect(screen.queryByRole('link', { name: 'Editar' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Agendar' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Mais ações' })).toBeNull();
});

test('a record that does not open says that nothing changed', async () => {
  refuse(getPatient, 'not-found');
  renderApp(path, { session: aSession() });
  expect(await screen.findByText('O prontuário não abriu. Nada foi alterado.')).toBeVisible();
});

test('a merge shows what stays, goes and comes out before it is done, and can be undone', async () => {
  const other = aRow({ id: idOf('2'), fullName: 'Ana B. Lima', recordNumber: 2199 });
  respond(getPatient, aPatient());
  respond(listPatientVisits, []);
  respond(findDuplicates, [{ patient: other, reason: 'phone' }]);
  const preview = respond(previewMerge, {
    survivor: aRow(),
    duplicate: other,
    fields: [
      { field: 'lastName', kept: 'Lima', dropped: 'B. Lima', result: 'Lima' },
      { field: 'dateOfBirth', dropped: '1990-02-10', result: '1990-02-10' },
    ],
    movedVisits: 3,
  });
  const merged = respond(mergePatients, { mergeId: idOf('c'), patient: aPatient() });
  const undone = respond(undoMerge, { survivor: aPatient(), duplicate: aPatient({ id: idOf('2') }) });
  const { user } = renderApp(`${path}/merge`, { session: aSession({ role: 'manager' }) });
  await user.click(await screen.findByRole('button', { name: /Ana B\. Lima/ }));
  const row = await screen.findByRole('row', { name: /Sobrenome/ });
  expect(within(row).getByText('B. Lima')).toBeVisible();
  expect(screen.getByRole('row', { name: /Data de nascimento Não informado 10\/02\/1990/ })).toBeVisible();
  expect(screen.getByText('3 consultas passam para o cadastro que fica.')).toBeVisible();
  expect(preview[0]?.body).toEqual({ survivorId: idOf('1'), duplicateId: idOf('2') });
  expect(merged).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Unificar em Ana Lima (2101)' }));
  await user.click(await screen.findByRole('button', { name: 'Unificar cadastros' }));
  await waitFor(() => expect(merged).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: 'Desfazer' }));
  await waitFor(() => expect(undone[0]?.params).toEqual({ mergeId: idOf('c') }));
});

const aMerge = (changes: object = {}) => ({
  id: idOf('c'),
  survivor: { id: PatientId.parse(idOf('1')), fullName: 'Ana Lima', recordNumber: 2101 },
  duplicate: { id: PatientId.parse(idOf('2')), fullName: 'Ana B. Lima', recordNumber: 2199 },
  movedVisits: 2,
  at: '2026-11-24T13:00:00.000Z',
  by: 'Rita Campos',
  canUndo: true,
  ...changes,
});

test('earlier merges stand on the record: who, when, and undone where that is still possible', async () => {
  respond(getPatient, aPatient());
  respond(listPatientVisits, []);
  respond(listMerges, [
    aMerge(),
    aMerge({ id: idOf('d'), canUndo: false, undoneAt: '2026-11-23T13:00:00.000Z' }),
  ]);
  const undone = respond(undoMerge, { survivor: aPatient(), duplicate: aPatient({ id: idOf('2') }) });
  const { user } = renderApp(path, { session: aSession({ role: 'manager' }) });
  const part = await screen.findByRole('region', { name: 'Cadastros unificados' });
  const [first, second] = within(part).getAllByRole('listitem');
  expect(first).toHaveTextContent('Ana B. Lima (2199) foi unificado aqui24/11, 10:00 · Rita Campos');
  expect(second).toHaveTextContent('desfeita em 23/11, 10:00');
  const buttons = within(part).getAllByRole('button', { name: /^Desfazer a unificação/ });
  expect(buttons).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Desfazer a unificação de Ana B. Lima (2199)' }));
  expect(await screen.findByText(/2 consultas voltam ao cadastro de origem/)).toBeVisible();
  expect(undone).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Desfazer' }));
  await waitFor(() => expect(undone[0]?.params).toEqual({ mergeId: idOf('c') }));
});

test('on the record that went away the merge leads to the one that stayed; who may not undo is not offered it', async () => {
  respond(getPatient, aPatient({ id: idOf('2'), status: 'merged' }));
  respond(listPatientVisits, []);
  respond(listMerges, [aMerge()]);
  renderApp(`/patients/${idOf('2')}`, { session: aSession({ role: 'assistant' }) });
  expect(await screen.findByRole('link', { name: 'Unificado em Ana Lima (2101)' })).toHaveAttribute(
    'href',
    path,
  );
  expect(screen.queryByRole('button', { name: /Desfazer/ })).toBeNull();
});

test('a record without merges shows none, and one whose merges did not load says so', async () => {
  respond(getPatient, aPatient());
  respond(listPatientVisits, []);
  const { unmount } = renderApp(path, { session: aSession() });
  await screen.findByRole('heading', { level: 1, name: 'Ana Lima' });
  expect(screen.queryByRole('region', { name: 'Cadastros unificados' })).toBeNull();
  unmount();
  refuse(listMerges, 'internal');
  renderApp(path, { session: aSession() });
  expect(await screen.findByText('As unificações não carregaram.')).toBeVisible();
});
