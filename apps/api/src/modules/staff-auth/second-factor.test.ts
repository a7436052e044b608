import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aPassword, aRegisteredClinic } from '../../testing/app.ts';
import { anAuthenticator } from '../../testing/authenticator.ts';
import { aBrowser } from '../../testing/client.ts';
import { connection, Types } from '../../platform/mongo.ts';
import {
  codeOf,
  halfWayIn,
  lastLetter,
  somebodyWithTotp,
  withPasskey,
  withTotp,
} from './staff-auth.fixtures.ts';

const testApp = anApp({ TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '10000' });
afterAll(() => testApp.stop());

const idOf = async (email: string) =>
  (await connection().collection('users').findOne({ email }))?._id as Types.ObjectId;

describe('sign-in with an authenticator app', () => {
  test('D-30: the password alone opens nothing: a challenge and no session', async () => {
    const { email } = await somebodyWithTotp(testApp);
    const browser = aBrowser(testApp.app);
    const reply = await browser.signIn(email, aPassword);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({ outcome: 'second-factor', methods: ['totp', 'recovery-code'] });
    const cookies = [reply.headers['set-cookie']].flat().join('\n');
    expect(cookies).toMatch(/topsmile_challenge=[^;]+;.*HttpOnly;.*SameSite=Strict/);
    expect(cookies).not.toMatch(/topsmile_(access|refresh)=/);
    expect((await browser.get('/auth/me')).status).toBe(401);
  });

  test('the code of this half minute leads in, and the session says that a factor is there', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    const browser = await halfWayIn(testApp, email);
    const code = await codeOf(testApp, secret);
    const reply = await browser.post('/auth/second-factor', { method: 'totp', code });
    expect(reply.status).toBe(200);
    expect(reply.body.data.secondFactor).toEqual({ isEnrolled: true, isRequired: false });
    expect((await browser.get('/auth/me')).status).toBe(200);
  });

  test('C19: a code works once, also from another browser with a challenge of its own', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    const [first, second] = [await halfWayIn(testApp, email), await halfWayIn(testApp, email)];
    const proof = { method: 'totp', code: await codeOf(testApp, secret) };
    const replies = await Promise.all([first, second].map((one) => one.post('/auth/second-factor', proof)));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401]);
  });

  test('C19: codes of the neighbouring half minutes count, older and newer ones do not', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    testApp.clock.advance(300);
    for (const { steps, status } of [
      { steps: -2, status: 401 },
      { steps: 2, status: 401 },
      { steps: -1, status: 200 },
      { steps: 1, status: 200 },
    ]) {
      const browser = await halfWayIn(testApp, email);
      const code = await codeOf(testApp, secret, steps);
      expect((await browser.post('/auth/second-factor', { method: 'totp', code })).status).toBe(status);
    }
  });

  test("C19: somebody else's code does not count", async () => {
    const mine = await somebodyWithTotp(testApp);
    const theirs = await somebodyWithTotp(testApp);
    const browser = await halfWayIn(testApp, mine.email);
    const code = await codeOf(testApp, theirs.secret);
    const reply = await browser.post('/auth/second-factor', { method: 'totp', code });
    expect(reply.status).toBe(401);
    expect(reply.body.code).toBe('invalid-credentials');
  });

  test('C19: after five wrong codes the challenge is over, with the right code too', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    const browser = await halfWayIn(testApp, email);
    const right = await codeOf(testApp, secret);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let at = 0; at < 5; at += 1)
      expect((await browser.post('/auth/second-factor', { method: 'totp', code: wrong })).status).toBe(401);
    const reply = await browser.post('/auth/second-factor', { method: 'totp', code: right });
    expect(reply.status).toBe(401);
    expect(reply.body.code).toBe('sign-in-expired');
  });

  test('C19: a right password gives no new tries: after five wrong codes from one place there is a wait', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    const wrong = (await codeOf(testApp, secret)) === '000000' ? '000001' : '000000';
    const seen: number[] = [];
    for (let at = 0; at < 7; at += 1) {
      const browser = aBrowser(testApp.app);
      const first = await browser.post('/auth/login', { email, password: aPassword });
      if (first.status === 200)
        seen.push((await browser.post('/auth/second-factor', { method: 'totp', code: wrong })).status);
      else seen.push(first.status);
    }
    expect(seen).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  test('C19: a challenge cannot be used twice nor after five minutes nor without its cookie', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    const browser = await halfWayIn(testApp, email);
    const cookie = browser.agent.jar.getCookie('topsmile_challenge', {
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    } as never)?.value;
    const used = await browser.post('/auth/second-factor', {
      method: 'totp',
      code: await codeOf(testApp, secret),
    });
    expect(used.status).toBe(200);
    testApp.clock.advance(30);
    const again = aBrowser(testApp.app);
    await again.get('/csrf-token');
    again.agent.jar.setCookie(`topsmile_challenge=${cookie}`, '127.0.0.1', '/');
    const next = { method: 'totp', code: await codeOf(testApp, secret) };
    expect((await again.post('/auth/second-factor', next)).body.code).toBe('sign-in-expired');
    expect((await aBrowser(testApp.app).post('/auth/second-factor', next)).body.code).toBe('sign-in-expired');
    const late = await halfWayIn(testApp, email);
    testApp.clock.advance(301);
    const code = await codeOf(testApp, secret);
    expect((await late.post('/auth/second-factor', { method: 'totp', code })).body.code).toBe(
      'sign-in-expired',
    );
  });

  test('the seed lies sealed in the store, and no secret leaves with the state', async () => {
    const { email, secret, browser } = await somebodyWithTotp(testApp);
    const row = JSON.stringify(await connection().collection('users').findOne({ email }));
    expect(row).not.toContain(secret);
    expect(row).toContain('sealedSeed');
    const state = await browser.get('/security/mfa');
    expect(state.body.data).toMatchObject({ totp: { isEnrolled: true }, recoveryCodesLeft: 10 });
    expect(JSON.stringify(state.body)).not.toMatch(/sealed|hash/i);
  });
});

