import {
  AuditEntry,
  AuditVerification,
  getAuditVerification,
  listAuditEntries,
  listNeedsMoving,
} from '@topsmile/contracts';
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';

const anEntry = (seq: number, change: object = {}): AuditEntry =>
  AuditEntry.parse({
    id: String(seq).padStart(24, '0'),
    seq,
    at: `2026-11-30T13:${String(seq).padStart(2, '0')}:00.000Z`,
    actor: { kind: 'staff', id: 'a'.repeat(24), name: "Paula D'Ávila", role: 'receptionist' },
    action: 'read',
    resource: 'patients',
    method: 'GET',
    route: '/patients/:patientId',
    status: 200,
    requestId: 'r',
    address: '10.0.0.1',
    device: 'Chrome · Windows',
    changes: [],
    ...change,
  });
const entries = [
  anEntry(9, { action: 'update', changes: [{ field: 'firstName', before: 'Debora', after: 'Débora' }] }),
  anEntry(8),
  anEntry(7),
  anEntry(6),
  anEntry(5, { action: 'refused', status: 403, resource: 'roles' }),
];
const open = () => renderApp('/audit', { session: aSession({ role: 'admin' }) });

beforeEach(() => {
  respond(listNeedsMoving, []);
  respond(
    getAuditVerification,
    AuditVerification.parse({ verifiedSeq: 9, lastSeq: 9, verifiedAt: '2026-11-30T13:40:00.000Z' }),
  );
});

describe('the audit log', () => {
  test('rows of one person doing one thing are told as one, a refusal stands apart', async () => {
    respond(listAuditEntries, entries);
    open();
    const rows = within(await screen.findByRole('list', { name: 'Registros' })).getAllByRole('button');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toHaveTextContent('Viu · pacientes, 3 vezes');
    expect(rows[2]).toHaveTextContent('Teve o acesso recusado');
    expect(await screen.findByText(/^Cadeia verificada até/)).toBeVisible();
  });

  test('by keyboard: J goes down, Enter shows what changed', async () => {
    respond(listAuditEntries, entries);
    const { user } = open();
    const rows = within(await screen.findByRole('list', { name: 'Registros' })).getAllByRole('button');
    rows[0]?.focus();
    await user.keyboard('jk{Enter}');
    const detail = screen.getByRole('region', { name: 'Registro aberto' });
    expect(within(detail).getByRole('row', { name: /firstName Debora Débora/ })).toBeVisible();
  });

  test('when the chain does not fit, it is said before anything else', async () => {
    respond(
      getAuditVerification,
      AuditVerification.parse({ verifiedSeq: 3, lastSeq: 9, fault: { seq: 4, what: 'edited' } }),
    );
    respond(listAuditEntries, entries);
    open();
    expect(await screen.findByText(/no registro 4/)).toBeVisible();
  });

  test('when nothing fits the filters, and when the list does not load, it says so', async () => {
    respond(listAuditEntries, []);
    const { unmount } = open();
    expect(await screen.findByText('Nenhum evento com esses filtros.')).toBeVisible();
    unmount();
    refuse(listAuditEntries, 'unavailable');
    open();
    expect(await screen.findByText('Os registros não carregaram.')).toBeVisible();
  });
});
