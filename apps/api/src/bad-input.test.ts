import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from './platform/http/route.ts';
import { connection, Types } from './platform/mongo.ts';
import { runInClinic } from './platform/tenancy/context.ts';
import { anApp, aRegisteredClinic } from './testing/app.ts';
import type { Browser, TestReply } from './testing/client.ts';
import { relaxedSecurity } from './testing/api-process.ts';
import { aFullClinic } from './testing/full-clinic.ts';
import { aMember } from './testing/people.ts';
import { aFreshId, aRequestFor, pathOf } from './testing/sample.ts';

/** What nobody sends by accident: every probe is refused by name, nothing is written, the process lives on. */

const testApp = anApp();
afterAll(() => testApp.stop());
const { routes } = testApp.container;

let clinic: Awaited<ReturnType<typeof aFullClinic>>;
let admin: Browser;
let before: string;
beforeAll(async () => {
  clinic = await aFullClinic(testApp);
  admin = await aMember(testApp, clinic.clinicId, 'super_admin');
  before = await clinic.fingerprint();
}, 60_000);

/** After each group: the store is as it was, the process lives and its prototypes are clean. */
const nothingHappened = async (): Promise<void> => {
  expect(await clinic.fingerprint()).toBe(before);
  expect((await admin.agent.get('/livez')).status).toBe(200);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
};

