import {
  changePatient,
  createPatient,
  findDuplicates,
  getPatient,
  listPatients,
  listPatientVisits,
  PatientDraft,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { claimDrafts } from '../../lib/drafts.ts';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { aPatient, aRow, idOf, storedText } from './testing/people.ts';

// Each test is another person at the desk: nobody finds somebody else's unfinished form.
beforeEach(() => claimDrafts(crypto.randomUUID()));

const field = (name: string) => screen.findByRole('textbox', { name });
const openNew = () => renderApp('/patients/new', { session: aSession() });
const openEdit = () => {
  respond(listPatientVisits, []);
  return renderApp(`/patients/${idOf('1')}/edit`, { session: aSession() });
};

test('every key of the contract has a field', async () => {
  const { user } = openNew();
  await field('Nome');
  await user.click(screen.getByRole('button', { name: 'Adicionar responsável legal' }));
  await field('Nome do responsável');
  const paths = [...document.querySelectorAll<HTMLElement>('[data-path]')].map(
    (node) => node.dataset['path']?.split('.')[0],
  );
  for (const key of PatientDraft.keyof().options) expect(paths).toContain(key);
});

test('saving an empty form lists every problem at once and goes to the first', async () => {
  const { user } = openNew();
  await user.click(await screen.findByRole('button', { name: /Cadastrar paciente/ }));
  expect(await screen.findByRole('button', { name: /^Nome:/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Sobrenome:/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Telefone:/ })).toBeVisible();
  expect(await field('Nome')).toHaveFocus();
});

test('any spelling is put in order when the field is left', async () => {
  respond(findDuplicates, []);
  const { user } = openNew();
  await user.type(await field('Telefone'), '11988887777');
  await user.type(await field('CPF'), '12345678909');
  await user.type(await field('CEP'), '01310100');
  await user.type(await field('Data de nascimento'), '10021990');
  await user.tab();
  expect(await field('Telefone')).toHaveValue('(11) 98888-7777');
  expect(await field('CPF')).toHaveValue('123.456.789-09');
  expect(await field('CEP')).toHaveValue('01310-100');
  expect(await field('Data de nascimento')).toHaveValue('10/02/1990');
});

test('a minor opens the guardian section', async () => {
  const { user } = openNew();
  expect(screen.queryByRole('textbox', { name: 'Nome do responsável' })).toBeNull();
  await user.type(await field('Data de nascimento'), 'hoje');
  await user.tab();
  expect(await field('Nome do responsável')).toBeVisible();
  expect(screen.getByText(/Menor de idade/)).toBeVisible();
});

test('somebody with this phone is named while the form is typed; another person can be said at once', async () => {
  const asked = respond(findDuplicates, [{ patient: aRow(), reason: 'phone' }]);
  const { user } = openNew();
  await user.type(await field('Telefone'), '11988887777');
  await user.tab();
  const question = await screen.findByText(/Já existe Ana Lima com este telefone\. É a mesma pessoa\?/);
  expect(question).toBeVisible();
  expect(screen.getByRole('link', { name: 'Abrir: Ana Lima' })).toHaveAttribute(
    'href',
    `/patients/${idOf('1')}`,
  );
  expect(asked[0]?.body).toEqual({ phone: '(11) 98888-7777' });
  await user.click(screen.getByRole('button', { name: 'É outra pessoa' }));
  expect(screen.queryByText(/Já existe Ana Lima/)).toBeNull();
});

test('a refused duplicate keeps what was typed, and saying "another person" sends it confirmed', async () => {
  respond(findDuplicates, []);
  respond(listPatientVisits, []);
  respond(getPatient, aPatient());
  const created = respond(createPatient, aPatient({ id: idOf('9'), fullName: 'Ana Lima' }));
  const refused = refuse(createPatient, 'duplicate-patient', {
    details: { duplicateOf: { id: idOf('1'), fullName: 'Ana Lima', reason: 'phone-and-name' } },
    isOnce: true,
  });
  const { user } = openNew();
  await user.type(await field('Nome'), 'Ana');
  await user.type(await field('Sobrenome'), 'Lima');
  await user.type(await field('Telefone'), '11988887777');
  await user.click(screen.getByRole('button', { name: /Cadastrar paciente/ }));
  expect(await screen.findByText(/Já existe Ana Lima com este nome e telefone/)).toBeVisible();
  expect(await field('Sobrenome')).toHaveValue('Lima');
  expect(refused[0]?.body).toMatchObject({ confirmDuplicate: false });
  await user.click(screen.getByRole('button', { name: 'É outra pessoa' }));
  await waitFor(() => expect(created).toHaveLength(1));
  expect(created[0]?.body).toMatchObject({ firstName: 'Ana', confirmDuplicate: true });
});

test('one CPF belongs to one person: that answer is not offered', async () => {
  respond(findDuplicates, [{ patient: aRow(), reason: 'cpf' }]);
  const { user } = openNew();
  await user.type(await field('CPF'), '12345678909');
  await user.tab();
  expect(await screen.findByText(/Já existe Ana Lima com este CPF/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'É outra pessoa' })).toBeNull();
});

