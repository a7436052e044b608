import { bookSeries } from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aSession } from '../../../testing/a-session.ts';
import { renderUi } from '../../../testing/render-app.tsx';
import { refuse, respond } from '../../../testing/server.ts';
import { answerClinic } from '../testing/answers.ts';
import { at, aVisit, id, joao, locationId, nowAtClinic } from '../testing/visits.fixture.ts';
import { useWhen } from '../use-when.ts';
import { SeriesDialog } from './SeriesDialog.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowAtClinic });
  answerClinic();
});
afterEach(() => vi.useRealTimers());

const body = {
  patientId: joao.id,
  typeId: id('d1'),
  providerId: id('f1'),
  locationId,
  startsAt: at('2026-11-27', '14:30'),
};
const Shown = ({ onBooked }: { onBooked: (first: { id: string; startsAt: string }) => void }) => (
  <SeriesDialog
    body={body}
    when={useWhen('America/Sao_Paulo')}
    onClose={() => undefined}
    onBooked={onBooked}
  />
);

test('when a day clashes, nothing is written, the days are named, and the others can be booked', async () => {
  const first = aVisit({ id: id('95'), startsAt: body.startsAt, endsAt: at('2026-11-27', '15:30') });
  const later = respond(bookSeries, { seriesId: 's1', booked: [first], skipped: ['2026-12-11'] });
  const refused = refuse(bookSeries, 'slot-taken', { isOnce: true, details: { clashes: ['2026-12-11'] } });
  const onBooked = vi.fn<(first: { id: string; startsAt: string }) => void>();
  const { user } = renderUi(<Shown onBooked={onBooked} />, { session: aSession() });
  const dialog = await screen.findByRole('dialog', { name: 'Consultas recorrentes' });
  await user.click(within(dialog).getByRole('radio', { name: 'Quinzenal' }));
  await user.click(within(dialog).getByRole('button', { name: 'Marcar 4 consultas' }));
  expect(await within(dialog).findByText('1 dia já está ocupado. Nada foi marcado.')).toBeVisible();
  expect(within(dialog).getByText('Sexta, 11 de dezembro')).toBeVisible();
  expect(refused[0]?.body).toMatchObject({ rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4', mode: 'atomic' });
  await user.click(within(dialog).getByRole('radio', { name: /Marcar as outras/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Marcar 4 consultas' }));
  expect(await within(dialog).findByText('Sexta, 11 de dezembro: ocupado, não marcada')).toBeVisible();
  expect(later[0]?.body).toMatchObject({ mode: 'skip' });
  await user.click(within(dialog).getByRole('button', { name: 'Ver na agenda' }));
  await waitFor(() => expect(onBooked).toHaveBeenCalledWith(expect.objectContaining({ id: id('95') })));
});
