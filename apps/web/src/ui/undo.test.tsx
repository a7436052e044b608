import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../lib/problem.ts';
import { renderUi } from '../testing/render-app.tsx';
import { useToasts } from './toasts.ts';
import { useUndo } from './use-undo.ts';

const Mover = ({ undo }: { undo: () => Promise<unknown> }) => {
  const offer = useUndo();
  return (
    <button type="button" onClick={() => offer({ message: 'Consulta movida para a cadeira 2.', undo })}>
      Mover
    </button>
  );
};

beforeEach(() => {
  vi.useFakeTimers();
  useToasts.setState({ toasts: [] });
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const notice = (): HTMLElement | null =>
  screen.queryByText('Consulta movida para a cadeira 2.', { ignore: '[data-testid]' });

test('the act is said once and can be taken back for ten seconds', async () => {
  renderUi(<Mover undo={() => Promise.resolve()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mover' }));
  expect(screen.getByTestId('polite')).toHaveTextContent('Consulta movida para a cadeira 2.');
  await pass(9900);
  expect(notice()).toBeVisible();
  await pass(200);
  expect(notice()).toBeNull();
});

test('while focus is on it, time stands still', async () => {
  renderUi(<Mover undo={() => Promise.resolve()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mover' }));
  await pass(6000);
  act(() => screen.getByRole('button', { name: 'Desfazer' }).focus());
  await pass(30_000);
  expect(notice()).toBeVisible();
  act(() => screen.getByRole('button', { name: 'Desfazer' }).blur());
  await pass(3900);
  expect(notice()).toBeVisible();
  await pass(200);
  expect(notice()).toBeNull();
});

test('undoing runs once, removes the offer and says that all is as it was', async () => {
  const undo = vi.fn<() => Promise<unknown>>().mockResolvedValue(undefined);
  renderUi(<Mover undo={undo} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mover' }));
  fireEvent.click(screen.getByRole('button', { name: 'Desfazer' }));
  await pass(0);
  expect(undo).toHaveBeenCalledOnce();
  expect(notice()).toBeNull();
  expect(screen.getByTestId('polite')).toHaveTextContent('Desfeito. Tudo voltou a ser como era.');
});

test('when undoing fails, the reason is told and it can be tried again', async () => {
  const undo = vi
    .fn<() => Promise<unknown>>()
    .mockRejectedValueOnce(new ApiProblem({ code: 'slot-taken', status: 409 }))
    .mockResolvedValueOnce(undefined);
  renderUi(<Mover undo={undo} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mover' }));
  fireEvent.click(screen.getByRole('button', { name: 'Desfazer' }));
  await pass(0);
  expect(screen.getByTestId('polite')).toHaveTextContent('Este horário acabou de ser ocupado.');
  fireEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }));
  await pass(0);
  expect(undo).toHaveBeenCalledTimes(2);
  expect(screen.getByTestId('polite')).toHaveTextContent('Desfeito.');
});
