import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { startReplicaSet } from '../../../scripts/services/mongod.mjs';
import { migrations } from './migrations/index.ts';
import { runAsSystem } from './platform/tenancy/context.ts';
import {
  aClinicOverTheWire,
  anApiProcess,
  type ApiProcess,
  eventually,
  relaxedSecurity,
} from './testing/api-process.ts';

/** The process itself: how it comes up, what it does while its database is away, and how it leaves. */

const patient = { timeout: 90_000 };
const set = await startReplicaSet();
const [node] = set.nodes;
if (node === undefined) throw new Error('a set has a node');
const client = await new MongoClient(set.uri).connect();
const everStarted: ApiProcess[] = [];
const start = (settings: Record<string, string | undefined>, preload?: string): ApiProcess => {
  const api = anApiProcess(settings, preload);
  everStarted.push(api);
  return api;
};

afterAll(async () => {
  for (const api of everStarted) api.signal('SIGKILL');
  node.resume();
  await client.close();
  await set.stop();
});

/** The test's own look at the store: the guard stands in this process too, once a model is loaded. */
const outside = <T>(work: () => Promise<T>): Promise<T> => runAsSystem('process-test', work);

/** One that refuses: says why in one clear line, and is gone. */
const refusal = async (settings: Record<string, string | undefined>): Promise<string> => {
  const api = start(settings);
  expect(await api.ended).toEqual({ code: 1, signal: null });
  expect(api.output()).not.toContain('listening');
  expect(api.output()).not.toMatch(/\n {4}at |node_modules/);
  return api.output();
};

/** A database on which every migration is noted as done, so that nothing mends its indexes. */
const migratedWithout = async (database: string): Promise<void> => {
  const rows = migrations.map(({ name }) => ({ _id: name as never, at: new Date() }));
  await client.db(database).collection('migrations').insertMany(rows);
};

describe('Z21, Z26: a process that must not serve', () => {
  test.concurrent(
    'when settings are missing or wrong, it names each and shows no value',
    patient,
    async () => {
      const text = await refusal({
        MONGODB_URI: `postgres://clinic:${'hunter2'}@127.0.0.1`,
        TOPSMILE_INDEX_SECRET: 'hunter2',
        TOPSMILE_CSRF_SECRET: undefined,
      });
      expect(text).toMatch(/^Invalid configuration:\n(✖ [A-Z_]+: [^\n]+\n){3}$/);
      for (const name of ['MONGODB_URI', 'TOPSMILE_INDEX_SECRET', 'TOPSMILE_CSRF_SECRET'])
        expect(text).toContain(`✖ ${name}: `);
      expect(text).not.toContain('hunter2');
    },
  );

  test.concurrent('when there is no database, it ends within its 5 s of looking', patient, async () => {
    const port = await freePort();
    const text = await refusal({ MONGODB_URI: `mongodb://127.0.0.1:${port}/x?replicaSet=rs0` });
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  });

  test.concurrent(
    'when the index against double booking is missing, it does not serve',
    patient,
    async () => {
      await migratedWithout('without');
      const text = await refusal({ MONGODB_URI: set.uriOf('without') });
      expect(text).toContain('The index appointments.uniq_claims is missing or different');
      expect(await client.db('without').collection('jobs').countDocuments()).toBe(0);
    },
  );

  test.concurrent('Z25: when a key that is still needed was taken away, it names it', patient, async () => {
    const row = { version: 1, kekId: 'lost', wrapped: 'AA|AA|AA', createdAt: new Date() };
    await outside(() => client.db('keyless').collection('clinic_keys').insertOne(row));
    const text = await refusal({ MONGODB_URI: set.uriOf('keyless') });
    expect(text).toContain('wrapped with lost: TOPSMILE_ENCRYPTION_KEYS must keep it');
  });

  test.concurrent('when that index is there but not unique, it does not serve either', patient, async () => {
    await migratedWithout('loose');
    await client
      .db('loose')
      .collection('appointments')
      .createIndex(
        { claims: 1 },
        { name: 'uniq_claims', partialFilterExpression: { claims: { $exists: true } } },
      );
    const text = await refusal({ MONGODB_URI: set.uriOf('loose') });
    expect(text).toContain('The index appointments.uniq_claims is missing or different');
  });
});