describe('recovery codes', () => {
  test('one leads in once, its use is told by mail, and nine are left', async () => {
    const { email, recoveryCodes } = await somebodyWithTotp(testApp);
    expect(recoveryCodes).toHaveLength(10);
    const code = recoveryCodes[3] ?? '';
    // 16 signs of 5 bits: more than the 64 bits that are asked for.
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const browser = await halfWayIn(testApp, email);
    const reply = await browser.post('/auth/second-factor', {
      method: 'recovery-code',
      code: code.toLowerCase().replaceAll('-', ' '),
    });
    expect(reply.status).toBe(200);
    expect((await lastLetter(testApp, email, 'recovery-codes-used')).text).toContain('9 códigos');
    browser.forgetCsrf();
    expect((await browser.get('/security/mfa')).body.data.recoveryCodesLeft).toBe(9);
    const again = await halfWayIn(testApp, email);
    const second = await again.post('/auth/second-factor', { method: 'recovery-code', code });
    expect(second.status).toBe(401);
  });

  test('when two use the same one at once, one is let in', async () => {
    const { email, recoveryCodes } = await somebodyWithTotp(testApp);
    const proof = { method: 'recovery-code', code: recoveryCodes[0] };
    const browsers = [await halfWayIn(testApp, email), await halfWayIn(testApp, email)];
    const replies = await Promise.all(browsers.map((one) => one.post('/auth/second-factor', proof)));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401]);
  });

  test('renewed ones void the old', async () => {
    const { email, browser, recoveryCodes } = await somebodyWithTotp(testApp);
    const renewed = await browser.post('/security/mfa/backup-codes');
    expect(renewed.body.data.recoveryCodes).toHaveLength(10);
    expect((await lastLetter(testApp, email, 'mfa-changed')).text).toMatch(/Novos códigos de recuperação/);
    const old = await halfWayIn(testApp, email);
    expect(
      (await old.post('/auth/second-factor', { method: 'recovery-code', code: recoveryCodes[0] })).status,
    ).toBe(401);
  });
});

