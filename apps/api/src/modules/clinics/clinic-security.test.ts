import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aRegisteredClinic } from '../../testing/app.ts';
import { aMember } from '../../testing/people.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

describe('the security rules of a clinic', () => {
  test('when nobody changed them, the second factor is required and a screen stays open for half an hour', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const { data } = (await browser.get('/clinic/security')).body;
    expect(data).toEqual({ secondFactor: 'required', idleMinutes: 30, rev: 0 });
  });

  test('when the second factor is relaxed, the reason is asked for and kept with its author', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const bare = await browser.patch('/clinic/security', { rev: 0, secondFactor: 'optional' });
    expect(bare.status).toBe(422);
    expect(bare.body.code).toBe('reason-required');
    const reason = 'Um só aparelho na recepção';
    const relaxed = await browser.patch('/clinic/security', { rev: 0, secondFactor: 'optional', reason });
    expect(relaxed.body.data).toMatchObject({
      secondFactor: 'optional',
      reason,
      changedBy: "Marcos D'Ávila",
    });
    const again = await browser.patch('/clinic/security', { rev: 1, secondFactor: 'required' });
    expect(again.body.data.reason).toBeUndefined();
  });

  test('when the idle time is shortened, it counts at once for open sessions', async () => {
    const { browser, clinicId } = await aRegisteredClinic(testApp);
    const assistant = await aMember(testApp, clinicId, 'assistant');
    const changed = await browser.patch('/clinic/security', { rev: 0, idleMinutes: 5 });
    expect(changed.status).toBe(200);
    expect((await assistant.get('/auth/me')).body.data.idleMinutes).toBe(5);
    testApp.clock.advance(5 * 60);
    expect((await assistant.get('/auth/me')).status).toBe(200);
    testApp.clock.advance(5 * 60 + 1);
    expect((await assistant.get('/auth/me')).status).toBe(401);
    expect((await assistant.post('/auth/refresh')).status).toBe(401);
  });

  test('when the number is stale or out of range, nothing changes', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    expect((await browser.patch('/clinic/security', { rev: 7, idleMinutes: 10 })).body.code).toBe('stale');
    for (const idleMinutes of [4, 31, 7.5])
      expect((await browser.patch('/clinic/security', { rev: 0, idleMinutes })).status).toBe(400);
    expect((await browser.get('/clinic/security')).body.data.idleMinutes).toBe(30);
  });
});
