import { afterAll, describe, expect, test } from 'vitest';
import { connection } from '../../platform/mongo.ts';
import { anApp, aPassword, aRegisteredClinic } from '../../testing/app.ts';
import { aBrowser, type Browser } from '../../testing/client.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { lastLetter, somebodyWithTotp, templatesTo, withPasskey } from './staff-auth.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';

const signedInWith = async (email: string, userAgent: string): Promise<Browser> => {
  const browser = aBrowser(testApp.app);
  const credentials = { email, password: aPassword };
  const reply = await browser.post('/auth/login', credentials, { headers: { 'user-agent': userAgent } });
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}`);
  browser.forgetCsrf();
  return browser;
};

const cookieOf = (browser: Browser, name: string): string =>
  browser.agent.jar.getCookie(name, { domain: '127.0.0.1', path: '/', secure: false, script: false } as never)
    ?.value ?? '';

describe('where somebody is signed in', () => {
  test('each place is named by what its browser said, and this one is marked', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    testApp.clock.advance(60);
    await signedInWith(email, firefox);
    const { data } = (await browser.get('/security/sessions')).body;
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({ isCurrent: true });
    expect(data[1]).toMatchObject({ browser: 'Firefox', os: 'Linux', kind: 'desktop', isCurrent: false });
    expect(JSON.stringify(data)).not.toMatch(/hash|salt|refresh/i);
  });

  test('one is ended by its owner and is dead at once; somebody else’s is not there', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const other = await signedInWith(email, firefox);
    const { data } = (await browser.get('/security/sessions')).body;
    const { id } = data.find((one: { isCurrent: boolean }) => !one.isCurrent);
    const stranger = await aRegisteredClinic(testApp);
    expect((await stranger.browser.delete(`/security/sessions/${id}`)).status).toBe(404);
    expect((await other.get('/auth/me')).status).toBe(200);
    expect((await browser.delete(`/security/sessions/${id}`)).status).toBe(200);
    expect((await other.get('/auth/me')).status).toBe(401);
    expect((await browser.delete(`/security/sessions/${id}`)).status).toBe(404);
  });

  test('all others end together; or all of them', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const other = await signedInWith(email, firefox);
    expect((await browser.post('/security/sessions/revoke-all')).status).toBe(200);
    expect((await other.get('/auth/me')).status).toBe(401);
    expect((await browser.get('/auth/me')).status).toBe(200);
    const third = await signedInWith(email, firefox);
    expect((await browser.post('/auth/logout-all')).status).toBe(200);
    expect((await browser.get('/auth/me')).status).toBe(401);
    expect((await third.get('/auth/me')).status).toBe(401);
  });

  test('who one is, where and what must be done costs three store commands', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    await browser.get('/auth/me');
    const { result, commands } = await countingCommands(() => browser.get('/auth/me'));
    expect(result.body.data.clinics).toEqual([
      { id: result.body.data.clinic.id, name: 'Clínica Ipê Branco' },
    ]);
    expect(commands).toBeLessThanOrEqual(3);
  });
});

describe('new browsers', () => {
  test('the first one is nothing to tell of; the next one is, once', async () => {
    const { email } = await aRegisteredClinic(testApp);
    expect(await templatesTo(testApp, email)).toEqual([]);
    const browser = await signedInWith(email, firefox);
    expect((await lastLetter(testApp, email, 'new-device-sign-in')).text).toContain('Firefox, Linux');
    await browser.post('/auth/logout');
    browser.forgetCsrf();
    await browser.signIn(email, aPassword);
    expect(await templatesTo(testApp, email)).toHaveLength(1);
  });

  test('ten are remembered, the one seen last among them, and only as hashes', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const browsers: Browser[] = [];
    for (let at = 0; at < 11; at += 1) browsers.push(await signedInWith(email, firefox));
    const row = await connection().collection('users').findOne({ email });
    expect(row?.['security'].devices).toHaveLength(10);
    const [token = ''] = cookieOf(browsers.at(-1) ?? aBrowser(testApp.app), 'topsmile_device').split('.');
    expect(token.length).toBeGreaterThan(40);
    expect(JSON.stringify(row)).not.toContain(token);
  });
});

describe('C7: a refresh token that comes back', () => {
  test('ends the family, and its owner is told', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const stolen = cookieOf(browser, 'topsmile_refresh');
    expect((await browser.post('/auth/refresh')).status).toBe(200);
    testApp.clock.advance(11);
    const thief = aBrowser(testApp.app);
    await thief.get('/csrf-token');
    thief.agent.jar.setCookie(`topsmile_refresh=${stolen}`, '127.0.0.1', '/');
    expect((await thief.post('/auth/refresh')).status).toBe(401);
    expect((await browser.get('/auth/me')).status).toBe(401);
    expect(await templatesTo(testApp, email)).toContain('session-reuse-detected');
  });
});

describe('C13: identifiers that were planted', () => {
  test('signing in makes new ones', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const victim = aBrowser(testApp.app);
    victim.agent.jar.setCookie('topsmile_session=planted', '127.0.0.1', '/');
    expect((await victim.signIn(email, aPassword)).status).toBe(200);
    expect(cookieOf(victim, 'topsmile_session')).toMatch(/^[0-9a-f]{24}$/);
  });
});

describe('step-up', () => {
  test('proofs that are wrong are counted as at the door, and the session lives on', async () => {
    const { browser } = await somebodyWithTotp(testApp);
    const statuses: number[] = [];
    for (let at = 0; at < 11; at += 1)
      statuses.push(
        (await browser.post('/auth/prove', { method: 'password', password: 'not the password' })).status,
      );
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses[10]).toBe(429);
    expect((await browser.get('/auth/me')).status).toBe(200);
  });

  test('a proof counts for ten minutes, for this session alone', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const other = await signedInWith(email, firefox);
    testApp.clock.advance(601);
    expect((await browser.post('/security/mfa/setup')).body.code).toBe('reauth-required');
    const proven = await browser.post('/auth/prove', { method: 'password', password: aPassword });
    expect(proven.status).toBe(200);
    expect((await browser.post('/security/mfa/setup')).status).toBe(200);
    expect((await other.post('/security/mfa/setup')).body.code).toBe('reauth-required');
    testApp.clock.advance(240);
    await browser.post('/auth/refresh');
    testApp.clock.advance(361);
    expect((await browser.post('/security/mfa/setup')).body.code).toBe('reauth-required');
  });

  test('without a passkey there is nothing to confirm with; a challenge for one thing is none for another', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    expect((await browser.post('/auth/prove/passkey-options')).status).toBe(409);
    const { key } = await withPasskey(browser);
    const signIn = (await aBrowser(testApp.app).post('/auth/passkey/options')).body.data;
    const proof = { method: 'passkey', assertion: key.get(signIn) };
    expect((await browser.post('/auth/prove', proof)).body.code).toBe('sign-in-expired');
  });
});
