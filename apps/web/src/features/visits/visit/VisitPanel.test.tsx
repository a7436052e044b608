import {
  changeAppointment,
  changeStatus,
  decideApproval,
  getAppointment,
  type Agenda,
  type AppointmentStatus,
  stepBack,
} from '@topsmile/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryKeys } from '../../../lib/query-keys.ts';
import { aSession } from '../../../testing/a-session.ts';
import { renderUi } from '../../../testing/render-app.tsx';
import { refuse, respond } from '../../../testing/server.ts';
import { answerClinic } from '../testing/answers.ts';
import { aCard, at, aVisit, id, joao, nowAtClinic, today } from '../testing/visits.fixture.ts';
import { VisitPanel } from './VisitPanel.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowAtClinic });
  answerClinic();
});
afterEach(() => vi.useRealTimers());

type Over = Parameters<typeof aVisit>[0];

const open = (over: Over = {}, role: 'receptionist' | 'admin' | 'assistant' = 'receptionist') => {
  respond(getAppointment, aVisit(over));
  const onBookNext = vi.fn();
  const onMove = vi.fn();
  const onClose = vi.fn();
  const panel = <VisitPanel visitId={id('91')} onClose={onClose} onBookNext={onBookNext} onMove={onMove} />;
  return { ...renderUi(panel, { session: aSession({ role }) }), onBookNext, onMove, onClose };
};

/** A notice in the corner; the live region says the same words. */
const notice = (words: string | RegExp): Promise<HTMLElement> =>
  within(screen.getByRole('region', { name: 'Avisos' })).findByText(words);
const history = screen.findByText.bind(screen, /^Histórico/);

/** The big button, among all buttons of the panel. */
const offered = (): (string | null)[] =>
  screen
    .getAllByRole('button')
    .map((button) => button.textContent)
    .filter((text) => /^(Registrar|Confirmar|Levar|Encerrar|Agendar)/.test(text));

type Case = { status: AppointmentStatus; may: AppointmentStatus[]; over?: Over; name: string };
const primary: Case[] = [
  { status: 'scheduled', may: ['confirmed', 'checked_in', 'cancelled'], name: 'Registrar chegada' },
  {
    status: 'scheduled',
    may: ['confirmed', 'checked_in'],
    over: { startsAt: at('2026-11-27', '11:00') },
    name: 'Confirmar presença',
  },
  { status: 'confirmed', may: ['checked_in', 'cancelled'], name: 'Registrar chegada' },
  { status: 'checked_in', may: ['in_progress'], name: 'Levar para Cadeira 1' },
  { status: 'in_progress', may: ['completed'], name: 'Encerrar atendimento' },
  { status: 'completed', may: ['in_progress'], name: 'Agendar retorno' },
  { status: 'cancelled', may: ['scheduled'], name: 'Agendar de novo' },
  { status: 'no_show', may: [], name: 'Agendar de novo' },
];
test.each(primary)(
  'when a visit is $status and $may may follow, "$name" is the next step',
  async ({ status, may, over = {}, name }) => {
    open({ status, nextStatuses: may, ...over });
    expect(await screen.findByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
    expect(offered()).toHaveLength(1);
  },
);

const without: Over[] = [
  { status: 'scheduled', nextStatuses: ['checked_in'], approval: 'waiting' },
  { status: 'confirmed', nextStatuses: [] },
];
test.each(without)(
  'when the server allows no step or waits for an approval, none is offered',
  async (over) => {
    open(over);
    await history();
    expect(offered()).toEqual([]);
  },
);

test('when E is pressed, the next step is taken at once in the agenda and can be undone', async () => {
  const calls = respond(
    changeStatus,
    aVisit({ status: 'checked_in', rev: 5, checkedInAt: at(today, '10:42') }),
  );
  const back = respond(stepBack, aVisit({ rev: 6 }));
  const { user } = open();
  await screen.findByRole('button', { name: /^Registrar chegada/ });
  await user.keyboard('e');
  expect(await notice('Chegada registrada: João Figueira.')).toBeVisible();
  expect(calls[0]?.body).toEqual({ rev: 4, status: 'checked_in' });
  await user.click(screen.getByRole('button', { name: 'Desfazer' }));
  await waitFor(() => expect(back[0]?.body).toEqual({ rev: 5 }));
  expect(await notice(/^Desfeito/)).toBeVisible();
});

const agendaKey = [...queryKeys.agenda, 'day', today];
const statusIn = (agenda: Agenda | undefined): string | undefined => agenda?.visits[0]?.status;

test('when a step is refused, the card shows it at once and then goes back', async () => {
  refuse(changeStatus, 'illegal-transition');
  const { user, queryClient } = open();
  const seen: (string | undefined)[] = [];
  act(() => {
    queryClient.setQueryData(agendaKey, { visits: [aCard()] });
  });
  queryClient
    .getQueryCache()
    .subscribe(() => seen.push(statusIn(queryClient.getQueryData<Agenda>(agendaKey))));
  await user.click(await screen.findByRole('button', { name: /^Registrar chegada/ }));
  expect(await notice(/não pode passar a esse estado/)).toBeVisible();
  expect(seen).toContain('checked_in');
  expect(statusIn(queryClient.getQueryData<Agenda>(agendaKey))).toBe('confirmed');
});

test('when a visit is cancelled, a reason is needed, and keeping it is the first choice', async () => {
  const calls = respond(changeStatus, aVisit({ status: 'cancelled', rev: 5 }));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Cancelar consulta' }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Cancelar a consulta de João Figueira, hoje às 11:00?',
  });
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Manter consulta' })).toHaveFocus());
  await user.click(within(dialog).getByRole('button', { name: 'Cancelar consulta' }));
  expect(within(dialog).getByText('Escolha ou escreva o motivo.')).toBeVisible();
  expect(calls).toHaveLength(0);
  await user.click(within(dialog).getByRole('radio', { name: 'Doença' }));
  await user.type(within(dialog).getByLabelText('Detalhes'), 'gripe');
  await user.click(within(dialog).getByRole('button', { name: 'Cancelar consulta' }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({ rev: 4, status: 'cancelled', reason: 'Doença: gripe' }),
  );
  expect(await notice('Consulta cancelada: João Figueira.')).toBeVisible();
});