describe('setting up and taking away', () => {
  test('setting up ends the other sessions, keeps this one and is told by mail', async () => {
    const { email, browser } = await aRegisteredClinic(testApp);
    const other = aBrowser(testApp.app);
    await other.signIn(email, aPassword);
    await withTotp(testApp, browser);
    expect((await browser.get('/auth/me')).status).toBe(200);
    expect((await other.get('/auth/me')).status).toBe(401);
    expect((await lastLetter(testApp, email, 'mfa-changed')).text).toMatch(/foi ligada/);
  });

  test('a wrong code enrols nothing; nor does one after a quarter of an hour', async () => {
    const { email, browser } = await aRegisteredClinic(testApp);
    const { secret } = (await browser.post('/security/mfa/setup')).body.data;
    const right = await codeOf(testApp, secret);
    const wrong = await browser.post('/security/mfa/verify', {
      code: right === '123456' ? '654321' : '123456',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.issues).toEqual([{ path: 'code', message: 'codeWrong' }]);
    testApp.clock.advance(14 * 60);
    await browser.post('/auth/refresh');
    testApp.clock.advance(2 * 60);
    await browser.post('/auth/prove', { method: 'password', password: aPassword });
    const late = await browser.post('/security/mfa/verify', { code: await codeOf(testApp, secret) });
    expect(late.status).toBe(409);
    expect((await aBrowser(testApp.app).signIn(email, aPassword)).body.data.outcome).toBe('signed-in');
  });

  test('taken away, the password is enough again and the recovery codes are gone', async () => {
    const { email, browser } = await somebodyWithTotp(testApp);
    const state = await browser.post('/security/mfa/disable');
    expect(state.body.data).toMatchObject({ totp: { isEnrolled: false }, recoveryCodesLeft: 0 });
    expect((await aBrowser(testApp.app).signIn(email, aPassword)).body.data.outcome).toBe('signed-in');
    expect((await lastLetter(testApp, email, 'mfa-changed')).text).toMatch(/foi desligada/);
  });

  test('C22: ten minutes after the last proof every change of factors asks for a new one', async () => {
    const { browser, secret } = await somebodyWithTotp(testApp);
    const { passkeyId } = await withPasskey(browser);
    testApp.clock.advance(601);
    const tries = [
      await browser.post('/security/mfa/setup'),
      await browser.post('/security/mfa/verify', { code: '123456' }),
      await browser.post('/security/mfa/disable'),
      await browser.post('/security/mfa/backup-codes'),
      await browser.post('/security/passkeys/options'),
      await browser.delete(`/security/passkeys/${passkeyId}`),
      await browser.post('/security/email', { email: 'other@example.com' }),
    ];
    for (const reply of tries) {
      expect(reply.status).toBe(403);
      expect(reply.body.code).toBe('reauth-required');
    }
    const proof = { method: 'totp', code: await codeOf(testApp, secret) };
    expect((await browser.post('/auth/prove', proof)).status).toBe(200);
    expect((await browser.post('/security/mfa/backup-codes')).status).toBe(200);
  });
});

describe('passkeys', () => {
  test('one stands for both factors: no e-mail, no password', async () => {
    const { browser, session } = await aRegisteredClinic(testApp);
    const { key } = await withPasskey(browser);
    const fresh = aBrowser(testApp.app);
    const options = await fresh.post('/auth/passkey/options');
    expect(options.body.data).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options.body.data.allowCredentials).toEqual([]);
    const reply = await fresh.post('/auth/passkey', { assertion: key.get(options.body.data) });
    expect(reply.status).toBe(200);
    expect(reply.body.data.user.id).toBe(session.user.id);
    expect((await fresh.get('/auth/me')).status).toBe(200);
  });

  test('after the password it is the second proof', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const { key, recoveryCodes } = await withPasskey(browser);
    expect(recoveryCodes).toHaveLength(10);
    const half = await halfWayIn(testApp, email);
    const options = await half.post('/auth/second-factor/passkey-options');
    expect(options.body.data.allowCredentials).toMatchObject([{ id: key.credentialId }]);
    const proof = { method: 'passkey', assertion: key.get(options.body.data) };
    expect((await half.post('/auth/second-factor', proof)).status).toBe(200);
  });

  test.each([
    { what: 'a challenge of its own making', options: { challenge: 'c2VsZi1tYWRl' }, wishes: {} },
    { what: 'another origin', options: {}, wishes: { origin: 'https://evil.example' } },
    { what: 'another relying party', options: {}, wishes: { rpId: 'evil.example' } },
    { what: 'nobody verified by the device', options: {}, wishes: { isUserVerified: false } },
  ])('a new one with $what is refused', async ({ options, wishes }) => {
    const { browser } = await aRegisteredClinic(testApp);
    const given = (await browser.post('/security/passkeys/options')).body.data;
    const attestation = anAuthenticator(wishes).create({ ...given, ...options });
    const reply = await browser.post('/security/passkeys', { name: 'Chave', attestation });
    expect(reply.status).toBe(400);
    expect((await browser.get('/security/passkeys')).body.data).toEqual([]);
  });

  test('a signature is good for one challenge, once, and a copy of the key is found out by its counter', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const { key } = await withPasskey(browser);
    const fresh = aBrowser(testApp.app);
    const first = (await fresh.post('/auth/passkey/options')).body.data;
    const assertion = key.get(first);
    expect((await fresh.post('/auth/passkey', { assertion })).status).toBe(200);
    const again = aBrowser(testApp.app);
    await again.post('/auth/passkey/options');
    expect((await again.post('/auth/passkey', { assertion })).status).toBe(401);
    key.rewind();
    const copy = aBrowser(testApp.app);
    const options = (await copy.post('/auth/passkey/options')).body.data;
    expect((await copy.post('/auth/passkey', { assertion: key.get(options) })).status).toBe(401);
  });

  test("another person's passkey is not the second proof", async () => {
    const mine = await aRegisteredClinic(testApp);
    await withPasskey(mine.browser);
    const theirs = await aRegisteredClinic(testApp);
    const { key } = await withPasskey(theirs.browser);
    const half = await halfWayIn(testApp, mine.email);
    const options = (await half.post('/auth/second-factor/passkey-options')).body.data;
    const proof = { method: 'passkey', assertion: key.get(options) };
    expect((await half.post('/auth/second-factor', proof)).status).toBe(401);
  });

  test('the same key cannot belong to two people', async () => {
    const [one, other] = [await aRegisteredClinic(testApp), await aRegisteredClinic(testApp)];
    const { key } = await withPasskey(one.browser);
    const options = (await other.browser.post('/security/passkeys/options')).body.data;
    const attestation = key.create(options);
    expect((await other.browser.post('/security/passkeys', { name: 'Igual', attestation })).status).toBe(409);
  });

  test('it is renamed and taken away; the last factor of a clinic that asks for one stays', async () => {
    const { browser, clinicId, email } = await aRegisteredClinic(testApp);
    const { passkeyId } = await withPasskey(browser);
    const renamed = await browser.patch(`/security/passkeys/${passkeyId}`, { name: 'Celular' });
    expect(renamed.body.data.name).toBe('Celular');
    const security = { secondFactor: 'required', changedAt: testApp.clock.now(), changedBy: 'Marcos' };
    const clinics = connection().collection('clinics');
    await clinics.updateOne({ _id: new Types.ObjectId(clinicId) }, { $set: { security } });
    const refused = await browser.delete(`/security/passkeys/${passkeyId}`);
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('last-of-its-kind');
    await withTotp(testApp, browser);
    expect((await browser.delete(`/security/passkeys/${passkeyId}`)).status).toBe(200);
    expect((await browser.post('/security/mfa/disable')).body.code).toBe('last-of-its-kind');
    const row = await connection()
      .collection('users')
      .findOne({ _id: await idOf(email) });
    expect(row?.['secondFactors']).toEqual(['totp']);
  });

  test('confirming by passkey proves it anew', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const { key } = await withPasskey(browser);
    testApp.clock.advance(601);
    const options = (await browser.post('/auth/prove/passkey-options')).body.data;
    const proof = { method: 'passkey', assertion: key.get(options) };
    expect((await browser.post('/auth/prove', proof)).status).toBe(200);
    expect((await browser.post('/auth/prove', proof)).status).toBe(401);
    expect((await browser.post('/security/mfa/setup')).status).toBe(200);
  });
});