describe('a process that serves', () => {
  let api: ApiProcess;
  let baseUrl: string;
  let clinic: Awaited<ReturnType<typeof aClinicOverTheWire>>;
  beforeAll(async () => {
    api = start({ MONGODB_URI: set.uriOf('served') });
    baseUrl = await api.address;
    clinic = await aClinicOverTheWire(baseUrl, () =>
      client
        .db('served')
        .collection('clinics')
        .updateMany({}, { $set: { security: relaxedSecurity } }),
    );
  }, 90_000);

  const statusOf = async (path: string): Promise<number> => (await fetch(`${baseUrl}${path}`)).status;
  const visitsOf = (patientId: string): Promise<number> =>
    outside(() => client.db('served').collection('appointments').find().toArray()).then(
      (visits) => visits.filter((visit) => String(visit['patientId']) === patientId).length,
    );

  test('it is alive and ready', async () => {
    expect([await statusOf('/livez'), await statusOf('/readyz')]).toEqual([200, 200]);
  });

  test(
    'Z06: while the database is silent a booking is 503 within 8 s, and its key books once afterwards',
    patient,
    async () => {
      const body = await clinic.aBooking();
      const key = 'silent-database-1';
      node.pause();
      const since = performance.now();
      const [refused, ready, alive] = await Promise.all([
        clinic.wire.call('POST', '/scheduling/appointments', { body, key }),
        statusOf('/readyz'),
        statusOf('/livez'),
      ]);
      const seconds = (performance.now() - since) / 1000;
      node.resume();
      expect([refused.status, refused.code]).toEqual([503, 'unavailable']);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(8);
      expect([ready, alive]).toEqual([503, 200]);

      await eventually(async () => (await statusOf('/readyz')) === 200);
      const send = () => clinic.wire.call('POST', '/scheduling/appointments', { body, key });
      const booked = await send();
      expect([200, 201]).toContain(booked.status);
      expect((await send()).data.id).toBe(booked.data.id);
      expect(await visitsOf(body.patientId)).toBe(1);
      expect(api.isRunning()).toBe(true);
    },
  );

  test(
    'Z04: when the database dies and comes back, the same process serves on without loss',
    patient,
    async () => {
      const kept = await clinic.aBooking();
      const lost = await clinic.aBooking();
      expect((await clinic.wire.call('POST', '/scheduling/appointments', { body: kept })).status).toBe(201);
      await node.kill();
      const since = performance.now();
      const refused = await clinic.wire.call('POST', '/scheduling/appointments', { body: lost });
      expect(performance.now() - since).toBeLessThan(8000);
      expect([refused.status, refused.code]).toEqual([503, 'unavailable']);
      await node.restart();
      await eventually(async () => (await statusOf('/readyz')) === 200);
      await eventually(
        async () =>
          (await clinic.wire.call('POST', '/scheduling/appointments', { body: lost })).status === 201,
      );
      expect([await visitsOf(kept.patientId), await visitsOf(lost.patientId)]).toEqual([1, 1]);
      expect(api.isRunning()).toBe(true);
    },
  );

  test(
    'Z15, D-53: on SIGTERM requests in flight are finished, a second signal cuts none, and it ends with 0',
    patient,
    async () => {
      const body = await clinic.aBooking();
      node.pause();
      const flying = Promise.all([
        clinic.wire.call('POST', '/scheduling/appointments', { body, key: 'in-flight-1' }),
        ...Array.from({ length: 20 }, () => clinic.wire.call('GET', '/patients?limit=5')),
      ]);
      // The probes come in behind the requests: once they are answered, those are being worked on.
      for (let probe = 0; probe < 3; probe += 1) expect(await statusOf('/livez')).toBe(200);
      const since = performance.now();
      api.signal('SIGTERM');
      await api.printed('draining');
      api.signal('SIGTERM');
      await expect(fetch(`${baseUrl}/livez`)).rejects.toThrow('fetch failed');
      node.resume();
      const [booking, ...lists] = await flying;
      expect(booking?.status).toBe(201);
      expect(new Set(lists.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await api.ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - since).toBeLessThan(25_000);
      expect(await visitsOf(body.patientId)).toBe(1);
    },
  );

  test('what it printed names no patient and holds no secret', () => {
    expect(api.output()).toContain('post /scheduling/appointments');
    expect(api.output()).not.toMatch(/Joana|Figueira|98888|correct horse|admin@example|-secret-that/);
  });
});

describe('Z20: a failure that nobody handles', () => {
  test.concurrent.each([
    ['a rejection', 'Promise.reject(new Error("lost in flight"))', 'unhandled rejection'],
    ['a throw in an event handler', 'throw new Error("lost in flight")', 'lost in flight'],
  ])(
    'after %s it says so and ends, for the supervisor to start it again',
    patient,
    async (_what, act, said) => {
      const api = start({ MONGODB_URI: set.uriOf('unlucky') }, `process.on('SIGUSR2', () => { ${act}; })`);
      await api.address;
      api.signal('SIGUSR2');
      expect(await api.ended).toEqual({ code: 1, signal: null });
      expect(api.output()).toContain(said);
      expect(api.output()).toContain('lost in flight');
    },
  );
});