test('only what was changed is sent, and a cleared field is null', async () => {
  respond(getPatient, aPatient());
  respond(findDuplicates, []);
  const changed = respond(changePatient, aPatient({ rev: 4 }));
  const { user } = openEdit();
  await user.clear(await field('E-mail'));
  await user.type(await field('Nome social'), 'Nina');
  await user.click(screen.getByRole('button', { name: /Salvar/ }));
  await waitFor(() => expect(changed).toHaveLength(1));
  expect(changed[0]?.body).toEqual({ email: null, socialName: 'Nina', rev: 3 });
});

const staleOnce = () =>
  refuse(changePatient, 'stale', {
    details: {
      current: {
        rev: 5,
        changedAt: '2026-11-25T13:40:00.000Z',
        changedBy: 'Rafael Nunes',
        fields: ['phone'],
      },
    },
    isOnce: true,
  });

const editWhileRafaelDoes = async () => {
  respond(getPatient, aPatient());
  respond(findDuplicates, []);
  const changed = respond(changePatient, aPatient({ rev: 6 }));
  staleOnce();
  const { user } = openEdit();
  await user.clear(await field('Telefone'));
  await user.type(await field('Telefone'), '11966665555');
  await user.type(await field('Nome social'), 'Nina');
  respond(getPatient, aPatient({ phone: '(11) 97777-6666', rev: 5 }));
  await user.click(screen.getByRole('button', { name: /Salvar/ }));
  return { user, changed };
};

test('when somebody saved first, who and what is shown, and mine is saved over the newest record', async () => {
  const { user, changed } = await editWhileRafaelDoes();
  expect(await screen.findByText(/Rafael Nunes mudou este cadastro/)).toBeVisible();
  const row = screen.getByRole('row', { name: /Telefone/ });
  expect(within(row).getByText('(11) 96666-5555')).toBeVisible();
  expect(within(row).getByText('(11) 97777-6666')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Usar o meu' }));
  await waitFor(() => expect(changed).toHaveLength(1));
  expect(changed[0]?.body).toEqual({ phone: '(11) 96666-5555', socialName: 'Nina', rev: 5 });
});

test('taking the new one keeps the rest as typed', async () => {
  const { user, changed } = await editWhileRafaelDoes();
  await user.click(await screen.findByRole('button', { name: 'Ver o novo' }));
  expect(await field('Telefone')).toHaveValue('(11) 97777-6666');
  expect(await field('Nome social')).toHaveValue('Nina');
  await user.click(screen.getByRole('button', { name: /Salvar/ }));
  await waitFor(() => expect(changed).toHaveLength(1));
  expect(changed[0]?.body).toEqual({ socialName: 'Nina', rev: 5 });
});

test('leaving with changes asks; what was typed is found again, in memory only', async () => {
  const { user, unmount } = openNew();
  await user.type(await field('Nome'), 'Joana');
  await user.click(screen.getByRole('button', { name: 'Voltar' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sair sem salvar?' });
  await user.click(within(dialog).getByRole('button', { name: 'Continuar editando' }));
  expect(await field('Nome')).toHaveValue('Joana');
  expect(storedText()).not.toContain('Joana');

  // The page goes away without an answer, as with the browser's back.
  unmount();
  openNew();
  expect(await field('Nome')).toHaveValue('Joana');
  await user.click(screen.getByRole('button', { name: 'Descartar' }));
  expect(await field('Nome')).toHaveValue('');
});

test('a link inside the page asks too, and leaving forgets what was typed', async () => {
  const { user } = renderApp('/patients/new', { session: aSession() });
  respond(listPatients, []);
  await user.type(await field('Nome'), 'Joana');
  await user.click(screen.getByRole('link', { name: 'Voltar: Pacientes' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sair sem salvar?' });
  await user.click(within(dialog).getByRole('button', { name: 'Sair sem salvar' }));
  expect(await screen.findByRole('searchbox', { name: 'Buscar paciente' })).toBeVisible();
});
