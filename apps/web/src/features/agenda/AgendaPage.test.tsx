import {
  changeStatus,
  getAgenda,
  listOperatories,
  listProviders,
  reschedule,
  type Visit,
  type VisitCard,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { dropToast, useToasts } from '../../ui/toasts.ts';
import { AgendaPage } from './AgendaPage.tsx';
import { useAgendaStore } from './agenda.store.ts';
import { aBusyDay, anAgenda, aVisit, aWeek, ids } from './testing/agenda.fixture.ts';

const at = (wall: string): string => new Date(`2026-11-25T${wall}:00-03:00`).toISOString();

const aVisitAnswer = (card: VisitCard, change: Partial<VisitCard>): Visit => ({
  ...card,
  ...change,
  equipmentIds: [],
  wall: '2026-11-25T15:00',
  zone: 'America/Sao_Paulo',
  nextStatuses: ['confirmed'],
  history: [],
  createdAt: at('08:00'),
});

const igorCard = aVisit({ index: 15, chair: 1, start: 870, length: 30, status: 'scheduled' });

type Opened = { path?: string; agenda?: ReturnType<typeof aBusyDay>; role?: 'receptionist' | 'assistant' };

const open = async ({ path = '/agenda', agenda = aBusyDay(), role = 'receptionist' }: Opened = {}) => {
  respond(getAgenda, ({ query }) => (query.has('to') ? aWeek() : agenda));
  respond(listOperatories, []);
  respond(listProviders, []);
  const onBook = vi.fn();
  const result = renderUi(
    <AgendaPage
      renderBookingPanel={({ draft }) => <aside aria-label="Agendar consulta">{JSON.stringify(draft)}</aside>}
      renderVisitPanel={({ card, onMove }) => (
        <aside aria-label="Consulta">
          {card?.patientName}
          <button type="button" onClick={onMove}>
            Remarcar
          </button>
        </aside>
      )}
      onBook={onBook}
    />,
    { session: aSession({ role }), path },
  );
  const grid = await screen.findByRole(path.includes('view=list') ? 'table' : 'grid');
  return { ...result, grid, onBook };
};

const cell = (name: RegExp): HTMLElement => screen.getByRole('gridcell', { name });
const igor = (): HTMLElement => cell(/14:30–15:00, Igor Tavares/);
const said = (): string => screen.getByTestId('polite').textContent;

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.parse(at('10:42')),
    shouldAdvanceTime: true,
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
  for (const { id } of useToasts.getState().toasts) dropToast(id);
  useAgendaStore.setState({ pinboard: [], isPinboardOpen: false, isInitials: false });
});

describe('reading the day', () => {
  test('columns, visits and totals are there by role and word, and the day is said', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Quarta, 25 de novembro');
    expect(
      screen.getByRole('columnheader', { name: /Cadeira 1, Dra\. Helena Prado, 1h15 livre/ }),
    ).toBeVisible();
    expect(screen.getByRole('rowheader', { name: '08:00' })).toBeVisible();
    expect(cell(/11:00–11:30, Sofia Lacerda, Urgência · dor no 36, Na recepção, Cadeira 1/)).toBeVisible();
    expect(within(screen.getByRole('list', { name: 'Totais' })).getByText('na recepção')).toBeVisible();
    expect(said()).toMatch(/35 consultas, 3 na recepção/);
  });

  test('there is one tab stop, and arrows carry it', async () => {
    const { grid, user } = await open();
    const stops = () => [...grid.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    igor().focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAccessibleName(/15:00 · 30 min livres/);
    expect(stops()).toEqual([document.activeElement]);
  });

  test('names become initials at a key, for when a patient stands at the desk', async () => {
    const { user } = await open();
    igor().focus();
    await user.keyboard('.');
    expect(screen.queryByText('Igor Tavares')).toBeNull();
    expect(cell(/14:30–15:00, I\. T\./)).toBeVisible();
  });

  test('a day that does not load says so and can be tried again', async () => {
    refuse(getAgenda, 'internal');
    respond(listOperatories, []);
    respond(listProviders, []);
    const { user } = renderUi(<AgendaPage renderBookingPanel={() => null} renderVisitPanel={() => null} />, {
      session: aSession(),
      path: '/agenda',
    });
    expect(await screen.findByText('A agenda não carregou.')).toBeVisible();
    respond(getAgenda, aBusyDay());
    await user.click(screen.getByRole('button', { name: 'Tentar de novo' }));
    expect(await screen.findByRole('grid')).toBeVisible();
  });
});

