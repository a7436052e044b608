import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPatients } from '@topsmile/contracts';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { aConfig, anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { createBlindIndex } from './blind-index.ts';
import { newPatient } from './patient-draft.ts';
import { duplicatesQuery } from './duplicates.ts';
import { findRows, planList } from './patient-list.ts';
import { PatientModel } from './patient.model.ts';
import { aCpf, aPatient } from './patients.fixtures.ts';

const size = 10_000;
const blindIndex = createBlindIndex(aConfig().TOPSMILE_INDEX_SECRET);

let testApp: TestApp;
let browser: Browser;
let clinic: Types.ObjectId;

const firstNames = ['Maria', 'José', 'Ana', 'João', 'Antônia', 'Francisco', 'Íris', 'Otávio', 'Cauã', 'Lia'];
const lastNames = [
  'Silva',
  'Souza',
  "D'Ávila",
  'Figueira',
  'Conceição',
  'Brandão',
  'Müller',
  'Araújo',
  'Peçanha',
];

/** Ten thousand people, straight into the collection: what is measured is finding them. */
const fill = async (clinicId: Types.ObjectId): Promise<void> => {
  const start = Date.UTC(2026, 0, 1);
  const seal = await runInClinic(clinicId, () => testApp.container.cipher.sealer(clinicId));
  const people = Array.from({ length: size }, (_, at) => ({
    ...newPatient(
      {
        draft: {
          firstName: firstNames[at % firstNames.length] ?? '',
          lastName: `${lastNames[at % lastNames.length] ?? ''} N${at}`,
          phone: `(11) 9${String(10_000_000 + at * 7).slice(0, 4)}-${String(10_000_000 + at * 7).slice(4)}`,
          address: {},
          preferredContact: 'whatsapp',
          cpf: aCpf(at + 1),
          dateOfBirth: `19${String(40 + (at % 60)).padStart(2, '0')}-0${1 + (at % 9)}-1${at % 9}`,
          email: `paciente${at}@example.com`,
        },
        numbers: { ord: 1_000_000 + at, recordNumber: 1_000_000 + at },
        clinicId,
        at: new Date(start + at * 1000),
      },
      { blindIndex, seal },
    ),
    ...(at % 4 === 0 ? { lastVisitAt: new Date(start + at * 60_000) } : {}),
  }));
  await runInClinic(clinicId, () => PatientModel.collection.insertMany(people));
};

beforeAll(async () => {
  testApp = anApp();
  const registered = await aRegisteredClinic(testApp);
  ({ browser } = registered);
  clinic = new Types.ObjectId(registered.clinicId);
  await fill(clinic);
}, 60_000);
afterAll(() => testApp.stop());

const find = async (search: string, more: Record<string, unknown> = {}) =>
  (await browser.get('/patients', { search, ...more })).body.data as {
    id: string;
    fullName: string;
    phone: string;
  }[];

describe('what is found', () => {
  test('PAT-3 any part of the name, without accents, in any order', async () => {
    const { id } = await aPatient(browser, { firstName: 'Joaquim', lastName: 'Sant’Anna Xavier' });
    for (const search of [
      'joaquim xav',
      'xavier joaq',
      'SANTANNA',
      'anna joaquim',
      'Sant’Anna',
      'joaquim sant',
    ])
      expect((await find(search)).map((one) => one.id)).toEqual([id]);
    expect(await find('quim')).toEqual([]);
  });

  test('PAT-3 D-46 a whole name, phone digits in any spelling, CPF, e-mail, birth date, record number', async () => {
    const birth = { dateOfBirth: '2001-12-31', email: 'zulmira.reis@example.com' };
    const made = await aPatient(browser, {
      firstName: 'Zulmira',
      lastName: 'Reis',
      phone: '(21) 97654-3210',
      cpf: aCpf(987_654_321),
      ...birth,
    });
    const searches = [
      'Zulmira Reis',
      '(21) 97654-3210',
      '21976543210',
      '+55 21 97654 3210',
      '97654-3210',
      '3210 ',
      '543210',
      made.cpf,
      made.cpf.replace(/\D/g, ''),
      'zulmira.reis@',
      'Zulmira.Reis@example.com',
      '31/12/2001',
      '2001-12-31',
      String(made.recordNumber),
    ];
    for (const search of searches) expect((await find(search)).map((one) => one.id)).toContain(made.id);
  });

  test('D-6 operators and signs are taken literally', async () => {
    for (const search of ['(', '.*', '^', '[', '\\', '*', '@', '$where', '%00'])
      expect(await find(search)).toEqual([]);
    expect((await browser.get('/patients', { search: 'x'.repeat(101) })).status).toBe(400);
    expect((await browser.get('/patients?search[$ne]=x')).status).toBe(400);
    expect((await browser.get('/patients', { sort: '-cpf' })).status).toBe(400);
  });

  test('another clinic finds none of them', async () => {
    const { browser: stranger } = await aRegisteredClinic(testApp);
    for (const search of ['maria', '3210', aCpf(1), 'paciente1@', '11/02/1941'])
      expect((await stranger.get('/patients', { search })).body.data).toEqual([]);
  });
});

const walk = async (
  query: Record<string, unknown>,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
) => {
  const seen: string[] = [];
  let cursor: string | undefined;
  let page = 0;
  do {
    const reply = await browser.get('/patients', { ...query, ...(cursor === undefined ? {} : { cursor }) });
    expect(reply.status).toBe(200);
    seen.push(...reply.body.data.map((one: { id: string }) => one.id));
    cursor = reply.body.meta.page?.nextCursor;
    page += 1;
    await between(page);
  } while (cursor !== undefined);
  return seen;
};

describe('paging', () => {
  test.each(['name', 'recent', 'lastVisit'])(
    'by %s every match comes once, although people are added meanwhile',
    async (sort) => {
      let added = 0;
      const seen = await walk({ sort, search: 'muller', limit: 100 }, async (page) => {
        if (page > 3) return;
        added += 1;
        await aPatient(browser, { firstName: 'Aaron', lastName: `Muller ${sort} ${'x'.repeat(page)}` });
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(1111);
      expect(seen.length).toBeLessThanOrEqual(1111 + 12);
      expect(added).toBe(3);
    },
  );

  test('by last visit the never-visited come last', async () => {
    const reply = await browser.get('/patients', { sort: 'lastVisit', search: 'muller', limit: 5 });
    const days = reply.body.data.map((one: { lastVisitAt?: string }) => one.lastVisitAt);
    expect(days.every((day: unknown) => typeof day === 'string')).toBe(true);
    expect(days).toEqual([...days].sort((one: string, other: string) => (one < other ? 1 : -1)));
  });

  test('a cursor that we did not make is refused', async () => {
    for (const cursor of ['x', 'e30', Buffer.from('["a","$where"]').toString('base64url')])
      expect((await browser.get('/patients', { cursor })).status).toBe(400);
    const wrongSort = Buffer.from(`["nobody","${'a'.repeat(24)}"]`).toString('base64url');
    expect((await browser.get('/patients', { cursor: wrongSort, sort: 'recent' })).status).toBe(400);
  });
});

type Costs = { docs: number; keys: number; plans: string };
const explain = async (query: Record<string, unknown>): Promise<Costs> => {
  const parsed = listPatients.query.parse(query);
  const costs = { docs: 0, keys: 0, plans: '' };
  for (const plan of planList(clinic, parsed, blindIndex)) {
    const explained = await runInClinic(clinic, () => findRows(plan, parsed).explain('executionStats'));
    const stats: Document = explained['executionStats'];
    costs.docs += stats['totalDocsExamined'];
    costs.keys += stats['totalKeysExamined'];
    costs.plans += JSON.stringify(explained['queryPlanner'].winningPlan);
  }
  return costs;
};

describe('the plan at 10,000 patients', () => {
  const limit = 50;
  // Names end in a number of their own: `n77` begins 111 of them, `figueira` is in a ninth.
  test.each([
    [{ search: 'n7777' }, 2, 4],
    [{ search: 'figueira n77' }, 1112, 1113],
    [{ search: 'maria' }, 1000, 1001],
    [{ search: 'paciente77' }, 112, 113],
    [{ search: 'paciente77@' }, 2, 2],
    [{ search: aCpf(500) }, 20, 30],
    [{ search: '10000007' }, 20, 30],
    [{ search: '11/02/1941' }, 500, 501],
    [{}, limit + 1, limit + 2],
    [{ sort: 'recent' }, limit + 1, limit + 2],
    [{ sort: 'lastVisit' }, limit + 1, limit + 2],
    [{ status: 'all' }, limit + 2, limit + 4],
  ])('%j reads an index and few documents', async (query, maxDocs, maxKeys) => {
    const { docs, keys, plans } = await explain(query);
    expect(plans).toContain('IXSCAN');
    expect(plans).not.toContain('COLLSCAN');
    expect(docs).toBeLessThanOrEqual(maxDocs);
    expect(keys).toBeLessThanOrEqual(maxKeys);
  });

  test('the hundredth page by name costs as little as the first', async () => {
    const [person] = await find('n5005');
    const row = await runInClinic(clinic, () =>
      PatientModel.findOne({ clinicId: clinic, _id: person?.id ?? '' }).lean(),
    );
    const cursor = Buffer.from(JSON.stringify([row?.sortName, person?.id])).toString('base64url');
    for (const status of ['active', 'all']) {
      const { docs, plans } = await explain({ cursor, status });
      expect(plans).not.toContain('"SORT"');
      expect(docs).toBeLessThanOrEqual(2 * limit);
    }
  });

  test('looking for duplicates reads no more than the candidates', async () => {
    const likeness = {
      cpfHash: blindIndex(clinic, aCpf(77)),
      phoneDigits: '11910000007',
      nameKey: 'maria silva n0',
      dateOfBirth: '1940-01-10',
    };
    const plan: Document = await runInClinic(clinic, () =>
      duplicatesQuery(likeness, { clinicId: clinic, statuses: ['active', 'inactive'] }).explain(
        'executionStats',
      ),
    );
    const text = JSON.stringify(plan);
    expect(text).not.toContain('COLLSCAN');
    const examined = [...text.matchAll(/"totalDocsExamined":(\d+)/g)].map(([, docs]) => Number(docs));
    expect(examined).toHaveLength(3);
    expect(examined.reduce((sum, docs) => sum + docs, 0)).toBeLessThanOrEqual(200);
  });
});
