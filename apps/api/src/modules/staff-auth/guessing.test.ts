import { afterAll, describe, expect, test } from 'vitest';
import { connection } from '../../platform/mongo.ts';
import { anApp, aPassword, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { aBrowser, type TestReply, withoutBudget } from '../../testing/client.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { lookAtRequests, templatesTo, tokenFrom } from './staff-auth.fixtures.ts';

const testApp = anApp({ TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '100000' });
// One proxy is trusted: tests choose the address they come from.
const behindProxy = anApp({
  TOPSMILE_TRUSTED_PROXIES: '1',
  TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '100000',
  TOPSMILE_LOGIN_FAILURES_IN_A_ROW: '12',
});
afterAll(async () => {
  await testApp.stop();
  await behindProxy.stop();
});

const wrong = 'not the password';
const tryFrom = async (
  { app }: TestApp,
  address: string,
  credentials: { email: string; password: string },
): Promise<TestReply> =>
  aBrowser(app).post('/auth/login', credentials, { headers: { 'x-forwarded-for': address } });

describe('C15: what a refusal says', () => {
  test('unknown, wrong, and deactivated: the same status, body and headers', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const gone = await aRegisteredClinic(testApp);
    const users = connection().collection('users');
    await users.updateOne({ email: gone.email }, { $set: { 'memberships.0.isActive': false } });
    const refusal = async (address: string, password: string) => {
      const { status, body, headers } = await aBrowser(testApp.app).signIn(address, password);
      const { date: _date, 'x-request-id': _id, ...shown } = withoutBudget(headers);
      return { status, headers: shown, body: { ...body, requestId: '' } };
    };
    const unknown = await refusal('nobody@example.com', wrong);
    expect(unknown.status).toBe(401);
    expect(await refusal(email, wrong)).toEqual(unknown);
    expect(await refusal(gone.email, aPassword)).toEqual(unknown);
  });

  test('an unknown account is counted and limited as a known one', async () => {
    const email = 'nobody-at-all@example.com';
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1)
      statuses.push((await aBrowser(testApp.app).signIn(email, wrong)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('D-38, C17: limits that lock nobody else out', () => {
  test('many at once cannot pass together: of twenty parallel tries five are made', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => aBrowser(testApp.app).signIn(email, wrong)),
    );
    const made = replies.filter(({ status }) => status === 401 || status === 503);
    expect(made.length).toBeLessThanOrEqual(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(20 - made.length);
  });

  test('C18: a header of the caller’s own does not change the address', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1)
      statuses.push((await tryFrom(testApp, `10.0.0.${at}`, { email, password: wrong })).status);
    expect(statuses.at(-1)).toBe(429);
  });

  test('ten bad passwords from elsewhere: the owner gets in from their own address', async () => {
    const { email } = await aRegisteredClinic(behindProxy);
    for (let at = 0; at < 10; at += 1) await tryFrom(behindProxy, '203.0.113.9', { email, password: wrong });
    const attacker = await tryFrom(behindProxy, '203.0.113.9', { email, password: aPassword });
    expect(attacker.status).toBe(429);
    const owner = await tryFrom(behindProxy, '198.51.100.4', { email, password: aPassword });
    expect(owner.status).toBe(200);
  });

  test('from their own browser the owner gets in even at the address that has used up its tries', async () => {
    const { email, browser } = await aRegisteredClinic(testApp);
    await browser.post('/auth/logout');
    browser.forgetCsrf();
    for (let at = 0; at < 6; at += 1) await aBrowser(testApp.app).signIn(email, wrong);
    expect((await aBrowser(testApp.app).signIn(email, aPassword)).status).toBe(429);
    expect((await browser.signIn(email, aPassword)).status).toBe(200);
  });

  test('a known browser is no way to guess without end', async () => {
    const { email, browser } = await aRegisteredClinic(testApp);
    await browser.post('/auth/logout');
    browser.forgetCsrf();
    const statuses: number[] = [];
    for (let at = 0; at < 11; at += 1) statuses.push((await browser.signIn(email, wrong)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses[10]).toBe(429);
  });

  test('a made-up device cookie makes no browser known', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const stranger = aBrowser(testApp.app);
    await stranger.get('/csrf-token');
    stranger.agent.jar.setCookie('topsmile_device=abc.def', '127.0.0.1', '/');
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await stranger.signIn(email, wrong)).status);
    expect(statuses.at(-1)).toBe(429);
  });

  test('failures in a row from ever new addresses come to an end; a known browser or a new password lead in', async () => {
    const { email, browser } = await aRegisteredClinic(behindProxy);
    const statuses: number[] = [];
    for (let at = 0; at < 14; at += 1)
      statuses.push((await tryFrom(behindProxy, `203.0.113.${at}`, { email, password: wrong })).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(12);
    expect((await tryFrom(behindProxy, '198.51.100.7', { email, password: aPassword })).status).toBe(429);
    expect((await browser.signIn(email, aPassword)).status).toBe(200);
    // Success starts the count anew.
    expect((await tryFrom(behindProxy, '198.51.100.8', { email, password: aPassword })).status).toBe(200);

    for (let at = 0; at < 13; at += 1)
      await tryFrom(behindProxy, `203.0.113.${100 + at}`, { email, password: wrong });
    await aBrowser(behindProxy.app).post('/auth/forgot-password', { email });
    await lookAtRequests(behindProxy);
    const token = await tokenFrom(behindProxy, email, 'password-reset');
    const newPassword = 'outra frase bem comprida';
    expect(
      (await aBrowser(behindProxy.app).post('/auth/reset-password', { token, newPassword })).status,
    ).toBe(200);
    expect((await tryFrom(behindProxy, '198.51.100.9', { email, password: newPassword })).status).toBe(200);
  });

  test('its owner is told when somebody has used up the tries, once', async () => {
    const { email } = await aRegisteredClinic(testApp);
    for (let at = 0; at < 8; at += 1) await aBrowser(testApp.app).signIn(email, wrong);
    await lookAtRequests(testApp);
    expect(await templatesTo(testApp, email)).toEqual(['account-locked-notice']);
  });

  test('D-35: a failed attempt does not stand in the way of the next', async () => {
    const { email } = await aRegisteredClinic(testApp);
    expect((await aBrowser(testApp.app).signIn(email, wrong)).status).toBe(401);
    expect((await aBrowser(testApp.app).signIn(email, aPassword)).status).toBe(200);
  });

  test('D-37: both prefixes have the same limits, and asking who one is costs none of them', async () => {
    const { email, browser } = await aRegisteredClinic(testApp);
    for (let at = 0; at < 15; at += 1) expect((await browser.get('/auth/me')).status).toBe(200);
    const stranger = aBrowser(testApp.app);
    await stranger.get('/csrf-token');
    const csrf = (await stranger.agent.get('/api/csrf-token')).body.csrfToken;
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) {
      const prefix = at % 2 === 0 ? '/api/v1' : '/api';
      const call = stranger.agent.post(`${prefix}/auth/login`).set('x-csrf-token', csrf);
      statuses.push((await call.send({ email, password: wrong })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(
      (await aBrowser(testApp.app).agent.post('/api/auth/login').send({ email, password: wrong })).status,
    ).toBe(403);
  });
});

describe('Z18: hashing', () => {
  test('two at a time and twenty waiting: the rest is told to come back, and it goes on', async () => {
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => hashPassword(aPassword)));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(8);
    for (const one of refused)
      expect(one).toMatchObject({ reason: { code: 'unavailable', details: { retryAfterSeconds: 2 } } });
    await expect(hashPassword(aPassword)).resolves.toMatch(/^\$argon2id/);
  });
});