const refusedWith = (reply: TestReply, ...statuses: number[]): void => {
  expect(statuses).toContain(reply.status);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(JSON.stringify(reply.body)).not.toMatch(/at \w+ \(|node_modules|mongo|cast|bson|zod/i);
};

describe('A: operators and injections', () => {
  afterAll(nothingHappened);

  test.each([
    ['A2', '/patients?search[$gt]='],
    ['A3', '/patients?status[$ne]=x'],
    ['A3', '/patients?createdAt[$where]=1'],
    ['A3', '/patients?name[$regex]=.*'],
    ['A6', '/patients?sort=-passwordHash'],
    ['A6', '/patients?sort[$meta]=x'],
    ['A6', '/patients?sort=__proto__'],
    ['A7', '/patients?fields=passwordHash'],
    ['A8', '/patients?populate=clinic.users'],
    ['A8', '/patients?include[match][$where]=1'],
    ['B1', '/patients?__proto__[isAdmin]=true'],
    ['B13', '/patients?status=active&status=inactive'],
    ['B13', '/patients?page[]=1'],
    ['D5', '/patients?clinicId=ffffffffffffffffffffffff'],
    ['D12', '/patients?cursor=edited'],
    ['B11', '/patients?limit=1e309'],
    ['B11', '/patients?limit=-1'],
    ['B11', '/patients?limit=0x10'],
    ['B11', '/patients?limit=1e1'],
    ['B11', '/patients?limit=%2010'],
    ['B11', '/patients?limit='],
    ['B11', '/patients?limit=10.0'],
    ['B11', '/patients?limit=010'],
    ['B11', '/scheduling/availability/next?days=0b11'],
    ['B12', '/scheduling/appointments?startDate=2027-02-29&endDate=2027-03-01'],
    ['B12', '/scheduling/appointments?startDate=0000-01-01&endDate=9999-12-31'],
    ['A9', `/patients?search=${'x'.repeat(10_000)}`],
  ])('%s: %s is a bad request', async (_id, path) => refusedWith(await admin.get(path), 400));

  test.each([
    ['A4', '/patients/%7B%22%24gt%22%3A%22%22%7D'],
    ['A4', '/patients/aaaaaaaaaaaa'],
    ['A4', '/patients/12345'],
    ['A4', '/patients/..%2f..%2fetc%2fpasswd'],
    ['A4', '/patients/%00'],
    ['D-6', '/patients/not-an-id'],
  ])('%s: %s names nothing', async (_id, path) => refusedWith(await admin.get(path), 400, 404));

  test.each(['.*', '^', '[', '(zz+)+$', '\\', '(', '$where', '%'])(
    'A9, D-6: a search for %s is taken literally',
    async (search) => {
      for (const path of ['/patients', '/providers', '/scheduling/appointment-types']) {
        const reply = await admin.get(path, { search });
        expect([path, reply.status, reply.body.data]).toEqual([path, 200, []]);
      }
    },
  );

  test.each([
    ['A5', { search: { $where: '1' } }],
    ['A11', { $set: { status: 'inactive' } }],
    ['A11', { 'address.city': 'Recife' }],
    ['A11', { $rename: { firstName: 'clinicId' } }],
    ['A11', [{ $set: { firstName: 'X' } }]],
    ['A10', { firstName: { $gt: '' } }],
    ['B1', { constructor: { prototype: { isAdmin: true } } }],
    ['B1', { address: { constructor: { isAdmin: true } } }],
    ['B8', { firstName: 'A\u0000na' }],
    ['B8', { firstName: 'A\ud800na' }],
    ['B9', { firstName: 'Ana\u202Eanmal' }],
    ['B9', { firstName: 'x'.repeat(301) }],
    ['B11', { firstName: 12 }],
    ['B11', { firstName: [1] }],
    ['B11', { rev: '0' }],
    ['B11', { rev: -1 }],
    ['B11', { rev: 2 ** 53 }],
    ['B12', { dateOfBirth: '2027-02-29' }],
    ['B12', { dateOfBirth: '1990-01-01T00:00:00Z' }],
    ['B12', { dateOfBirth: 631_152_000_000 }],
  ])('%s: a patient cannot be changed with %j', async (_id, change) => {
    const body = Array.isArray(change) ? change : { rev: 0, ...change };
    refusedWith(await admin.patch(`/patients/${clinic.ids['patientId']}`, body), 400);
  });
});

const writes = routes.filter(
  ({ contract, access, upload }) => contract.method !== 'get' && access !== 'public' && upload === undefined,
);
const named = (list: readonly Route[]): [string, Route][] =>
  list.map((route) => [`${route.contract.method} ${route.contract.path}`, route]);
// What a stored record has and nobody may send.
const stolen = {
  clinicId: aFreshId,
  _id: aFreshId,
  __v: 0,
  createdAt: '2020-01-01T00:00:00.000Z',
  deletedAt: '2020-01-01T00:00:00.000Z',
  passwordHash: 'x',
  permissions: ['everything'],
};

const searchOf = ({ contract }: Route): string => {
  const search = new URLSearchParams(aRequestFor(contract).query as Record<string, string>).toString();
  return search === '' ? '' : `?${search}`;
};
type Method = 'post' | 'patch' | 'put' | 'delete';
const methodOf = ({ contract }: Route): Method => {
  if (contract.method === 'get') throw new Error('a write');
  return contract.method;
};

// A token of its own: the browser's helper asks for another one afterwards.
const raw = async (route: Route, type: string, body: string): Promise<TestReply> => {
  const { body: answer } = await admin.agent.get('/api/v1/csrf-token');
  admin.forgetCsrf();
  const call = admin.agent[methodOf(route)](
    `/api/v1${pathOf(route.contract, clinic.ids)}${searchOf(route)}`,
  ).set('x-csrf-token', answer.csrfToken);
  return (await call.set('content-type', type).send(body)) as unknown as TestReply;
};

const sendTo = (route: Route, body: unknown): Promise<TestReply> =>
  raw(route, 'application/json', JSON.stringify(body));

describe('every write', () => {
  afterAll(nothingHappened);

  // A role is made of rights, and a switch names a clinic: there the field is the form's own.
  const foreignTo = ({ contract }: Route): [string, unknown][] => {
    const own = contract.body instanceof z.ZodObject ? Object.keys(contract.body.shape) : [];
    return Object.entries(stolen).filter(([field]) => !own.includes(field));
  };
  test.each(named(writes))('D-14, D5, D7: %s takes no field that is not its own', async (_name, route) => {
    const { body } = aRequestFor(route.contract);
    const foreign = foreignTo(route);
    const reply = await sendTo(route, { ...(body as object), ...Object.fromEntries(foreign) });
    refusedWith(reply, 400);
    const paths = (reply.body.issues ?? []).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(foreign.map(([field]) => field)));
  });

  const required = writes.filter(({ contract }) => !contract.body.safeParse({}).success);
  test.each(named(required))('D-4: %s with nothing says what is missing', async (_name, route) => {
    const reply = await sendTo(route, {});
    refusedWith(reply, 400);
    expect(reply.body.issues?.length).toBeGreaterThan(0);
  });

  test.each(named(writes.filter(({ contract }) => contract.method !== 'delete')))(
    'B4, E3: %s takes JSON alone',
    async (_name, route) => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
        refusedWith(await raw(route, type, '{"firstName":"Ana"}'), 415);
    },
  );

  test.each(named(writes))('E1: %s without the CSRF token is refused', async (_name, route) => {
    const address = `/api/v1${pathOf(route.contract, clinic.ids)}`;
    const reply = await admin.agent[methodOf(route)](address).send({});
    expect([reply.status, reply.body.code]).toEqual([403, 'csrf-token-invalid']);
  });
});