describe('booking', () => {
  test('a press on free time opens the booking there and tells the app', async () => {
    const { user, onBook } = await open();
    await user.click(cell(/11:30 · 30 min livres, Cadeira 4/));
    const place = { startsAt: at('11:30'), operatoryId: ids.operatory(3), providerId: ids.provider(3) };
    expect(onBook).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ day: '2026-11-25', ...place }));
    expect(screen.getByRole('complementary', { name: 'Agendar consulta' })).toHaveTextContent(at('11:30'));
  });

  test('who may not book is offered no free time', async () => {
    await open({ role: 'assistant' });
    expect(screen.queryByRole('gridcell', { name: /livres/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /Agendar/ })).toBeNull();
  });
});

describe('the next step', () => {
  test('when E is pressed on a scheduled visit of today, the arrival is registered, as the panel would', async () => {
    const calls = respond(changeStatus, aVisitAnswer(igorCard, { status: 'checked_in', rev: 5 }));
    const { user } = await open();
    igor().focus();
    await user.keyboard('e');
    await waitFor(() => expect(calls[0]?.body).toEqual({ rev: igorCard.rev, status: 'checked_in' }));
  });

  test('when E is pressed on a scheduled visit of another day, it is confirmed', async () => {
    const calls = respond(changeStatus, aVisitAnswer(igorCard, { status: 'confirmed', rev: 5 }));
    vi.setSystemTime(Date.parse(at('10:42')) - 86_400_000);
    const { user } = await open({ path: '/agenda?day=2026-11-25' });
    igor().focus();
    await user.keyboard('e');
    await waitFor(() => expect(calls[0]?.body).toEqual({ rev: igorCard.rev, status: 'confirmed' }));
  });
});

describe('moving by keys', () => {
  test('M, arrows and Enter say each place and send the move with the revision; undo puts it back', async () => {
    const { user } = await open();
    const sent = respond(reschedule, ({ body }) =>
      aVisitAnswer(igorCard, {
        startsAt: at('15:00'),
        endsAt: at('15:30'),
        rev: (body as { rev: number }).rev + 1,
      }),
    );
    igor().focus();
    await user.keyboard('m{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(said()).toBe('15:00, Cadeira 2, livre'));
    expect(sent).toHaveLength(0);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent[0]?.body).toEqual({ rev: 1, startsAt: at('15:00'), isUndo: false }));
    expect(sent[0]?.params).toEqual({ appointmentId: ids.visit(15) });
    const undo = await screen.findByRole('button', { name: 'Desfazer' });
    expect(undo.closest('li')).toHaveTextContent('Consulta movida para 15:00.');
    await user.click(undo);
    await waitFor(() => expect(sent[1]?.body).toEqual({ rev: 2, startsAt: at('14:30'), isUndo: true }));
  });

  test('focus goes along when the visit lands in another column', async () => {
    const { user } = await open({ agenda: anAgenda([igorCard]) });
    const moved = { ...igorCard, operatoryId: ids.operatory(3), rev: 2 };
    const sent = respond(reschedule, () => {
      respond(getAgenda, anAgenda([moved]));
      return aVisitAnswer(moved, {});
    });
    igor().focus();
    await user.keyboard('m{ArrowRight}{ArrowRight}{Enter}');
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ operatoryId: ids.operatory(3) }));
    await waitFor(() => expect(document.activeElement).toHaveAccessibleName(/Igor Tavares, .*Cadeira 4/));
  });

  test('Esc leaves everything as it was', async () => {
    const { user, grid } = await open();
    const sent = respond(reschedule, aVisitAnswer(igorCard, {}));
    igor().focus();
    await user.keyboard('m{ArrowDown}{Escape}');
    expect(grid.querySelector('[data-lifted]')).toBeNull();
    expect(igor()).toHaveFocus();
    expect(sent).toHaveLength(0);
  });

  test('Shift and arrows change the length', async () => {
    const { user } = await open();
    const sent = respond(reschedule, aVisitAnswer(igorCard, { durationMinutes: 45, rev: 2 }));
    igor().focus();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}{Enter}');
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ startsAt: at('14:30'), durationMinutes: 45 }));
  });

  test('a taken place is refused without asking the server: who holds it, and three others', async () => {
    const { user } = await open();
    const sent = respond(reschedule, aVisitAnswer(igorCard, {}));
    igor().focus();
    await user.keyboard('m{ArrowUp}{ArrowUp}{Enter}');
    const refusal = await screen.findByRole('group', { name: 'Mudança não feita' });
    expect(refusal).toHaveTextContent('Ocupado por Noemi Carvalho, 13:30–14:30');
    expect(within(refusal).getAllByRole('button', { name: /^\d\d:\d\d$/ })).toHaveLength(3);
    expect(sent).toHaveLength(0);
  });
});

