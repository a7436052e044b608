import {
  bookAppointment,
  changeStatus,
  createPatient,
  findDuplicates,
  findNextFree,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimDrafts } from '../../../lib/drafts.ts';
import { aSession } from '../../../testing/a-session.ts';
import { renderUi } from '../../../testing/render-app.tsx';
import { refuse, respond } from '../../../testing/server.ts';
import { dropToast, useToasts } from '../../../ui/toasts.ts';
import { PatientPicker } from '../../patients/PatientPicker.tsx';
import { answerClinic } from '../testing/answers.ts';
import {
  at,
  aVisit,
  id,
  joao,
  joaoWhole,
  locationId,
  nearby,
  nowAtClinic,
  today,
} from '../testing/visits.fixture.ts';
import type { BookingDraft } from '../../../lib/visit-slots.ts';
import { BookingPanel } from './BookingPanel.tsx';

const friday = '2026-11-27';
const booked = aVisit({ id: id('99'), startsAt: at(friday, '14:30'), endsAt: at(friday, '15:30') });

let owner = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowAtClinic });
  owner += 1;
  claimDrafts(`test:${owner}`);
  answerClinic();
});
afterEach(() => vi.useRealTimers());

const open = (draft: Partial<BookingDraft> = {}, role: 'receptionist' | 'hygienist' = 'receptionist') => {
  const onBooked = vi.fn();
  const onClose = vi.fn();
  const onPreviewChange = vi.fn();
  const panel = (
    <BookingPanel
      draft={{ day: today, ...draft }}
      locationId={locationId}
      renderPatient={(slot) => <PatientPicker {...slot} />}
      onPreviewChange={onPreviewChange}
      onClose={onClose}
      onBooked={onBooked}
    />
  );
  return { ...renderUi(panel, { session: aSession({ role }) }), onBooked, onClose, onPreviewChange };
};

const onFriday = {
  patientId: joao.id,
  startsAt: at(friday, '14:30'),
  providerId: id('f1'),
  operatoryId: id('e1'),
};
/** The notice in the panel; the page's live region is an alert too. */
const notice = async (words: RegExp): Promise<HTMLElement> => {
  const text = await screen.findByText(words);
  const box = text.closest<HTMLElement>('[role="alert"]');
  if (box === null) throw new Error('not in an alert');
  return box;
};
const bookButton = () => screen.findByRole('button', { name: /^Agendar sexta às 14:30/ });

test('when a known patient is booked by keyboard, a name, a time and Ctrl+Enter are enough', async () => {
  const calls = respond(bookAppointment, booked);
  const { user, onBooked, onPreviewChange } = open();
  const search = await screen.findByRole('combobox', { name: 'Paciente' });
  await screen.findByRole('button', { name: /^sexta às 14:30/ });
  search.focus();
  await user.keyboard('joao fig');
  const hit = await screen.findByRole('option', { name: /João Figueira/ });
  await waitFor(() => expect(hit).toHaveAttribute('data-combobox-selected'));
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: 'Trocar' });
  screen.getByRole('radio', { name: 'Restauração' }).focus();
  await user.keyboard('{Alt>}[Digit4]{/Alt}');
  expect(await bookButton()).toBeVisible();
  await waitFor(() =>
    expect(onPreviewChange).toHaveBeenLastCalledWith({
      startsAt: at(friday, '14:30'),
      providerId: id('f1'),
      operatoryId: id('e1'),
      durationMinutes: 60,
      label: 'João Figueira',
    }),
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onBooked).toHaveBeenCalledWith({ id: id('99'), startsAt: at(friday, '14:30') }));
  expect(calls).toHaveLength(1);
  expect(calls[0]?.body).toEqual({
    patientId: joao.id,
    typeId: id('d1'),
    providerId: id('f1'),
    operatoryId: id('e1'),
    locationId,
    startsAt: at(friday, '14:30'),
    priority: 'routine',
    isWalkIn: false,
  });
});

