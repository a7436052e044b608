import { refreshSession } from '@topsmile/contracts';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderUi } from '../testing/render-app.tsx';
import { respond } from '../testing/server.ts';
import { useKeepSession } from './use-keep-session.ts';

const ended = vi.fn<() => void>();
const Kept = () => {
  const { isEnding, stay } = useKeepSession({ idleMinutes: 30, onIdleEnd: ended });
  return (
    <button type="button" onClick={stay}>
      {isEnding ? 'ending' : 'quiet'}
    </button>
  );
};

const minute = 60_000;
const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => {
  ended.mockReset();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => vi.useRealTimers());

test('two minutes before the idle end it warns; without an answer the session ends', async () => {
  respond(refreshSession, { expiresAt: '2026-11-25T23:00:00.000Z' });
  renderUi(<Kept />);
  await pass(27 * minute);
  expect(screen.getByText('quiet')).toBeVisible();
  await pass(1.1 * minute);
  expect(screen.getByText('ending')).toBeVisible();
  fireEvent.keyDown(document.body, { key: 'a' });
  await pass(2 * minute);
  expect(ended).toHaveBeenCalled();
});

test('activity postpones the end, and the button keeps a session that was about to end', async () => {
  respond(refreshSession, { expiresAt: '2026-11-25T23:00:00.000Z' });
  renderUi(<Kept />);
  await pass(20 * minute);
  fireEvent.pointerDown(document.body);
  await pass(20 * minute);
  expect(screen.getByText('quiet')).toBeVisible();
  await pass(8.5 * minute);
  fireEvent.click(screen.getByText('ending'));
  expect(screen.getByText('quiet')).toBeVisible();
  await pass(20 * minute);
  expect(ended).not.toHaveBeenCalled();
});

test('while somebody works the session is renewed before its 15 minutes are over; nobody there, nothing is asked', async () => {
  const renewals = respond(refreshSession, { expiresAt: '2026-11-25T23:00:00.000Z' });
  renderUi(<Kept />);
  await pass(12 * minute);
  fireEvent.pointerDown(document.body);
  await pass(2 * minute);
  await vi.waitFor(() => expect(renewals).toHaveLength(1));
  await pass(13 * minute);
  expect(renewals).toHaveLength(1);
});
