import { changeClinicSecurity, getClinicSecurity } from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { claimDrafts } from '../../lib/drafts.ts';
import { endpoints } from '../../lib/session.ts';
import { aSession } from '../../testing/a-session.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { SecurityPage } from './SecurityPage.tsx';

const session = aSession({ role: 'admin' });
let tests = 0;
beforeEach(() => {
  tests += 1;
  claimDrafts(`security-${tests}`);
  respond(getClinicSecurity, { secondFactor: 'required', idleMinutes: 30, rev: 3 });
  respond(endpoints.me, session);
});

test('relaxing the second factor asks for a reason; both are sent together', async () => {
  const calls = respond(changeClinicSecurity, { secondFactor: 'optional', idleMinutes: 30, rev: 4 });
  const { user } = renderUi(<SecurityPage />, { session });
  await user.click(await screen.findByRole('radio', { name: 'Cada pessoa decide' }));
  await user.type(screen.getByRole('textbox', { name: 'Por que não é exigida' }), 'Um só aparelho');
  await user.click(screen.getByRole('button', { name: 'Salvar regras' }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({ rev: 3, secondFactor: 'optional', reason: 'Um só aparelho' }),
  );
});

test('the idle time alone is sent alone; out of range it is said at the field', async () => {
  const calls = respond(changeClinicSecurity, { secondFactor: 'required', idleMinutes: 10, rev: 4 });
  const { user } = renderUi(<SecurityPage />, { session });
  const field = await screen.findByRole('textbox', { name: 'Encerrar sem uso depois de' });
  await user.clear(field);
  await user.type(field, '45');
  await user.click(screen.getByRole('button', { name: 'Salvar regras' }));
  expect(await screen.findByText('O valor está fora dos limites.')).toBeVisible();
  await user.clear(field);
  await user.type(field, '10');
  await user.click(screen.getByRole('button', { name: 'Salvar regras' }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ rev: 3, idleMinutes: 10 }));
});

test('a missing reason is said at its field, and what was chosen stays', async () => {
  refuse(changeClinicSecurity, 'reason-required', { issues: [{ path: 'reason', message: 'required' }] });
  const { user } = renderUi(<SecurityPage />, { session });
  await user.click(await screen.findByRole('radio', { name: 'Cada pessoa decide' }));
  await user.click(screen.getByRole('button', { name: 'Salvar regras' }));
  expect(await screen.findByText('Preencha este campo.')).toBeVisible();
  expect(screen.getByRole('radio', { name: 'Cada pessoa decide' })).toBeChecked();
});
