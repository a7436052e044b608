import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aPassword, aRegisteredClinic } from '../testing/app.ts';
import { aBrowser } from '../testing/client.ts';
import { aBrowserOf } from '../testing/people.ts';
import { runAdmin } from './admin.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const run = async (line: string, input = '') => {
  const said: string[] = [];
  await runAdmin(line.split(' '), {
    administration: testApp.container.administration,
    say: (text) => void said.push(text),
    stdin: Readable.from([input]),
  });
  return said.join('\n');
};

const names = '--first-name Ana --last-name Lima';
const tokenIn = (text: string): string => text.split('#token=')[1] ?? '';

describe('administrators made by the operator', () => {
  test('D-53: when the link is opened, a platform administrator chooses a password and signs in', async () => {
    const said = await run(`create --email ops@example.com ${names}`);
    expect(said).toContain('http://localhost:3000/convite#token=');
    const answer = { firstName: 'Ana', lastName: 'Lima', password: aPassword };
    const token = tokenIn(said);
    const reply = await aBrowser(testApp.app).post('/invitations/accept', { token, ...answer });
    expect(reply.status).toBe(200);
    const me = await (await aBrowserOf(testApp, 'ops@example.com')).get('/auth/me');
    expect(me.body.data.platform).toBe('outside');
    expect((await aBrowser(testApp.app).post('/invitations/accept', { token, ...answer })).status).toBe(422);
    expect(await run('list')).toMatch(/ops@example.com {2}Ana Lima {2}platform/);
  });

  test('when a clinic is named, the administrator is that of the clinic', async () => {
    const { clinicId, browser } = await aRegisteredClinic(testApp);
    const token = tokenIn(await run(`create --email chefe@example.com ${names} --clinic ${clinicId}`));
    await aBrowser(testApp.app).post('/invitations/accept', {
      token,
      firstName: 'Ana',
      lastName: 'Lima',
      password: aPassword,
    });
    const people = (await browser.get('/users')).body.data;
    expect(people.find((one: { email: string }) => one.email === 'chefe@example.com').role).toBe('admin');
  });

  test('D-53: when a password is read from standard input, it is hashed, signs in, and another one is due', async () => {
    const said = await run(`create --email turno@example.com ${names} --password-stdin`, `${aPassword}\n`);
    expect(said).not.toContain(aPassword);
    const browser = await aBrowserOf(testApp, 'turno@example.com');
    expect((await browser.get('/platform/clinics')).body.code).toBe('new-password-due');
  });

  test('when a password is reset, every session ends', async () => {
    const { browser, email } = await aRegisteredClinic(testApp);
    await run(`reset --email ${email} --password-stdin`, 'another horse battery');
    expect((await browser.get('/auth/me')).status).toBe(401);
    const again = aBrowser(testApp.app);
    expect((await again.signIn(email, aPassword)).status).toBe(401);
    expect((await again.signIn(email, 'another horse battery')).status).toBe(200);
  });

  test('when a password stands on the command line, is weak, or something is missing, nothing is made', async () => {
    const before = await run('list');
    await expect(run(`create --email x@example.com ${names} --password ${aPassword}`)).rejects.toThrow(
      'input',
    );
    await expect(run(`create --email x@example.com ${names} --password-stdin`, 'curta')).rejects.toThrow(
      '12',
    );
    await expect(run('create --email x@example.com')).rejects.toThrow('first-name');
    await expect(run(`create --email x@example.com ${names} --clinic ${'f'.repeat(24)}`)).rejects.toThrow(
      'nothing here',
    );
    await expect(run('reset --email nobody@example.com --password-stdin', aPassword)).rejects.toThrow(
      'nothing here',
    );
    expect(await run('list')).toBe(before);
  });
});