const reads = routes.filter(({ contract, access }) => contract.method === 'get' && access !== 'public');
const parametersOf = ({ contract }: Route): string[] =>
  contract.query instanceof z.ZodObject ? Object.keys(contract.query.shape) : [];

describe('a parameter sent twice', () => {
  afterAll(nothingHappened);

  const cases = reads.flatMap((route) =>
    parametersOf(route).map((name): [string, string, Route] => [route.contract.path, name, route]),
  );
  test.each(cases)(
    'B13: GET %s with two of %s is a bad request that names it',
    async (_path, name, route) => {
      const search = new URLSearchParams(searchOf(route));
      const value = search.get(name) ?? '10';
      search.set(name, value);
      search.append(name, value);
      const reply = await admin.get(`${pathOf(route.contract, clinic.ids)}?${search.toString()}`);
      refusedWith(reply, 400);
      expect(reply.body.issues?.map(({ path }) => path.split('.')[0])).toContain(name);
    },
  );
});

describe('methods', () => {
  afterAll(nothingHappened);

  test('B14: a method in a header or a query changes nothing', async () => {
    const address = `/patients/${clinic.ids['patientId']}`;
    const reply = await admin.agent.get(`/api/v1${address}`).set('x-http-method-override', 'DELETE');
    expect([reply.status, reply.body.data.status]).toEqual([200, 'active']);
    refusedWith(await admin.get(`${address}?_method=DELETE`), 400);
    refusedWith(await admin.post(address), 405);
  });

  test('E4: no address that changes something answers a GET or a HEAD', async () => {
    const reading = new Set(
      routes.filter(({ contract }) => contract.method === 'get').map((r) => r.contract.path),
    );
    for (const { contract } of writes.filter((route) => !reading.has(route.contract.path))) {
      const address = `/api/v1${pathOf(contract, clinic.ids)}`;
      expect([address, (await admin.agent.get(address)).status]).not.toEqual([address, 200]);
      expect([address, (await admin.agent.head(address)).status]).not.toEqual([address, 200]);
    }
  });
});

describe('the clinic of the login', () => {
  test('D-17: what is created belongs to the clinic of whoever created it, whatever a header says', async () => {
    const mine = await aRegisteredClinic(testApp);
    const made = await mine.browser.post(
      '/patients',
      { firstName: 'Iara', lastName: 'Luz', phone: '(11) 96666-5555' },
      { headers: { 'x-clinic-id': clinic.clinicId } },
    );
    expect(made.status).toBe(201);
    const room = { locationId: mine.locationId, name: 'Sala 1', order: 0 };
    expect((await mine.browser.post('/scheduling/operatories', room)).status).toBe(201);
    const clinicId = new Types.ObjectId(mine.clinicId);
    await runInClinic(clinicId, async () => {
      for (const name of ['patients', 'operatories'])
        expect(await connection().collection(name).countDocuments({ clinicId })).toBe(1);
    });
  });

  test('D8: lists and counts of one clinic hold nothing of another', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    for (const path of ['/patients', '/providers', '/scheduling/appointment-types', '/clinic/closures']) {
      const reply = await browser.get(path);
      expect([path, reply.status, reply.body.data, reply.body.meta.page?.total ?? 0]).toEqual([
        path,
        200,
        [],
        0,
      ]);
    }
    const stats = await browser.get('/patients/stats');
    expect(stats.status).toBe(200);
    expect(Object.values(stats.body.data).every((count) => count === 0)).toBe(true);
  });
});

describe('D-29: the environment', () => {
  test('production and test answer the same', async () => {
    const requests = [
      (browser: Browser) => browser.get('/patients', { search: '(' }),
      (browser: Browser) => browser.get('/patients/not-an-id'),
      (browser: Browser) => browser.post('/patients', {}),
      (browser: Browser) => browser.post('/scheduling/appointments', { rev: 'x' }),
      (browser: Browser) => browser.get('/nowhere'),
    ];
    const answersIn = async (environment: string) => {
      const app = anApp({ NODE_ENV: environment });
      const { browser, clinicId } = await aRegisteredClinic(app);
      await connection()
        .collection('clinics')
        .updateOne({ _id: new Types.ObjectId(clinicId) }, { $set: { security: relaxedSecurity } });
      const answers: unknown[] = [];
      for (const ask of requests) {
        const { status, body } = await ask(browser);
        answers.push([status, body.code, body.issues, body.data]);
      }
      await app.stop();
      return answers;
    };
    process.env['JEST_WORKER_ID'] = '1';
    const inTest = await answersIn('test');
    delete process.env['JEST_WORKER_ID'];
    expect(await answersIn('production')).toEqual(inTest);
  });
});