test('when the button is clicked twice, one request with one key is sent', async () => {
  const calls = respond(bookAppointment, booked);
  const { user, onBooked } = open(onFriday);
  await user.dblClick(await bookButton());
  await waitFor(() => expect(onBooked).toHaveBeenCalledTimes(1));
  expect(calls).toHaveLength(1);
  expect(calls[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
});

test('when the time was just taken, everything stays and a chosen alternative books under a new key', async () => {
  const later = respond(bookAppointment, booked);
  const refused = refuse(bookAppointment, 'slot-taken', {
    isOnce: true,
    details: {
      busy: [{ kind: 'provider', id: id('f1'), name: 'Dra. Helena Prado' }],
      alternatives: nearby,
    },
  });
  const { user, onBooked } = open(onFriday);
  await user.type(await screen.findByLabelText(/Recado para a equipe/), 'Sem vasoconstritor');
  await user.click(await bookButton());
  const conflict = await notice(/acabou de ser ocupado/);
  expect(conflict).toHaveTextContent('14:30 acabou de ser ocupado (Dra. Helena Prado). Perto disso:');
  expect(screen.getByText('João Figueira')).toBeVisible();
  expect(screen.getByLabelText(/Recado para a equipe/)).toHaveValue('Sem vasoconstritor');
  expect(onBooked).not.toHaveBeenCalled();
  const choices = within(conflict).getAllByRole('button', { name: /sexta/ });
  expect(choices).toHaveLength(3);
  await user.click(within(conflict).getByRole('button', { name: /15:30/ }));
  const act = await screen.findByRole('button', { name: /^Agendar sexta às 15:30/ });
  expect(act).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(onBooked).toHaveBeenCalledTimes(1));
  expect(later[0]?.body).toMatchObject({ startsAt: at(friday, '15:30'), note: 'Sem vasoconstritor' });
  expect(later[0]?.headers.get('idempotency-key')).not.toBe(refused[0]?.headers.get('idempotency-key'));
});

test.each(['slot-taken', 'outside-hours', 'internal'] as const)(
  'D-50: when a booking is refused with %s, nothing says that it was booked',
  async (code) => {
    for (const { id: earlier } of useToasts.getState().toasts) dropToast(earlier);
    refuse(bookAppointment, code);
    const { user, onBooked } = open(onFriday);
    await user.click(await bookButton());
    await waitFor(() => expect(screen.getAllByRole('alert').length).toBeGreaterThan(0));
    expect(await screen.findByText('João Figueira')).toBeVisible();
    expect(useToasts.getState().toasts).toEqual([]);
    expect(screen.queryByText(/Consulta marcada/)).toBeNull();
    expect(onBooked).not.toHaveBeenCalled();
  },
);

test('when the server is away, the form is kept and the retry carries the same key', async () => {
  const later = respond(bookAppointment, booked);
  const refused = refuse(bookAppointment, 'unavailable', { isOnce: true, retryAfterSeconds: 5 });
  const { user, onBooked } = open(onFriday);
  await user.click(await bookButton());
  const away = await notice(/Voltamos já/);
  expect(away).toHaveTextContent('O que você digitou está guardado.');
  expect(screen.getByText('João Figueira')).toBeVisible();
  await user.click(within(away).getByRole('button', { name: 'Tentar de novo' }));
  await waitFor(() => expect(onBooked).toHaveBeenCalledTimes(1));
  expect(later[0]?.body).toEqual(refused[0]?.body);
  expect(later[0]?.headers.get('idempotency-key')).toBe(refused[0]?.headers.get('idempotency-key'));
});

test('when the answer is lost and the panel was closed meanwhile, the same booking still carries its key', async () => {
  const refused = refuse(bookAppointment, 'unavailable', { isOnce: true });
  const { user, unmount } = open(onFriday);
  await user.click(await bookButton());
  await notice(/Voltamos já/);
  unmount();
  const later = respond(bookAppointment, booked);
  const again = open();
  await again.user.click(await bookButton());
  await waitFor(() => expect(again.onBooked).toHaveBeenCalledTimes(1));
  expect(later[0]?.body).toEqual(refused[0]?.body);
  expect(later[0]?.headers.get('idempotency-key')).toBe(refused[0]?.headers.get('idempotency-key'));
});

test('when the time is outside hours, who may make exceptions gives a reason and books', async () => {
  const later = respond(bookAppointment, booked);
  refuse(bookAppointment, 'outside-hours', { isOnce: true });
  const { user, onBooked } = open(onFriday);
  await user.click(await bookButton());
  await user.click(await screen.findByText('Agendar fora do horário'));
  await user.click(screen.getByRole('button', { name: 'Agendar mesmo assim' }));
  expect(screen.getByText('Diga o motivo.')).toBeVisible();
  expect(later).toHaveLength(0);
  await user.type(screen.getByLabelText('Motivo'), 'Dor forte');
  await user.click(screen.getByRole('button', { name: 'Agendar mesmo assim' }));
  await waitFor(() => expect(onBooked).toHaveBeenCalledTimes(1));
  expect(later[0]?.body).toMatchObject({ override: { reason: 'Dor forte', allow: ['outside-hours'] } });
});

test('when the person may not make exceptions, none is offered', async () => {
  refuse(bookAppointment, 'outside-hours');
  const { user } = open(onFriday, 'hygienist');
  await user.click(await bookButton());
  expect(await notice(/Fora do horário de atendimento/)).toBeVisible();
  expect(screen.queryByText('Agendar fora do horário')).not.toBeInTheDocument();
});

test('times that leave no unusable gap are asked for first; the earliest are one press away', async () => {
  const days = [
    {
      day: friday,
      slots: ['16:00', '09:00'].map((time) => ({
        startsAt: at(friday, time),
        providerId: id('f1'),
        operatoryId: id('e1'),
      })),
    },
  ];
  const calls = respond(findNextFree, { zone: 'America/Sao_Paulo', days, searchedUntil: friday });
  const { user } = open();
  const shown = await screen.findAllByRole('button', { name: /^sexta às/ });
  expect(shown.map((button) => button.getAttribute('aria-keyshortcuts'))).toEqual(['Alt+1', 'Alt+2']);
  expect(shown[0]).toHaveAccessibleName(/09:00/);
  expect(calls.at(-1)?.query.get('rank')).toBe('gaps');
  await user.click(screen.getByRole('button', { name: 'Mostrar os mais cedo' }));
  await waitFor(() => expect(calls.at(-1)?.query.get('rank')).toBe('time'));
  expect(await screen.findByRole('button', { name: 'Mostrar os que encaixam melhor' })).toBeVisible();
});

test('when something is missing, nothing is sent and focus is on it', async () => {
  const calls = respond(bookAppointment, booked);
  const { user } = open({ startsAt: at(friday, '14:30'), operatoryId: id('e1') });
  await user.click(await bookButton());
  expect(screen.getByText('Escolha o paciente.')).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Paciente' })).toHaveFocus();
  expect(calls).toHaveLength(0);
});

test('when the panel is closed and opened again, what was typed is still there', async () => {
  const { user, unmount } = open(onFriday);
  await user.type(await screen.findByLabelText(/Recado para a equipe/), 'Prefere manhã');
  unmount();
  open();
  expect(await screen.findByLabelText(/Recado para a equipe/)).toHaveValue('Prefere manhã');
  expect(await screen.findByText('João Figueira')).toBeVisible();
  expect(await bookButton()).toBeVisible();
  const stored = [localStorage, sessionStorage].flatMap((storage) => Object.values(storage));
  expect(stored.join(' ')).not.toContain('Prefere');
});

test('when somebody comes without an appointment, the visit starts now and is checked in', async () => {
  const calls = respond(bookAppointment, { ...booked, status: 'scheduled' });
  const arrivals = respond(changeStatus, { ...booked, status: 'checked_in' });
  const { user, onBooked } = open({ patientId: joao.id, providerId: id('f2') });
  await user.click(await screen.findByLabelText('Sem hora marcada'));
  await user.click(await screen.findByRole('button', { name: /^Agendar e registrar chegada/ }));
  await waitFor(() => expect(onBooked).toHaveBeenCalledTimes(1));
  expect(calls[0]?.body).toMatchObject({
    isWalkIn: true,
    startsAt: at(today, '10:45'),
    providerId: id('f2'),
  });
  expect(arrivals[0]?.body).toEqual({ rev: booked.rev, status: 'checked_in' });
});

const startNew = async (user: ReturnType<typeof open>['user']): Promise<void> => {
  await user.type(await screen.findByRole('combobox', { name: 'Paciente' }), 'maria de souza');
  await user.click(await screen.findByRole('option', { name: 'Cadastrar “maria de souza”' }));
};

test('when a new person shares a phone, the form says who has it while it is typed', async () => {
  respond(findDuplicates, [{ patient: joao, reason: 'phone' }]);
  const { user } = open();
  await startNew(user);
  expect(screen.getByLabelText('Nome')).toHaveValue('Maria');
  expect(screen.getByLabelText('Sobrenome')).toHaveValue('de Souza');
  await user.type(screen.getByLabelText('Telefone'), '11900006630');
  await user.tab();
  expect(await screen.findByText(/Já existe João Figueira com este telefone/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Usar João Figueira' }));
  expect(await screen.findByRole('button', { name: 'Trocar' })).toBeVisible();
});

test('when the new record is incomplete, each field says why and focus is on the first', async () => {
  const calls = respond(createPatient, joaoWhole);
  const { user } = open();
  await startNew(user);
  await user.type(screen.getByLabelText('CPF'), '123');
  await user.click(screen.getByRole('button', { name: 'Cadastrar e usar' }));
  expect(await screen.findByText('Confira os 11 números do CPF.')).toBeVisible();
  expect(screen.getByText('Preencha este campo.')).toBeVisible();
  expect(screen.getByLabelText('Telefone')).toHaveFocus();
  expect(screen.getByLabelText('Nome')).toHaveValue('Maria');
  expect(calls).toHaveLength(0);
});

test('when the server knows the person, registering needs one more word', async () => {
  const later = respond(createPatient, joaoWhole);
  refuse(createPatient, 'duplicate-patient', {
    isOnce: true,
    details: { duplicateOf: { id: joao.id, fullName: joao.fullName, reason: 'phone-and-name' } },
  });
  const { user } = open();
  await startNew(user);
  await user.type(screen.getByLabelText('Telefone'), '11900006630');
  await user.click(screen.getByRole('button', { name: 'Cadastrar e usar' }));
  await user.click(await screen.findByRole('button', { name: 'É outra pessoa: cadastrar' }));
  expect(await screen.findByRole('button', { name: 'Trocar' })).toBeVisible();
  expect(later[0]?.body).toMatchObject({ firstName: 'Maria', confirmDuplicate: true });
});
