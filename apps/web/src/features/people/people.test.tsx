import {
  type BodyInput,
  changePerson,
  changeRole,
  createInvitation,
  createRole,
  deactivatePerson,
  endPersonSession,
  listPeople,
  listPersonSessions,
  listProviders,
  listRoles,
  permissions,
  permissionsOf,
  type Person,
  resendInvitation,
  type RoleMatrix,
  roles,
  type ViewOf,
} from '@topsmile/contracts';
import { configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { claimDrafts } from '../../lib/drafts.ts';
import { aSession } from '../../testing/a-session.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { useToasts } from '../../ui/toasts.ts';
import words from '../../locales/pt-BR/people.json';
import { PeoplePage } from './PeoplePage.tsx';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

const idOf = (last: string): string => last.padStart(24, '0');
type PersonView = ViewOf<typeof Person>;
const aPerson = (more: Partial<PersonView> = {}): PersonView => ({
  id: idOf('d1'),
  firstName: 'Rafael',
  lastName: 'Nunes',
  email: 'rafael@example.com',
  role: 'dentist',
  state: 'active',
  hasSecondFactor: true,
  mustChangePassword: false,
  openSessions: 3,
  lastSeenAt: '2026-11-25T10:52:00.000Z',
  isYou: false,
  rev: 2,
  ...more,
});
const you = aPerson({ id: idOf('a1'), firstName: 'Vitor', lastName: 'Amaral', role: 'admin', isYou: true });
const guest = aPerson({
  id: idOf('e1'),
  firstName: 'Sônia',
  lastName: 'Vidal',
  role: 'lab_technician',
  state: 'invited',
  invitedUntil: '2099-11-27T10:00:00.000Z',
  openSessions: 0,
});

const matrix: ViewOf<typeof RoleMatrix> = {
  fixed: roles.map((role) => ({ role, permissions: permissionsOf(role), peopleCount: 1 })),
  own: [
    {
      id: idOf('f1'),
      name: 'Coordenação clínica',
      base: 'manager',
      permissions: ['patients:read', 'patients:write', 'billing:read', 'billing:write'],
      peopleCount: 1,
      rev: 4,
    },
  ],
};

const open = (role: 'admin' | 'manager' = 'admin') =>
  renderUi(<PeoplePage />, { session: aSession({ role }) });

let tests = 0;
beforeEach(() => {
  tests += 1;
  claimDrafts(`people-${tests}`);
  useToasts.setState({ toasts: [] });
  respond(listPeople, [you, aPerson(), guest]);
  respond(listRoles, matrix);
  respond(listProviders, []);
  respond(listPersonSessions, []);
});

const cell = (name: string) => screen.findByRole('checkbox', { name: `${name}, Coordenação clínica` });

describe('the people', () => {
  test('everybody is listed with role and state; a search finds without accents', async () => {
    const { user } = open();
    const list = await screen.findByRole('region', { name: 'Pessoas' });
    expect(within(list).getByText('Dentista · 3 aparelhos')).toBeVisible();
    expect(within(list).getByText(/TPD · convite até/)).toBeVisible();
    expect(within(list).getByText('Administração · você')).toBeVisible();
    await user.type(within(list).getByRole('textbox', { name: 'Buscar pessoa' }), 'sonia');
    expect(within(list).queryByText('Rafael Nunes')).toBeNull();
    expect(within(list).getByText('Sônia Vidal')).toBeVisible();
  });

  test('when it does not load, it says so and can be tried again', async () => {
    refuse(listPeople, 'internal', { isOnce: true });
    const { user } = open();
    expect(await screen.findByText('As pessoas não carregaram.')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Tentar de novo' })[0] as HTMLElement);
    expect(await screen.findByText('Rafael Nunes')).toBeVisible();
  });

  test('without the right to write, nothing can be changed', async () => {
    open('manager');
    expect(await cell('Ver pacientes')).toBeDisabled();
    expect(screen.queryByRole('button', { name: /Convidar/ })).toBeNull();
  });

  test('another role says what it gives and takes before it is given', async () => {
    const calls = respond(changePerson, aPerson({ role: 'hygienist', rev: 3 }));
    const { user } = open();
    await user.click(await screen.findByText('Rafael Nunes'));
    const panel = await screen.findByRole('complementary', { name: 'Rafael Nunes' });
    await user.selectOptions(within(panel).getByRole('combobox', { name: 'Perfil' }), 'hygienist');
    await user.click(within(panel).getByRole('button', { name: 'Mudar perfil' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Deixa de poder: .*Emitir receitas/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Mudar perfil' }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 2, role: 'hygienist' }));
    expect(calls[0]?.params).toEqual({ userId: idOf('d1') });
  });

  test('no role of the platform can be given', async () => {
    const { user } = open();
    await user.click(await screen.findByText('Rafael Nunes'));
    const panel = await screen.findByRole('complementary', { name: 'Rafael Nunes' });
    const options = within(within(panel).getByRole('combobox', { name: 'Perfil' })).getAllByRole('option');
    expect(options.map((option) => option.textContent)).not.toContain('Administração da plataforma');
    expect(options.map((option) => option.textContent)).toContain('Coordenação clínica');
  });

  test('access is taken away after a question; a refusal stays in the dialog', async () => {
    const refused = refuse(deactivatePerson, 'reauth-required', { isOnce: true });
    const { user } = open();
    await user.click(await screen.findByText('Rafael Nunes'));
    await user.click(await screen.findByRole('button', { name: 'Tirar acesso' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Tirar acesso' }));
    expect(await within(dialog).findByText('Confirme que é você para continuar.')).toBeVisible();
    expect(refused).toHaveLength(1);
    const calls = respond(deactivatePerson, aPerson({ state: 'deactivated' }));
    await user.click(within(dialog).getByRole('button', { name: 'Tirar acesso' }));
    await waitFor(() => expect(calls).toHaveLength(1));
  });

  test('one session of somebody is ended', async () => {
    respond(listPersonSessions, [
      {
        id: idOf('51'),
        userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36',
        address: '203.0.113.9',
        startedAt: '2026-11-25T10:00:00.000Z',
        lastSeenAt: '2026-11-25T11:00:00.000Z',
        isCurrent: false,
      },
    ]);
    const calls = respond(endPersonSession, { id: idOf('51') });
    const { user } = open();
    await user.click(await screen.findByText('Rafael Nunes'));
    await user.click(await screen.findByRole('button', { name: 'Encerrar a sessão em Chrome · Android' }));
    await waitFor(() => expect(calls[0]?.params).toEqual({ userId: idOf('d1'), sessionId: idOf('51') }));
  });

  test('an invitation is sent again from its row', async () => {
    const calls = respond(resendInvitation, {
      id: guest.id,
      email: guest.email,
      firstName: 'Sônia',
      lastName: 'Vidal',
      role: 'lab_technician',
      state: 'open',
      sentAt: '2026-11-25T10:00:00.000Z',
      expiresAt: '2026-12-02T10:00:00.000Z',
      invitedBy: 'Vitor Amaral',
    });
    const { user } = open();
    await user.click(await screen.findByText('Sônia Vidal'));
    await user.click(await screen.findByRole('button', { name: 'Enviar de novo' }));
    await waitFor(() => expect(calls[0]?.params).toEqual({ invitationId: guest.id }));
  });
});

describe('inviting', () => {
  const fill = async (user: ReturnType<typeof open>['user']): Promise<void> => {
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'ana@example.com');
    await user.type(screen.getByRole('textbox', { name: 'Nome' }), 'Ana');
    await user.type(screen.getByRole('textbox', { name: 'Sobrenome' }), 'Lima');
  };

  test('N opens the form; what was typed stays after a refusal, and a repeated send is one act', async () => {
    const first = refuse(createInvitation, 'unavailable', { isOnce: true });
    const { user } = open();
    (await screen.findByText('Rafael Nunes')).closest('button')?.focus();
    await user.keyboard('n');
    await fill(user);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Perfil de acesso' }), idOf('f1'));
    await user.click(screen.getByRole('button', { name: 'Enviar convite' }));
    expect(await screen.findByText(/Voltamos já/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ana@example.com');
    const second = respond(createInvitation, {
      id: idOf('e2'),
      email: 'ana@example.com',
      firstName: 'Ana',
      lastName: 'Lima',
      role: 'manager',
      state: 'open',
      sentAt: '2026-11-25T10:00:00.000Z',
      expiresAt: '2026-12-02T10:00:00.000Z',
      invitedBy: 'Vitor Amaral',
    });
    await user.click(screen.getByRole('button', { name: 'Enviar convite' }));
    await waitFor(() =>
      expect(second[0]?.body).toEqual({
        email: 'ana@example.com',
        firstName: 'Ana',
        lastName: 'Lima',
        customRoleId: idOf('f1'),
        locale: 'pt-BR',
      } satisfies BodyInput<typeof createInvitation>),
    );
    expect(second[0]?.headers.get('idempotency-key')).toBe(first[0]?.headers.get('idempotency-key'));
  });

  test('every problem is listed at once', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /Convidar/ }));
    await user.click(await screen.findByRole('button', { name: 'Enviar convite' }));
    expect((await screen.findAllByText('Confira 3 campos.')).length).toBeGreaterThan(0);
  });
});

describe('the matrix', () => {
  test('the fixed roles are ticks, a copy has boxes; changed cells say so and the sum stands below', async () => {
    const calls = respond(changeRole, { ...matrix.own[0], rev: 5 } as never);
    const { user } = open();
    await user.click(await cell('Editar o prontuário'));
    await user.click(await cell('Editar o financeiro'));
    expect(screen.getByText('+ novo')).toBeVisible();
    expect(screen.getByText('− sai')).toBeVisible();
    expect(screen.getByText('2 mudanças em Coordenação clínica, para 1 pessoa')).toBeVisible();
    expect(screen.getByText('entram Editar o prontuário; saem Editar o financeiro')).toBeVisible();
    expect(calls).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Salvar perfil' }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ rev: 4 }));
    const sent = calls[0]?.body as { permissions: string[] };
    expect(sent.permissions.toSorted()).toEqual(
      ['billing:read', 'clinical:write', 'patients:read', 'patients:write'].toSorted(),
    );
  });

  test('a tick turned back leaves nothing to save; discarding forgets all', async () => {
    const { user } = open();
    const box = await cell('Editar o prontuário');
    await user.click(box);
    await user.click(box);
    expect(screen.queryByRole('button', { name: 'Salvar perfil' })).toBeNull();
    await user.click(box);
    await user.click(screen.getByRole('button', { name: 'Descartar' }));
    expect(box).not.toBeChecked();
  });

  test('what one does not hold cannot be given', async () => {
    open();
    expect(await cell('Excluir do prontuário')).toBeDisabled();
    expect(await cell('Ver pacientes')).toBeEnabled();
  });

  test('arrows walk the cells, Space turns a tick, and there is one tab stop', async () => {
    const { user } = open();
    const grid = await screen.findByRole('grid', { name: 'O que cada perfil pode' });
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    within(grid).getByRole('button', { name: 'Pacientes' }).focus();
    await user.keyboard('{ArrowDown}{End}');
    const box = await cell('Ver pacientes');
    expect(box).toHaveFocus();
    await user.keyboard(' ');
    expect(box).not.toBeChecked();
    await user.keyboard('{ArrowDown}');
    expect(await cell('Editar pacientes')).toHaveFocus();
    expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  test('a closed group says how much of it each role holds', async () => {
    const { user } = open();
    const grid = await screen.findByRole('grid');
    await user.click(within(grid).getByRole('button', { name: 'Financeiro' }));
    expect(within(grid).queryByRole('checkbox', { name: /Editar o financeiro/ })).toBeNull();
    const row = within(grid).getByRole('button', { name: 'Financeiro' }).closest('tr');
    expect(row).toHaveTextContent('tudo');
    expect(row).toHaveTextContent('2 de 3');
  });

  test('a new role starts with the rights of the one it copies', async () => {
    const calls = respond(createRole, matrix.own[0] as never);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Novo perfil' }));
    await user.type(await screen.findByRole('textbox', { name: 'Nome do perfil' }), 'Chefia');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Copiar de' }), 'assistant');
    await user.click(screen.getByRole('button', { name: 'Criar perfil' }));
    await waitFor(() =>
      expect(calls[0]?.body).toEqual({
        name: 'Chefia',
        base: 'assistant',
        permissions: permissionsOf('assistant'),
      }),
    );
  });

  test('every right has its words', () => {
    const named = new Set(Object.keys(words.rights));
    expect(permissions.filter((permission) => !named.has(permission.replace(':', '_')))).toEqual([]);
  });
});