describe('the duty to have a second factor', () => {
  const asked = async () => {
    const registered = await aRegisteredClinic(testApp);
    const security = { secondFactor: 'required', changedAt: testApp.clock.now(), changedBy: 'Marcos' };
    await connection()
      .collection('clinics')
      .updateOne({ _id: new Types.ObjectId(registered.clinicId) }, { $set: { security } });
    const browser = aBrowser(testApp.app);
    const { session } = (await browser.signIn(registered.email, aPassword)).body.data;
    return { ...registered, browser, session };
  };

  test('until it is done nothing else works, and setting it up does', async () => {
    const { browser, session } = await asked();
    expect(session.duty).toBe('second-factor');
    const refused = await browser.get('/patients');
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('second-factor-due');
    await withTotp(testApp, browser);
    expect((await browser.get('/auth/me')).body.data.duty).toBeUndefined();
    expect((await browser.get('/patients')).status).toBe(200);
  });

  test('in production every clinic but a demonstration asks for it, unless its owner has decided otherwise', async () => {
    const production = anApp({ NODE_ENV: 'production' });
    const { email, clinicId, session } = await aRegisteredClinic(production);
    expect(session.duty).toBe('second-factor');
    const clinics = connection().collection('clinics');
    const signedIn = async () =>
      (await aBrowser(production.app).signIn(email, aPassword)).body.data.session.duty;
    const set = (change: object) =>
      clinics.updateOne({ _id: new Types.ObjectId(clinicId) }, { $set: change });
    await set({ security: { secondFactor: 'optional' } });
    expect(await signedIn()).toBe('second-factor');
    await set({
      security: { secondFactor: 'optional', changedAt: new Date(), reason: 'Sem celulares aqui' },
    });
    expect(await signedIn()).toBeUndefined();
    await set({ security: {}, isDemo: true });
    expect(await signedIn()).toBeUndefined();
    await production.stop();
  });
});
