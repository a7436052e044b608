import supertest from 'supertest';
import { afterAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { anApp, aRegisteredClinic, aPassword } from './testing/app.ts';
import { aBrowser } from './testing/client.ts';

const testApp = anApp();
const http = supertest(testApp.app);
afterAll(() => testApp.stop());

describe('smoke', () => {
  test('SMOKE-1, SMOKE-2: health answers', async () => {
    expect((await http.get('/api/health')).body.success).toBe(true);
    expect((await http.get('/api/health/database')).status).toBe(200);
    expect((await http.get('/livez')).status).toBe(200);
    expect((await http.get('/readyz')).status).toBe(200);
    expect((await http.get('/version')).body.version).toMatch(/^\d/);
  });
  test('SMOKE-3: the CSRF token is at the top level and in data', async () => {
    const { body } = await http.get('/api/csrf-token');
    expect(body.csrfToken).toBe(body.data.csrfToken);
  });
  test('SMOKE-4, SMOKE-5, SMOKE-6: unknown path, no session, request id', async () => {
    const unknown = await http.get('/api/nowhere');
    expect(unknown.status).toBe(404);
    expect(unknown.headers['content-type']).toContain('application/problem+json');
    expect(unknown.headers['x-request-id']).toBe(unknown.body.requestId);
    expect((await http.get('/api/auth/me')).status).toBe(401);
  });
  test('SMOKE-7: the documentation page and an OpenAPI 3.1 document are served', async () => {
    expect((await http.get('/api-docs/')).text).toContain('swagger');
    const { body } = await http.get('/api/v1/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/auth/login');
  });
  test('SMOKE-8: both prefixes serve the same', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const old = await browser.agent.get('/api/auth/me').set('Accept', 'application/vnd.topsmile.v1+json');
    expect(old.body.data).toEqual((await browser.get('/auth/me')).body.data);
  });
});

const post = (raw: string | Buffer, headers: Record<string, string> = {}) => {
  const browser = aBrowser(testApp.app);
  return browser.get('/csrf-token').then(async (first) => {
    const call = browser.agent
      .post('/api/v1/auth/login')
      .set('x-csrf-token', (first.body as unknown as { csrfToken: string }).csrfToken);
    call.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) call.set(name, value);
    return call.send(raw as string);
  });
};

describe('bad input', () => {
  test.each([
    { what: 'broken JSON', raw: '{"email":', status: 400 },
    { what: 'a trailing comma', raw: '{"email":"a@b.co",}', status: 400 },
    { what: 'an array', raw: '[]', status: 400 },
    { what: 'a string', raw: '"hello"', status: 400 },
    { what: '5,000 nested arrays', raw: `{"email":${'['.repeat(5000)}${']'.repeat(5000)}}`, status: 400 },
    { what: 'a body over the limit', raw: JSON.stringify({ email: 'x'.repeat(120_000) }), status: 413 },
    { what: 'text instead of JSON', raw: 'email=a', type: 'text/plain', status: 415 },
    {
      what: 'a form',
      raw: 'email[$gt]=&password[$gt]=',
      type: 'application/x-www-form-urlencoded',
      status: 415,
    },
    { what: 'an unknown charset', raw: '{}', type: 'application/json; charset=utf-7', status: 415 },
    { what: 'a compressed body', raw: '{}', encoding: 'gzip', status: 415 },
    {
      what: 'a poisoned prototype',
      raw: '{"__proto__":{"isAdmin":true},"email":"a@b.co","password":"x"}',
      status: 400,
    },
    { what: 'an operator', raw: '{"email":{"$ne":null},"password":"x"}', status: 400 },
    { what: 'an unknown key', raw: '{"email":"a@b.co","password":"x","role":"admin"}', status: 400 },
    { what: 'a NUL in a string', raw: '{"email":"a\\u0000@b.co","password":"x"}', status: 400 },
  ])('D-5: $what is answered with a problem', async ({ raw, type, encoding, status }) => {
    const headers = {
      ...(type && { 'content-type': type }),
      ...(encoding && { 'content-encoding': encoding }),
    };
    const reply = await post(raw, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(JSON.stringify(reply.body)).not.toMatch(/at \w+ \(|node_modules|mongo/i);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  test('every problem of a body is listed at once', async () => {
    const { body } = await post('{"email":"no","extra":1}');
    expect(body.issues.map((issue: { path: string }) => issue.path).toSorted()).toEqual([
      'email',
      'extra',
      'password',
    ]);
  });

  test('the method that a path does not take is answered 405', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    expect((await browser.delete('/auth/me')).status).toBe(405);
  });
});

describe('browser boundary', () => {
  test.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example'])(
    'E2: a write from %s is refused',
    async (origin) => {
      const { browser } = await aRegisteredClinic(testApp);
      const reply = await browser.post('/auth/logout', {}, { headers: { origin } });
      expect(reply.status).toBe(403);
      expect(reply.body.code).toBe('origin-refused');
    },
  );
  test('E5: a foreign origin gets no CORS headers', async () => {
    const reply = await http.get('/api/v1/config').set('Origin', 'https://evil.example');
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });
  test('E6, E7: security headers and no-store are on successes and failures', async () => {
    for (const reply of [await http.get('/api/v1/config'), await http.get('/api/v1/auth/me')]) {
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(reply.headers['strict-transport-security']).toContain('max-age=31536000');
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['x-powered-by']).toBeUndefined();
      expect(reply.headers['etag']).toBeUndefined();
    }
  });
});

describe('the log', () => {
  test('D-8: a request is one line of ids; passwords, cookies and names stay out', async () => {
    const lines: string[] = [];
    const noisy = anApp(
      {},
      { logger: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) },
    );
    const { browser, email } = await aRegisteredClinic(noisy, { lastName: 'Canarinho' });
    await browser.signIn(email, 'a wrong password');
    await browser.get('/auth/me');
    await noisy.stop();
    const text = lines.join('');
    expect(text).toContain('get /auth/me');
    expect(text).not.toMatch(
      new RegExp(`${email}|Canarinho|${aPassword}|wrong password|topsmile_access|cookie`, 'i'),
    );
  });
});