test('when somebody waits, the minutes tick and warm after the clinic’s limit', async () => {
  open({ status: 'checked_in', nextStatuses: ['in_progress'], checkedInAt: at(today, '10:20') });
  const step = await screen.findByText(/espera 22 min/);
  await waitFor(() => expect(step.closest('li')).toHaveAttribute('data-long', 'true'));
  expect(step.closest('li')).toHaveAttribute('aria-current', 'step');
});

test('when a colleague changed the note first, the text is kept and it says who changed what', async () => {
  const { user } = open({ note: 'Traz exames' });
  await user.click(await screen.findByRole('button', { name: 'Editar o recado' }));
  const field = screen.getByRole('textbox', { name: 'Recado' });
  await user.clear(field);
  await user.type(field, 'Traz a mãe');
  const saved = respond(changeAppointment, aVisit({ note: 'Traz a mãe', rev: 6 }));
  refuse(changeAppointment, 'stale', {
    isOnce: true,
    details: {
      current: { rev: 5, changedAt: at(today, '10:41'), changedBy: 'Rafael Lima', fields: ['note'] },
    },
  });
  respond(getAppointment, aVisit({ note: 'Traz exames e raio-x', rev: 5 }));
  await user.click(screen.getByRole('button', { name: 'Salvar' }));
  expect(await screen.findByText('Rafael Lima mudou esta consulta há 1 min.')).toBeVisible();
  expect(await screen.findByText('Traz exames e raio-x')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Recado' })).toHaveValue('Traz a mãe');
  await user.click(screen.getByRole('button', { name: 'Salvar' }));
  await waitFor(() => expect(saved[0]?.body).toEqual({ rev: 5, note: 'Traz a mãe' }));
});

test('when a request waits for approval, it can be approved', async () => {
  const calls = respond(decideApproval, aVisit({ status: 'scheduled', approval: 'approved', rev: 5 }));
  const { user } = open({ status: 'scheduled', approval: 'waiting', nextStatuses: ['cancelled'] });
  await user.click(await screen.findByRole('button', { name: 'Aprovar' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 4, decision: 'approved' }));
});

test('when a visit is over, the follow-up starts with its patient', async () => {
  const { user, onBookNext } = open({ status: 'completed', nextStatuses: [] });
  await user.click(await screen.findByRole('button', { name: /^Agendar retorno/ }));
  expect(onBookNext).toHaveBeenCalledWith({ patientId: joao.id, providerId: id('f1'), day: today });
});

test('when the priority is changed, only that is sent, with the revision that was read', async () => {
  const calls = respond(changeAppointment, aVisit({ priority: 'urgent', rev: 5 }));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Mais ações' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Urgente' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 4, priority: 'urgent' }));
});

test('when R is pressed, the move begins; while typing, it is a letter', async () => {
  const { user, onMove } = open();
  await screen.findByRole('button', { name: 'Reagendar' });
  await user.click(screen.getByRole('button', { name: 'Editar o recado' }));
  await user.keyboard('re');
  expect(onMove).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Editar o recado' })).toHaveFocus());
  await user.keyboard('r');
  expect(onMove).toHaveBeenCalledOnce();
});

test('when the person may only read, no act is offered', async () => {
  open({}, 'assistant');
  await history();
  expect(
    screen.queryByRole('button', { name: /Registrar|Reagendar|Cancelar|Editar/ }),
  ).not.toBeInTheDocument();
});

test('when the visit does not open, it says so and can be asked again', async () => {
  const { user } = open();
  respond(getAppointment, aVisit());
  refuse(getAppointment, 'internal', { isOnce: true });
  await user.click(await screen.findByRole('button', { name: 'Tentar de novo' }));
  expect(await screen.findByRole('heading', { name: 'João Figueira' })).toBeVisible();
});
