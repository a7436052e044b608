import { findNextFree, listNeedsMoving, moveStranded } from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { aSession } from '../../../testing/a-session.ts';
import { renderUi } from '../../../testing/render-app.tsx';
import { respond } from '../../../testing/server.ts';
import { answerClinic } from '../testing/answers.ts';
import { aCard, at, free, id } from '../testing/visits.fixture.ts';
import { NeedsMovingPage } from './NeedsMovingPage.tsx';

const slot = (time: string) => ({
  startsAt: at('2026-12-02', time),
  providerId: id('f1'),
  operatoryId: id('e1'),
});
const rows = [
  {
    visit: aCard({ id: id('71'), patientName: 'Ana Lima', rev: 2 }),
    cause: 'closure' as const,
    suggestion: slot('09:00'),
  },
  {
    visit: aCard({ id: id('72'), patientName: 'Davi Peixoto', rev: 3 }),
    cause: 'time-off' as const,
    suggestion: slot('10:00'),
  },
  { visit: aCard({ id: id('73'), patientName: 'Rui Sampaio', rev: 1 }), cause: 'hours' as const },
];

beforeEach(() => answerClinic());
const open = () => renderUi(<NeedsMovingPage />, { session: aSession({ role: 'receptionist' }) });

test('when several visits are moved, each row says what became of it', async () => {
  respond(listNeedsMoving, rows);
  const calls = respond(moveStranded, [
    { id: id('71'), outcome: 'moved' },
    { id: id('72'), outcome: 'taken' },
  ]);
  const { user } = open();
  await user.click(await screen.findByRole('checkbox', { name: 'Selecionar todas' }));
  expect(screen.getByRole('checkbox', { name: 'Selecionar Rui Sampaio' })).not.toBeChecked();
  respond(listNeedsMoving, rows.slice(1));
  await user.click(screen.getByRole('button', { name: 'Mover 2 consultas' }));
  const row = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(name) });
  await waitFor(() => expect(within(row('Ana Lima')).getByText('Movida')).toBeVisible());
  expect(within(row('Davi Peixoto')).getByText('Horário ocupado')).toBeVisible();
  expect(calls[0]?.body).toEqual({
    moves: [
      { id: id('71'), rev: 2, ...slot('09:00') },
      { id: id('72'), rev: 3, ...slot('10:00') },
    ],
  });
});

test('when another time is chosen for a visit, it is the one that is sent', async () => {
  respond(listNeedsMoving, rows);
  const asked = respond(findNextFree, free);
  const calls = respond(moveStranded, [{ id: id('73'), outcome: 'moved' }]);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Novo horário para Rui Sampaio/ }));
  await user.click(await screen.findByRole('button', { name: /às 16:30/ }));
  expect(asked[0]?.query.get('excludeId')).toBe(id('73'));
  await user.click(screen.getByRole('button', { name: 'Mover 1 consulta' }));
  await waitFor(() =>
    expect(calls[0]?.body).toMatchObject({ moves: [{ startsAt: at('2026-11-27', '16:30') }] }),
  );
});

test('when nothing waits, it says so kindly', async () => {
  respond(listNeedsMoving, []);
  open();
  expect(await screen.findByText('Fila em dia. Bom trabalho.')).toBeVisible();
});
