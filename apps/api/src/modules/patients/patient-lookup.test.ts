import { afterAll, beforeAll, expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { runAsSystem, runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { forBooking, noteVisits } from './patient-lookup.ts';
import { aPatient } from './patients.fixtures.ts';

let testApp: TestApp;
beforeAll(() => {
  testApp = anApp();
});
afterAll(() => testApp.stop());

test('booking learns what it needs in one command, and nothing of another clinic', async () => {
  const { browser, clinicId } = await aRegisteredClinic(testApp);
  const { id, phone } = await aPatient(browser, { socialName: 'Jô' });
  const clinic = new Types.ObjectId(clinicId);
  const { result, commands } = await countingCommands(() => runInClinic(clinic, () => forBooking(id)));
  expect(result).toEqual({
    id,
    ord: expect.any(Number),
    name: 'Jô',
    phone,
    isActive: true,
    hasVisited: false,
  });
  expect(commands).toBe(1);
  for (const [context, patientId] of [
    [new Types.ObjectId(), id],
    [clinic, new Types.ObjectId().toHexString()],
    [clinic, 'x'],
  ] as const)
    await expect(runInClinic(context, () => forBooking(patientId))).rejects.toMatchObject({
      code: 'not-found',
    });
});

test('visits are noted and cleared without making an open form stale', async () => {
  const { browser, clinicId } = await aRegisteredClinic(testApp);
  const { id } = await aPatient(browser);
  const clinic = new Types.ObjectId(clinicId);
  const [lastVisitAt, nextVisitAt] = [new Date('2026-02-01T12:00:00Z'), new Date('2026-04-01T12:00:00Z')];
  await runInClinic(clinic, () => noteVisits(undefined, id, { lastVisitAt, nextVisitAt }));
  expect((await browser.get(`/patients/${id}`)).body.data).toMatchObject({
    lastVisitAt: lastVisitAt.toISOString(),
    nextVisitAt: nextVisitAt.toISOString(),
    rev: 0,
  });
  expect((await runInClinic(clinic, () => forBooking(id))).hasVisited).toBe(true);
  await runInClinic(clinic, () => noteVisits(undefined, id, { lastVisitAt, nextVisitAt: undefined }));
  expect((await browser.get(`/patients/${id}`)).body.data.nextVisitAt).toBeUndefined();
});

test('the relay finds documents with events through an index', async () => {
  const plan = await runAsSystem('test', () =>
    connection()
      .collection('patients')
      .find({ 'outbox.at': { $exists: true } })
      .explain('executionStats'),
  );
  expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('outbox_due');
});
