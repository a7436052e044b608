import { afterAll, describe, expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { anApp } from '../../testing/app.ts';
import { aBrowserOf, anAccount, aPlatformAdmin, entered } from '../../testing/people.ts';
import { aStaffClinic } from './staff.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const aTraveller = async () => {
  const [first, second] = [await aStaffClinic(testApp), await aStaffClinic(testApp)];
  const { email } = await anAccount([
    { clinicId: first.clinicId, role: 'dentist' },
    { clinicId: second.clinicId, role: 'manager' },
  ]);
  return { first, second, browser: await aBrowserOf(testApp, email), email };
};

const suspend = (clinicId: string) =>
  connection()
    .collection('clinics')
    .updateOne({ _id: new Types.ObjectId(clinicId) }, { $set: { status: 'suspended' } });

describe('going from clinic to clinic', () => {
  test('when somebody switches, everything they see and may do is that of the other clinic', async () => {
    const { first, second, browser } = await aTraveller();
    const reply = await browser.post('/auth/switch-clinic', { clinicId: second.clinicId });
    expect(reply.status).toBe(200);
    expect(reply.body.data.clinic.id).toBe(second.clinicId);
    expect(reply.body.data.user.role).toBe('manager');
    browser.forgetCsrf();
    expect((await browser.get('/users')).status).toBe(200);
    const clinics = (await browser.get('/auth/clinics')).body.data;
    expect(clinics.find((one: { isCurrent: boolean }) => one.isCurrent).id).toBe(second.clinicId);
    expect(clinics).toHaveLength(2);
    expect(JSON.stringify((await browser.get('/users')).body)).not.toContain(first.adminId);
  });

  test('C13: when the session is issued anew, the cookies of before are dead', async () => {
    const { second, browser, email } = await aTraveller();
    const cookies = browser.agent.jar.getCookies({
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    } as never);
    const old = cookies.find(({ name }) => name === 'topsmile_access')?.value ?? '';
    await browser.post('/auth/switch-clinic', { clinicId: second.clinicId });
    const thief = await aBrowserOf(testApp, email);
    thief.agent.jar.setCookie(`topsmile_access=${old}`, '127.0.0.1', '/');
    expect((await thief.get('/auth/me')).status).toBe(401);
  });

  test('when somebody is nobody in a clinic, or it is suspended, the answer is 404', async () => {
    const { second, browser } = await aTraveller();
    const foreign = await aStaffClinic(testApp);
    expect((await browser.post('/auth/switch-clinic', { clinicId: foreign.clinicId })).status).toBe(404);
    expect((await browser.post('/auth/switch-clinic', { clinicId: '0'.repeat(24) })).status).toBe(404);
    await suspend(second.clinicId);
    expect((await browser.post('/auth/switch-clinic', { clinicId: second.clinicId })).status).toBe(404);
    expect((await browser.get('/auth/me')).status).toBe(200);
  });

  test('when somebody switches, neither the twelve hours nor the last proof of identity begin anew', async () => {
    const { first, second, browser } = await aTraveller();
    testApp.clock.advance(14 * 60);
    const before = (await browser.get('/auth/me')).body.data.expiresAt;
    const reply = await browser.post('/auth/switch-clinic', { clinicId: second.clinicId });
    expect(reply.body.data.expiresAt).toBe(before);
    browser.forgetCsrf();
    await browser.post('/auth/switch-clinic', { clinicId: first.clinicId });
    browser.forgetCsrf();
    expect((await browser.get('/auth/me')).body.data.expiresAt).toBe(before);
    const { admin, adminId, clinicId } = await aStaffClinic(testApp);
    testApp.clock.advance(11 * 60);
    expect((await admin.post('/auth/switch-clinic', { clinicId })).status).toBe(200);
    admin.forgetCsrf();
    expect((await admin.post(`/users/${adminId}/deactivate`)).body.code).toBe('reauth-required');
  });

  test('C11: when a clinic is suspended, its sessions are dead and nobody signs in to it', async () => {
    const { first, second, browser, email } = await aTraveller();
    await suspend(first.clinicId);
    // The change of the clinic is heard of by the feed.
    const asked = async (): Promise<number> => (await browser.get('/auth/me')).status;
    while ((await asked()) !== 401) await new Promise((resolve) => setTimeout(resolve, 20));
    const again = await aBrowserOf(testApp, email);
    expect((await again.get('/auth/me')).body.data.clinic.id).toBe(second.clinicId);
  });
});

describe('platform administrators', () => {
  test('when they sign in, they stand outside every clinic and may only choose one', async () => {
    const { clinicId } = await aStaffClinic(testApp);
    const browser = await aPlatformAdmin(testApp);
    const me = (await browser.get('/auth/me')).body.data;
    expect(me).toMatchObject({ platform: 'outside', permissions: ['platform:enter'] });
    for (const path of ['/patients', '/users', '/scheduling/operatories'])
      expect((await browser.get(path)).status).toBe(403);
    expect((await browser.get('/clinic')).status).toBe(404);
    const listed = (await browser.get('/platform/clinics')).body.data;
    expect(listed.map((one: { id: string }) => one.id)).toContain(clinicId);
  });

  test('when they enter with a reason and a time, the session says both and ends with the time', async () => {
    const { clinicId } = await aStaffClinic(testApp);
    const browser = await entered(await aPlatformAdmin(testApp), clinicId, 30);
    const me = (await browser.get('/auth/me')).body.data;
    const until = new Date(testApp.clock.now().getTime() + 30 * 60_000).toISOString();
    expect(me.platform).toEqual({ reason: 'Atendimento de um chamado', until });
    expect(me.user.role).toBe('super_admin');
    expect(me.expiresAt).toBe(until);
    expect((await browser.get('/users')).status).toBe(200);
    testApp.clock.advance(29 * 60);
    expect((await browser.post('/auth/refresh')).status).toBe(200);
    expect((await browser.get('/users')).status).toBe(200);
    testApp.clock.advance(60);
    expect((await browser.get('/users')).status).toBe(401);
    expect((await browser.post('/auth/refresh')).status).toBe(401);
  });

  test('when they leave, they stand outside again and the clinic is closed to them', async () => {
    const { clinicId } = await aStaffClinic(testApp);
    const browser = await entered(await aPlatformAdmin(testApp), clinicId);
    const left = await browser.post('/platform/leave-clinic');
    expect(left.body.data.platform).toBe('outside');
    browser.forgetCsrf();
    expect((await browser.get('/users')).status).toBe(403);
    expect((await browser.post('/platform/leave-clinic')).body.code).toBe('wrong-state');
  });

  test('when the reason is short, the time long or the proof of identity old, nobody enters', async () => {
    const { clinicId } = await aStaffClinic(testApp);
    const browser = await aPlatformAdmin(testApp);
    const enter = (body: object) =>
      browser.post('/platform/enter-clinic', { clinicId, reason: 'Chamado 4711', minutes: 30, ...body });
    expect((await enter({ reason: 'curto' })).status).toBe(400);
    expect((await enter({ minutes: 61 })).status).toBe(400);
    expect((await enter({ clinicId: 'f'.repeat(24) })).status).toBe(404);
    testApp.clock.advance(11 * 60);
    expect((await enter({})).body.code).toBe('reauth-required');
  });

  test('when a clinic administrator tries, the way is closed', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    expect((await admin.get('/platform/clinics')).status).toBe(403);
    const entry = { clinicId, reason: 'Chamado 4711', minutes: 30 };
    expect((await admin.post('/platform/enter-clinic', entry)).status).toBe(403);
  });
});