describe('losing a race', () => {
  const alternatives = ['14:00', '15:45', '17:30'].map((wall) => ({
    startsAt: at(wall),
    providerId: ids.provider(1),
    operatoryId: ids.operatory(1),
  }));

  test('the visit stays where it was, who took the time is named, and another time is one press away', async () => {
    const { user } = await open();
    refuse(reschedule, 'slot-taken', {
      details: { busy: [{ kind: 'operatory', id: 'x', name: 'Ana Lima' }], alternatives },
    });
    igor().focus();
    await user.keyboard('m{ArrowDown}{ArrowDown}{Enter}');
    const refusal = await screen.findByRole('group', { name: 'Mudança não feita' });
    expect(refusal).toHaveTextContent('Ana Lima acabou de ocupar esse horário. Perto disso:');
    expect(
      within(refusal)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(expect.arrayContaining(['14:00', '15:45', '17:30']));
    expect(igor()).toBeVisible();
    expect(screen.getByTestId('assertive')).toHaveTextContent('Ana Lima acabou de ocupar esse horário.');

    const sent = respond(
      reschedule,
      aVisitAnswer(igorCard, { startsAt: at('17:30'), endsAt: at('18:00'), rev: 2 }),
    );
    await user.click(within(refusal).getByRole('button', { name: '17:30' }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ startsAt: at('17:30') }));
    expect(document.activeElement).toHaveAccessibleName(/Igor Tavares/);
    expect(screen.queryByRole('group', { name: 'Mudança não feita' })).toBeNull();
  });
});

describe('a move against a rule', () => {
  const bianca = aVisit({ index: 1, chair: 2, start: 855, length: 45, status: 'scheduled' });

  test('lists the reasons, wants to know why, and sends it as an override', async () => {
    const { user } = await open({ agenda: anAgenda([bianca]) });
    const sent = respond(
      reschedule,
      aVisitAnswer(bianca, { startsAt: at('15:00'), endsAt: at('15:45'), rev: 2 }),
    );
    cell(/14:15–15:00, Ana Beatriz/).focus();
    await user.keyboard('m{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Mover a consulta de Ana Beatriz Coutinho?' });
    expect(dialog).toHaveTextContent('Fora do horário de Cadeira 3 (08:00–12:00, 13:00–15:30).');
    await user.click(within(dialog).getByRole('button', { name: 'Mover assim mesmo' }));
    expect(within(dialog).getByText('Diga por quê, em poucas palavras.')).toBeVisible();
    expect(sent).toHaveLength(0);
    await user.type(within(dialog).getByRole('textbox', { name: 'Motivo' }), 'Dor forte');
    await user.click(within(dialog).getByRole('button', { name: 'Mover assim mesmo' }));
    await waitFor(() =>
      expect(sent[0]?.body).toMatchObject({ override: { reason: 'Dor forte', allow: ['outside-hours'] } }),
    );
  });
});

describe('other ways', () => {
  test('a visit opens from its cell and can be moved from a dialog without dragging', async () => {
    const { user } = await open();
    const sent = respond(reschedule, aVisitAnswer(igorCard, { startsAt: at('15:00'), rev: 2 }));
    await user.click(igor());
    await user.click(
      within(screen.getByRole('complementary', { name: 'Consulta' })).getByRole('button', {
        name: 'Remarcar',
      }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Mover Igor Tavares' });
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Horário' }), '15:00');
    await user.click(within(dialog).getByRole('button', { name: 'Mover para 15:00' }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ rev: 1, startsAt: at('15:00') }));
  });

  test('a parked visit waits on the pinboard and keeps its time', async () => {
    const { user } = await open();
    igor().focus();
    await user.keyboard('p');
    const board = screen.getByRole('region', { name: 'Prancheta' });
    expect(within(board).getByRole('button', { name: 'Colocar Igor Tavares num horário' })).toBeVisible();
    expect(igor()).toHaveAttribute('data-parked');
  });

  test('the list has the day by time', async () => {
    const { grid } = await open({ path: '/agenda?view=list' });
    const rows = within(grid).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(35);
    expect(rows[0]).toHaveTextContent(/08:00–09:00.*Marcos Vinícius Leal.*Cadeira 1.*Concluído/);
  });
});
