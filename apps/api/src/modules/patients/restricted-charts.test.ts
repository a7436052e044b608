import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aRegisteredClinic } from '../../testing/app.ts';
import { aBrowserOf, aPerson } from '../../testing/people.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const aRestrictedChart = async (treatingUserIds: string[] = []) => {
  const { browser: admin, clinicId } = await aRegisteredClinic(testApp);
  const dentist = await aPerson(testApp, clinicId, 'dentist');
  const registered = await admin.post('/patients', {
    firstName: 'Joana',
    lastName: 'Figueira',
    phone: '(11) 98888-7766',
    dateOfBirth: '1980-04-02',
  });
  const { id, rev } = registered.body.data;
  const restricted = await admin.patch(`/patients/${id}/restriction`, {
    rev,
    isRestricted: true,
    treatingUserIds,
  });
  if (restricted.status !== 200) throw new Error(`restricting answered ${restricted.status}`);
  return { admin, clinicId, dentist, id: String(id), rev: Number(restricted.body.data.rev) };
};

const reason = 'Dor aguda, plantão';

describe('a restricted chart', () => {
  test('when somebody without the right opens or changes it, the answer is 403 restricted', async () => {
    const { dentist, id, rev } = await aRestrictedChart();
    const replies = [
      await dentist.browser.get(`/patients/${id}`),
      await dentist.browser.get(`/patients/${id}/photo`),
      await dentist.browser.get(`/patients/${id}/merges`),
      await dentist.browser.patch(`/patients/${id}`, { rev, firstName: 'Outra' }),
      await dentist.browser.patch(`/patients/${id}/reactivate`),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(403);
      expect(reply.body.code).toBe('restricted');
      expect(JSON.stringify(reply.body)).not.toMatch(/Joana|98888/);
    }
  });

  test('when it is merged by somebody without the right, both records stay', async () => {
    const { admin, clinicId, id } = await aRestrictedChart();
    const manager = await aPerson(testApp, clinicId, 'manager');
    const other = await admin.post('/patients', {
      firstName: 'Ana',
      lastName: 'Lima',
      phone: '(11) 97777-6655',
    });
    const pair = { survivorId: other.body.data.id, duplicateId: id };
    expect((await manager.browser.post('/patients/merge/preview', pair)).body.code).toBe('restricted');
    expect((await manager.browser.post('/patients/merge', pair)).body.code).toBe('restricted');
    expect((await admin.get(`/patients/${id}`)).body.data.status).toBe('active');
  });

  test('when it is listed, its name, phone and birth date are covered for those to whom it is closed', async () => {
    const { admin, dentist, id } = await aRestrictedChart();
    const [row] = (await dentist.browser.get('/patients')).body.data;
    expect(row).toEqual({
      id,
      fullName: '••••',
      phone: '••••',
      recordNumber: row.recordNumber,
      status: 'active',
      isRestricted: true,
    });
    const [whole] = (await admin.get('/patients')).body.data;
    expect(whole).toMatchObject({ fullName: 'Joana Figueira', isRestricted: true });
  });

  test('when somebody treats the person, the chart is open to them', async () => {
    const { admin, dentist, id, rev } = await aRestrictedChart();
    const treating = { rev, treatingUserIds: [dentist.userId] };
    expect((await admin.patch(`/patients/${id}/restriction`, treating)).status).toBe(200);
    expect((await dentist.browser.get(`/patients/${id}`)).status).toBe(200);
    const strangers = { rev: rev + 1, treatingUserIds: ['f'.repeat(24)] };
    expect((await admin.patch(`/patients/${id}/restriction`, strangers)).status).toBe(400);
  });

  test('when somebody without the right decides who may open it, the answer is 403', async () => {
    const { dentist, id, rev } = await aRestrictedChart();
    const opened = await dentist.browser.patch(`/patients/${id}/restriction`, { rev, isRestricted: false });
    expect(opened.status).toBe(403);
    expect((await dentist.browser.get(`/patients/${id}/restriction`)).status).toBe(403);
  });
});

describe('an emergency', () => {
  test('when a reason is given, the chart opens to this session for an hour and the owner sees who and why', async () => {
    const { admin, dentist, id } = await aRestrictedChart();
    const { browser, email } = dentist;
    const reply = await browser.post(`/patients/${id}/break-glass`, { reason });
    expect(reply.status).toBe(200);
    expect((await browser.get(`/patients/${id}`)).body.data.fullName).toBe('Joana Figueira');
    const otherSession = await aBrowserOf(testApp, email);
    expect((await otherSession.get(`/patients/${id}`)).body.code).toBe('restricted');
    const { emergencies } = (await admin.get(`/patients/${id}/restriction`)).body.data;
    expect(emergencies).toMatchObject([{ by: 'Paula Mendes', reason, until: reply.body.data.until }]);
    const later = async (minutes: number) => {
      testApp.clock.advance(minutes * 60);
      await browser.post('/auth/refresh');
      return browser.get(`/patients/${id}`);
    };
    await later(29);
    expect((await later(29)).status).toBe(200);
    testApp.clock.advance(2 * 60);
    expect((await browser.get(`/patients/${id}`)).body.code).toBe('restricted');
  });

  test('when the reason is too short, or the chart is not restricted, nothing is opened or kept', async () => {
    const { admin, dentist, id, rev } = await aRestrictedChart();
    expect((await dentist.browser.post(`/patients/${id}/break-glass`, { reason: 'dor' })).status).toBe(400);
    await admin.patch(`/patients/${id}/restriction`, { rev, isRestricted: false });
    const open = await dentist.browser.post(`/patients/${id}/break-glass`, { reason });
    expect(open.body.code).toBe('wrong-state');
    expect((await admin.get(`/patients/${id}/restriction`)).body.data.emergencies).toEqual([]);
  });
});
