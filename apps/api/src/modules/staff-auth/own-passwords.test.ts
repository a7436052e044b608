import { hash as bcrypt } from '@node-rs/bcrypt';
import { hash as argon2 } from '@node-rs/argon2';
import { afterAll, describe, expect, test } from 'vitest';
import { connection } from '../../platform/mongo.ts';
import { anApp, aPassword, aRegisteredClinic } from '../../testing/app.ts';
import { aBrowser, withoutBudget } from '../../testing/client.ts';
import {
  codeOf,
  halfWayIn,
  lastLetter,
  lookAtRequests,
  somebodyWithTotp,
  templatesTo,
  tokenFrom,
} from './staff-auth.fixtures.ts';

const testApp = anApp({ TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '10000' });
afterAll(() => testApp.stop());

const another = 'outra frase bem comprida';
const users = () => connection().collection('users');
const signsIn = async (email: string, password: string): Promise<number> =>
  (await aBrowser(testApp.app).signIn(email, password)).status;

const askForLink = async (email: string): Promise<string> => {
  testApp.clock.advance(1);
  const reply = await aBrowser(testApp.app).post('/auth/forgot-password', { email });
  if (reply.status !== 200) throw new Error(`asking answered ${reply.status}`);
  await lookAtRequests(testApp);
  return tokenFrom(testApp, email, 'password-reset');
};
const reset = (token: string, newPassword: string) =>
  aBrowser(testApp.app).post('/auth/reset-password', { token, newPassword });

describe('changing the own password', () => {
  const change = (currentPassword: string, newPassword: string) => ({ currentPassword, newPassword });

  test('C11: the other sessions end, this one stays, the owner is told and the new one counts', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const other = aBrowser(testApp.app);
    await other.signIn(email, aPassword);
    expect((await browser.patch('/auth/change-password', change(aPassword, another))).status).toBe(200);
    expect((await browser.get('/auth/me')).status).toBe(200);
    expect((await other.get('/auth/me')).status).toBe(401);
    expect((await lastLetter(testApp, email, 'password-changed')).text).toContain('/account/security');
    expect(await signsIn(email, aPassword)).toBe(401);
    expect(await signsIn(email, another)).toBe(200);
  });

  test('with a wrong current one nothing changes', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const reply = await browser.patch('/auth/change-password', change('not the password', another));
    expect(reply.status).toBe(401);
    expect(reply.body.code).toBe('invalid-credentials');
    expect(await signsIn(email, aPassword)).toBe(200);
  });

  test.each([
    { newPassword: 'Clínica Ipê 2026!', problem: 'password.ownWords' },
    { newPassword: 'password1234567', problem: 'password.common' },
    { newPassword: 'nove luas, oi!', problem: 'password.tooShortAlone' },
  ])('C21: "$newPassword" is refused as $problem', async ({ newPassword, problem }) => {
    const { browser } = await aRegisteredClinic(testApp);
    const reply = await browser.patch('/auth/change-password', change(aPassword, newPassword));
    expect(reply.status).toBe(400);
    expect(reply.body.issues).toEqual([{ path: 'newPassword', message: problem }]);
  });

  test('C21: twelve characters do where there is a second factor', async () => {
    const { browser } = await somebodyWithTotp(testApp);
    expect((await browser.patch('/auth/change-password', change(aPassword, 'nove luas, oi!'))).status).toBe(
      200,
    );
  });

  test('D-33: a password counts as typed: spaces at the ends, accents, 128 characters, what follows 72 bytes', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const long = ` é${'x9k&'.repeat(31)}!`;
    expect((await browser.patch('/auth/change-password', change(aPassword, long))).status).toBe(200);
    expect(await signsIn(email, long.trim())).toBe(401);
    expect(await signsIn(email, `${long.slice(0, 80)}${'y'.repeat(long.length - 80)}`)).toBe(401);
    expect(await signsIn(email, long)).toBe(200);
  });

  test('D-34: none of the last five is taken again, at any of the three doors; the sixth is', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const words = ['primeira', 'segunda', 'terceira', 'quarta'].map((word) => `${word} frase comprida`);
    let current = aPassword;
    for (const next of words) {
      expect((await browser.patch('/auth/change-password', change(current, next))).status).toBe(200);
      current = next;
    }
    for (const old of [aPassword, ...words]) {
      const replies = [
        await browser.patch('/auth/change-password', change(current, old)),
        await browser.post('/security/password-policy/change', change(current, old)),
      ];
      for (const reply of replies) {
        expect(reply.status).toBe(422);
        expect(reply.body.code).toBe('password-reused');
      }
    }
    const token = await askForLink(email);
    expect((await reset(token, words[0] ?? '')).body.code).toBe('password-reused');
    expect((await reset(token, 'quinta frase comprida')).status).toBe(200);
    const fresh = aBrowser(testApp.app);
    await fresh.signIn(email, 'quinta frase comprida');
    expect(
      (await fresh.post('/security/password-policy/change', change('quinta frase comprida', aPassword)))
        .status,
    ).toBe(200);
  });

  test('D-34: whoever must choose a new one can do nothing else before', async () => {
    const { email } = await aRegisteredClinic(testApp);
    await users().updateOne({ email }, { $set: { mustChangePassword: true } });
    const browser = aBrowser(testApp.app);
    expect((await browser.signIn(email, aPassword)).body.data.session.duty).toBe('new-password');
    expect((await browser.get('/patients')).body.code).toBe('new-password-due');
    expect((await browser.get('/security/password-policy/status')).body.data.mustChange).toBe(true);
    expect((await browser.patch('/auth/change-password', change(aPassword, another))).status).toBe(200);
    expect((await browser.get('/patients')).status).toBe(200);
  });

  test('D-34: where passwords grow old, one that has must be replaced', async () => {
    const strict = anApp({ TOPSMILE_PASSWORD_DAYS: '90' });
    const { email } = await aRegisteredClinic(strict);
    await users().updateOne({ email }, { $set: { passwordChangedAt: strict.clock.now() } });
    const dutyNow = async () => (await aBrowser(strict.app).signIn(email, aPassword)).body.data.session.duty;
    strict.clock.advance(89 * 86_400);
    expect(await dutyNow()).toBeUndefined();
    strict.clock.advance(86_400);
    expect(await dutyNow()).toBe('new-password');
    await strict.stop();
  });
});

