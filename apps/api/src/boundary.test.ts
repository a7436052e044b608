import { connect } from 'node:net';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserModel } from './modules/staff-auth/user.model.ts';
import { anApp, aRegisteredClinic } from './testing/app.ts';
import { aBrowser, type Browser } from './testing/client.ts';
import { aPerson } from './testing/people.ts';

/** What stands before the use cases: framing, bodies, cursors, sessions that a browser brings along. */

const testApp = anApp();
afterAll(() => testApp.stop());

const aPatient = { firstName: 'Ana', lastName: 'Lima', phone: '(11) 97777-6666' };

describe('framing', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer(testApp.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => void server.close());

  const statusOf = (head: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
      });
      socket.on('close', () => resolve(text.split(' ')[1] ?? ''));
      socket.write(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n`);
    });

  test.each([
    ['one host', ['GET /livez HTTP/1.1', 'Host: a.example'], '200'],
    ['two hosts', ['GET /livez HTTP/1.1', 'Host: a.example', 'Host: b.example'], '400'],
    ['no host name', ['GET /livez HTTP/1.1', 'Host: a/b'], '400'],
    ['another host in the address', ['GET http://b.example/livez HTTP/1.1', 'Host: a.example'], '400'],
    ['an unknown coding', ['GET /livez HTTP/1.1', 'Host: a.example', 'Transfer-Encoding: xchunked'], '400'],
  ])('I2: a request with %s', async (_name, head, status) => expect(await statusOf(head)).toBe(status));
});

describe('bodies', () => {
  let browser: Browser;
  beforeAll(async () => {
    ({ browser } = await aRegisteredClinic(testApp));
  });
  const send = async (body: Buffer) => {
    const { body: answer } = await browser.agent.get('/api/v1/csrf-token');
    browser.forgetCsrf();
    return browser.agent
      .post('/api/v1/patients')
      .set('x-csrf-token', answer.csrfToken)
      .set('content-type', 'application/json')
      .serialize((value) => value as string)
      .send(body as unknown as object);
  };
  const text = JSON.stringify(aPatient);

  test('B5, B7: a byte order mark and bytes that are no UTF-8 are refused', async () => {
    const marked = Buffer.from(`\uFEFF${text}`);
    const broken = Buffer.concat([
      Buffer.from(`${text.slice(0, -1)},"notes":"A`),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    for (const body of [marked, broken]) expect((await send(body)).body.code).toBe('malformed-body');
    expect((await send(Buffer.from(text))).status).toBe(201);
  });

  test('B2: what is refused unread ends the connection', async () => {
    const reply = await send(Buffer.from(JSON.stringify({ notes: 'x'.repeat(200_000) })));
    expect([reply.status, reply.headers['connection']]).toEqual([413, 'close']);
  });

  test('F1: a form with more than the file is a bad request', async () => {
    const { body: answer } = await browser.agent.get('/api/v1/csrf-token');
    browser.forgetCsrf();
    const reply = await browser.agent
      .post('/api/v1/patients/imports')
      .set('x-csrf-token', answer.csrfToken)
      .field('clinicId', 'f'.repeat(24))
      .attach('file', Buffer.from('nome;telefone\nAna Lima;11955554444\n'), 'a.csv');
    expect([reply.status, reply.body.code]).toEqual([400, 'malformed-body']);
  });
});

describe('cursors', () => {
  const secondPage = async (browser: Browser): Promise<string> => {
    for (const firstName of ['Ana', 'Bia', 'Caio'])
      await browser.post('/patients', { ...aPatient, firstName });
    const { body } = await browser.get('/patients', { limit: 1 });
    return body.meta.page?.nextCursor ?? '';
  };

  test('D12: a cursor goes on, shows nothing of its row, and fits its own list, filter and clinic alone', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const cursor = await secondPage(browser);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('ana');
    const next = await browser.get('/patients', { limit: 1, cursor });
    expect([next.status, next.body.data.length]).toEqual([200, 1]);
    const other = (await aRegisteredClinic(testApp)).browser;
    const refused = [
      await browser.get('/patients', {
        cursor: `${cursor.slice(0, 9)}${cursor[9] === 'A' ? 'B' : 'A'}${cursor.slice(10)}`,
      }),
      await browser.get('/patients', { cursor, status: 'all' }),
      await browser.get('/providers', { cursor }),
      await other.get('/patients', { cursor }),
    ];
    expect(refused.map(({ status, body }) => [status, body.issues?.[0]?.path])).toEqual(
      refused.map(() => [400, 'cursor']),
    );
  });
});

describe('sessions that a browser brings along', () => {
  test('C11: a disabled person renews nothing', async () => {
    const { clinicId } = await aRegisteredClinic(testApp);
    const { userId, browser } = await aPerson(testApp, clinicId, 'dentist');
    await UserModel.updateOne({ _id: userId }, { $set: { 'memberships.0.isActive': false } });
    expect((await browser.post('/auth/refresh')).status).toBe(401);
  });

  test('C13: a planted session is dead once somebody signs in over it; C14: a sign-out clears the cache', async () => {
    const { clinicId } = await aRegisteredClinic(testApp);
    const attacker = await aPerson(testApp, clinicId, 'receptionist');
    const victim = await aPerson(testApp, clinicId, 'dentist');
    const shared = attacker.browser;
    const planted = aBrowser(testApp.app);
    const jar = shared.agent.jar.getCookies({ path: '/', domain: '127.0.0.1', script: false, secure: false });
    for (const cookie of jar) planted.agent.jar.setCookie(cookie.toString(), '127.0.0.1', '/');
    expect((await planted.get('/auth/me')).status).toBe(200);
    expect((await shared.signIn(victim.email, 'correct horse battery')).status).toBe(200);
    expect((await planted.get('/auth/me')).status).toBe(401);
    const left = await shared.post('/auth/logout');
    expect([left.status, left.headers['clear-site-data']]).toEqual([200, '"cache"']);
  });
});

describe('days and instants', () => {
  test('D-6: a year beyond the calendar is a bad request, not a failure', async () => {
    const { browser, locationId } = await aRegisteredClinic(testApp);
    const closure = { locationId, from: '0000-01-01', to: '0000-01-01', reason: 'Recesso' };
    const replies = [
      await browser.get('/scheduling/agenda', { locationId, from: '2099-01-01' }),
      await browser.post('/clinic/closures', closure),
      await browser.post('/scheduling/blocks', {
        locationId,
        operatoryId: 'f'.repeat(24),
        startsAt: '2000-01-01T00:00:00Z',
        durationMinutes: 30,
        blockKind: 'other',
      }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});
