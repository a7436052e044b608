import {
  bookAppointment,
  getClinic,
  listPatients,
  me,
  passkeySignIn,
  refreshSession,
  registerClinic,
  secondFactor,
  signIn,
  signOut,
} from '@topsmile/contracts';
import { HttpResponse, http as msw } from 'msw';
import { expect, test, vi } from 'vitest';
import { aSession } from '../testing/a-session.ts';
import { cut, refuse, respond, server } from '../testing/server.ts';
import { call, callPage, urlOf, whenSessionIsLost } from './http.ts';
import { ApiProblem } from './problem.ts';
import { endpoints } from './session.ts';

const tokens = (values: string[]): { asked: number } => {
  const seen = { asked: 0 };
  server.use(
    msw.get('http://localhost:3000/api/v1/csrf-token', () => {
      const csrfToken = values[Math.min(seen.asked, values.length - 1)];
      seen.asked += 1;
      return HttpResponse.json({ csrfToken, data: { csrfToken } });
    }),
  );
  return seen;
};

const problemOf = async (promise: Promise<unknown>): Promise<ApiProblem> => {
  const error: unknown = await promise.catch((caught: unknown) => caught);
  if (!(error instanceof ApiProblem)) throw new Error('expected an ApiProblem');
  return error;
};

const credentials = { email: 'paula@example.com', password: 'x' };

test('the outlines that spare the entry pages zod say what the contracts say', () => {
  const contracts = { me, signIn, signOut, register: registerClinic, secondFactor, passkeySignIn };
  for (const [name, { method, path }] of Object.entries(contracts)) {
    expect(endpoints[name as keyof typeof endpoints]).toEqual({ method, path });
  }
});

test('a list becomes items and how to go on; empty query values are left out', async () => {
  const calls = respond(listPatients, []);
  const page = await callPage(listPatients, { query: { search: 'joão', cursor: undefined, limit: 5 } });
  expect(page).toEqual({ items: [], page: { limit: 50, total: 0 } });
  expect(calls[0]?.query.toString()).toBe('search=jo%C3%A3o&limit=5');
});

test('parameters are escaped in the path', () => {
  expect(urlOf({ method: 'get', path: '/patients/:patientId' }, { params: { patientId: 'a/../b' } })).toBe(
    '/api/v1/patients/a%2F..%2Fb',
  );
});

test('the token is asked for once and sent with every write, never with a read', async () => {
  const seen = tokens(['one']);
  const writes = respond(signIn, { outcome: 'signed-in', session: aSession() });
  const reads = respond(me, aSession());
  await Promise.all([call(signIn, { body: credentials }), call(signIn, { body: credentials })]);
  await call(me);
  expect(seen.asked).toBe(1);
  expect(writes.map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['one', 'one']);
  expect(reads[0]?.headers.get('x-csrf-token')).toBeNull();
});

test('when the token has lapsed, the write is sent again once with a new one', async () => {
  const seen = tokens(['old', 'new']);
  const good = respond(signIn, { outcome: 'signed-in', session: aSession() });
  refuse(signIn, 'csrf-token-invalid', { isOnce: true });
  await call(signIn, { body: credentials });
  expect(seen.asked).toBe(2);
  expect(good[0]?.headers.get('x-csrf-token')).toBe('new');
});

test('when the token is refused twice, the refusal is the answer', async () => {
  const calls = refuse(signIn, 'csrf-token-invalid');
  const problem = await problemOf(call(signIn, { body: credentials }));
  expect(problem.code).toBe('csrf-token-invalid');
  expect(calls).toHaveLength(2);
});

test('when several requests meet a lapsed session, it is renewed once and all of them succeed', async () => {
  const renewals = respond(refreshSession, { expiresAt: '2026-11-25T23:00:00.000Z' });
  const good = respond(me, aSession());
  refuse(me, 'unauthenticated', { isOnce: true });
  const lapsed = refuse(getClinic, 'unauthenticated', { isOnce: true });
  refuse(getClinic, 'not-found');
  refuse(getClinic, 'unauthenticated', { isOnce: true });
  const [session, clinic] = await Promise.allSettled([call(me), call(getClinic)]);
  expect(session.status).toBe('fulfilled');
  expect(clinic).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
  expect(renewals).toHaveLength(1);
  expect(good).toHaveLength(1);
  expect(lapsed).toHaveLength(0);
});

test('when the session cannot be renewed, it is reported lost and the request fails', async () => {
  const onLost = vi.fn<() => void>();
  whenSessionIsLost(onLost);
  refuse(me, 'session-expired');
  const renewals = refuse(refreshSession, 'unauthenticated');
  const problem = await problemOf(call(me));
  expect(problem.status).toBe(401);
  expect(renewals).toHaveLength(1);
  expect(onLost).toHaveBeenCalledOnce();
  whenSessionIsLost(() => undefined);
});

test('a wrong password is an answer: nothing is renewed', async () => {
  const renewals = respond(refreshSession, { expiresAt: '2026-11-25T23:00:00.000Z' });
  refuse(signIn, 'invalid-credentials');
  const problem = await problemOf(call(signIn, { body: credentials }));
  expect(problem.code).toBe('invalid-credentials');
  expect(renewals).toHaveLength(0);
});

test('a problem keeps its issues, details, request id and how long to wait', async () => {
  refuse(getClinic, 'unavailable', {
    issues: [{ path: 'name', message: 'required' }],
    details: { clashes: ['2026-11-25'] },
    retryAfterSeconds: 7,
  });
  const problem = await problemOf(call(getClinic));
  expect(problem).toMatchObject({
    code: 'unavailable',
    status: 503,
    retryAfterSeconds: 7,
    issues: [{ path: 'name', message: 'required' }],
    details: { clashes: ['2026-11-25'] },
    isOffline: false,
  });
  expect(problem.requestId).toMatch(/^0000/);
});

test("a proxy's error page still says what its status says", async () => {
  server.use(
    msw.get('http://localhost:3000/api/v1/clinic', () => new HttpResponse('<html>', { status: 502 })),
  );
  expect((await problemOf(call(getClinic))).code).toBe('unavailable');
});

test('when the way is cut, the problem says that nothing arrived', async () => {
  cut(getClinic);
  expect(await problemOf(call(getClinic))).toMatchObject({ code: 'unavailable', isOffline: true });
});

test('an idempotency key goes with the write', async () => {
  const calls = refuse(bookAppointment, 'slot-taken');
  const id = '0'.repeat(24);
  const body = {
    patientId: id,
    typeId: id,
    providerId: id,
    locationId: id,
    startsAt: '2026-11-25T12:00:00.000Z',
  };
  await problemOf(call(bookAppointment, { body: body as never, idempotencyKey: 'key-12345' }));
  expect(calls[0]?.headers.get('idempotency-key')).toBe('key-12345');
});
