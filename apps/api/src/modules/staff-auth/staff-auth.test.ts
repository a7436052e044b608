import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aPassword, aRegisteredClinic } from '../../testing/app.ts';
import { aBrowser } from '../../testing/client.ts';
import { connection, Types } from '../../platform/mongo.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aMember } from '../../testing/people.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

describe('registration', () => {
  test('when a clinic registers, clinic, location and administrator exist and the administrator is signed in', async () => {
    const { browser, session } = await aRegisteredClinic(testApp);
    expect(session.clinic.locations).toHaveLength(1);
    const me = await browser.get('/auth/me');
    expect(me.status).toBe(200);
    expect(me.body.data.user).toMatchObject({ role: 'admin', lastName: "D'Ávila" });
    expect(me.body.data.permissions).toContain('settings:write');
  });

  test('D-7, D-38: when the password is too short, no clinic is left behind and the password is not echoed', async () => {
    const browser = aBrowser(testApp.app);
    const reply = await browser.post('/auth/register', {
      clinicName: 'Meia',
      firstName: 'A',
      lastName: 'B',
      email: 'half@example.com',
      password: 'segredo',
    });
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).not.toContain('segredo');
    expect(reply.body.issues).toEqual([{ path: 'password', message: 'password.tooShort' }]);
    expect((await browser.signIn('half@example.com', 'segredo')).status).toBe(401);
  });

  test('when two people register the same e-mail at once, one account exists', async () => {
    const draft = {
      clinicName: 'Dupla',
      firstName: 'Ana',
      lastName: 'Lima',
      email: 'twice@example.com',
      password: aPassword,
    };
    const replies = await Promise.all([1, 2].map(() => aBrowser(testApp.app).post('/auth/register', draft)));
    expect(replies.map((reply) => reply.status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });
});

describe('sign-in', () => {
  test('when the password is wrong or the person unknown, both answers are the same', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const wrong = await aBrowser(testApp.app).signIn(email, 'not the password');
    const unknown = await aBrowser(testApp.app).signIn('nobody@example.com', 'not the password');
    const shown = ({ body }: { body: object }) => ({ ...body, requestId: '' });
    expect(wrong.status).toBe(401);
    expect(shown(wrong)).toEqual(shown(unknown));
  });

  test('when five passwords fail, the sixth try is told to wait, and another account is not', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const other = await aRegisteredClinic(testApp);
    const browser = aBrowser(testApp.app);
    for (let attempt = 0; attempt < 5; attempt += 1) await browser.signIn(email, 'not the password');
    const refused = await browser.signIn(email, aPassword);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await aBrowser(testApp.app).signIn(other.email, aPassword)).status).toBe(200);
  });

  test('D-39: no token is in a body and every cookie is HttpOnly and strict', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const reply = await aBrowser(testApp.app).signIn(email, aPassword);
    expect(JSON.stringify(reply.body)).not.toMatch(/eyJ|token/i);
    for (const cookie of reply.headers['set-cookie'] as unknown as string[]) {
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
    }
  });

  test('A1: operators instead of strings are refused as malformed', async () => {
    const reply = await aBrowser(testApp.app).post('/auth/login', {
      email: { $ne: null },
      password: { $ne: null },
    });
    expect(reply.status).toBe(400);
  });
});

describe('sessions', () => {
  test('D-31: after signing out, the old access token is dead at once', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const cookies = (await browser.get('/auth/me')).status;
    expect(cookies).toBe(200);
    expect((await browser.post('/auth/logout')).status).toBe(200);
    expect((await browser.get('/auth/me')).status).toBe(401);
  });

  test('D-32: parallel refreshes give one successor; a replay after the overlap ends the session', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const jar = browser.agent.jar.getCookies({
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    } as never);
    const old = jar.find((cookie) => cookie.name === 'topsmile_refresh')?.value ?? '';
    const replies = await Promise.all([1, 2, 3].map(() => browser.post('/auth/refresh')));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect((await browser.get('/auth/me')).status).toBe(200);
    testApp.clock.advance(11);
    const thief = aBrowser(testApp.app);
    await thief.get('/csrf-token');
    thief.agent.jar.setCookie(`topsmile_refresh=${old}`, '127.0.0.1', '/');
    expect((await thief.post('/auth/refresh')).status).toBe(401);
    expect((await browser.get('/auth/me')).status).toBe(401);
  });

  test('when half an hour passes without a request, the session has ended', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    testApp.clock.advance(14 * 60);
    expect((await browser.get('/auth/me')).status).toBe(200);
    testApp.clock.advance(31 * 60);
    expect((await browser.get('/auth/me')).status).toBe(401);
  });

  test('E1: a write without the CSRF token is refused', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const reply = await browser.agent.post('/api/v1/auth/logout').send({});
    expect(reply.status).toBe(403);
    expect(reply.body.code).toBe('csrf-token-invalid');
  });

  test('every role can sign in and reads only its own permissions', async () => {
    const { clinicId } = await aRegisteredClinic(testApp);
    const reception = await aMember(testApp, clinicId, 'receptionist');
    const me = await reception.get('/auth/me');
    expect(me.body.data.permissions).not.toContain('settings:write');
  });
});

describe('sessions in memory', () => {
  test('when another process has merely seen a session, it is not read again; when one ends, it is', async () => {
    const [seen, ended] = [await aRegisteredClinic(testApp), await aRegisteredClinic(testApp)];
    const sessions = connection().collection('sessions');
    const ask = ({ browser }: typeof seen) => browser.get(`/patients/${new Types.ObjectId().toHexString()}`);
    const change = ({ clinicId }: typeof seen, fields: object) =>
      sessions.updateOne({ clinicId: new Types.ObjectId(clinicId) }, { $set: fields });
    for (const one of [seen, ended]) expect((await ask(one)).status).toBe(404);
    await change(seen, { lastSeenAt: testApp.clock.now() });
    await change(ended, { endedAt: testApp.clock.now() });
    // Changes arrive in their order: when the second has, the first would have too.
    await expect.poll(async () => (await ask(ended)).status, { timeout: 5000 }).toBe(401);
    const { result, commands } = await countingCommands(() => ask(seen));
    expect([result.status, commands]).toEqual([404, 1]);
  });
});