describe('hashes from before', () => {
  test.each([
    { kind: 'bcrypt', make: (password: string) => bcrypt(password, 10) },
    {
      kind: 'a weaker argon2id',
      make: (password: string) => argon2(password, { memoryCost: 8192, timeCost: 2 }),
    },
  ])('$kind lets in and is replaced by today’s', async ({ make }) => {
    const { email } = await aRegisteredClinic(testApp);
    await users().updateOne({ email }, { $set: { passwordHash: await make(aPassword) } });
    expect(await signsIn(email, 'not the password')).toBe(401);
    expect(await signsIn(email, aPassword)).toBe(200);
    const kept = (await users().findOne({ email }))?.['passwordHash'];
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await signsIn(email, aPassword)).toBe(200);
  });

  test('C21: what bcrypt would not have read is not accepted unread', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const long = 'a7#'.repeat(24);
    await users().updateOne({ email }, { $set: { passwordHash: await bcrypt(long, 10) } });
    expect(await signsIn(email, `${long} and a tail`)).toBe(401);
    expect(await signsIn(email, long)).toBe(200);
  });
});

describe('a forgotten password', () => {
  test('C16: known or not, the answer is the same and asking writes one row; the mail comes later', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const rows = () => connection().collection('account_requests').countDocuments();
    const ask = async (address: string) => {
      const before = await rows();
      const { status, body, headers } = await aBrowser(testApp.app).post('/auth/forgot-password', {
        email: address,
      });
      const { date: _date, 'x-request-id': _id, ...shown } = withoutBudget(headers);
      return { status, data: body.data, headers: shown, written: (await rows()) - before };
    };
    expect(await ask(email)).toEqual(await ask('nobody@example.com'));
    expect(await templatesTo(testApp, email)).toEqual([]);
    await lookAtRequests(testApp);
    expect(await templatesTo(testApp, email)).toEqual(['password-reset']);
    expect(await templatesTo(testApp, 'nobody@example.com')).toEqual([]);
    expect(await rows()).toBe(0);
  });

  test('C20, D-31: the link sets a new password, every session ends, nobody is signed in by it', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    const token = await askForLink(email);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const reply = await reset(token, another);
    expect(reply.status).toBe(200);
    expect([reply.headers['set-cookie']].flat().join('')).not.toMatch(/topsmile_(access|refresh)/);
    expect((await browser.get('/auth/me')).status).toBe(401);
    expect(await signsIn(email, aPassword)).toBe(401);
    expect(await signsIn(email, another)).toBe(200);
  });

  test('C20: used twice, older after a newer, too old, made up: one and the same refusal', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const older = await askForLink(email);
    const newer = await askForLink(email);
    const refusals = [await reset(older, another), await reset('x'.repeat(43), another)];
    expect((await reset(newer, another)).status).toBe(200);
    refusals.push(await reset(newer, 'mais uma frase comprida'));
    const late = await askForLink(email);
    testApp.clock.advance(31 * 60);
    refusals.push(await reset(late, 'mais uma frase comprida'));
    const shown = refusals.map(({ status, body }) => ({ status, ...body, requestId: '' }));
    for (const one of shown) expect(one).toEqual(shown[0]);
    expect(shown[0]).toMatchObject({ status: 422, code: 'link-invalid' });
  });

  test('C20: the link names no host of the request', async () => {
    const { email } = await aRegisteredClinic(testApp);
    await aBrowser(testApp.app).post(
      '/auth/forgot-password',
      { email },
      { headers: { 'x-forwarded-host': 'evil.example', host: 'evil.example' } },
    );
    await lookAtRequests(testApp);
    const { secrets } = await lastLetter(testApp, email, 'password-reset');
    expect(secrets).toContain('"http://localhost:3000/reset-password#token=');
  });

  test('a password that is refused leaves the link good', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const token = await askForLink(email);
    expect((await reset(token, 'password1234567')).status).toBe(400);
    expect((await reset(token, another)).status).toBe(200);
  });

  test('C20: the second factor is still asked for', async () => {
    const { email, secret } = await somebodyWithTotp(testApp);
    expect((await reset(await askForLink(email), another)).status).toBe(200);
    const browser = await halfWayIn(testApp, email, another);
    const code = await codeOf(testApp, secret);
    expect((await browser.post('/auth/second-factor', { method: 'totp', code })).status).toBe(200);
  });

  test('when two use the link at once, one password counts', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const token = await askForLink(email);
    const words = ['frase da esquerda aqui', 'frase da direita aqui'];
    const replies = await Promise.all(words.map((word) => reset(token, word)));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 422]);
  });

  test('C17: more than three letters to one account from one place are refused', async () => {
    const { email } = await aRegisteredClinic(testApp);
    const statuses: number[] = [];
    for (let at = 0; at < 4; at += 1)
      statuses.push((await aBrowser(testApp.app).post('/auth/forgot-password', { email })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('somebody who works nowhere any more gets no letter', async () => {
    const { email } = await aRegisteredClinic(testApp);
    await users().updateOne({ email }, { $set: { 'memberships.0.isActive': false } });
    await aBrowser(testApp.app).post('/auth/forgot-password', { email });
    await lookAtRequests(testApp);
    expect(await templatesTo(testApp, email)).toEqual([]);
  });
});

describe('another e-mail', () => {
  const ask = async () => {
    const registered = await aRegisteredClinic(testApp);
    const email = `new-${registered.email}`;
    expect((await registered.browser.post('/security/email', { email })).status).toBe(200);
    const token = await tokenFrom(testApp, email, 'email-change-confirm');
    return { ...registered, newEmail: email, token };
  };
  const confirm = (token: string) => aBrowser(testApp.app).post('/auth/confirm-email', { token });

  test('until its owner confirms, the old one counts; then the new one, and the old address is told', async () => {
    const { email, newEmail, token } = await ask();
    expect(await signsIn(email, aPassword)).toBe(200);
    expect(await signsIn(newEmail, aPassword)).toBe(401);
    expect((await confirm(token)).status).toBe(200);
    expect((await templatesTo(testApp, email)).at(-1)).toEqual('email-changed');
    expect(await signsIn(newEmail, aPassword)).toBe(200);
    expect((await confirm(token)).body.code).toBe('link-invalid');
  });

  test('an address that is taken meanwhile is refused by the index, and nothing changes', async () => {
    const { email, newEmail, token } = await ask();
    await aRegisteredClinic(testApp, { email: newEmail });
    const reply = await confirm(token);
    expect(reply.status).toBe(409);
    expect(await signsIn(email, aPassword)).toBe(200);
  });

  test('a day later the link is void', async () => {
    const { token } = await ask();
    testApp.clock.advance(24 * 3600 + 1);
    expect((await confirm(token)).body.code).toBe('link-invalid');
  });
});
