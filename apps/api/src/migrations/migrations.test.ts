import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { afterAll, describe, expect, test } from 'vitest';
import { createLogger } from '../platform/logger.ts';
import { migrate } from '../platform/migrations.ts';
import { connection } from '../platform/mongo.ts';
import { runAsSystem } from '../platform/tenancy/context.ts';
import { isTenantCollection } from '../platform/tenancy/guard.ts';
import { anApp } from '../testing/app.ts';
import { aFullClinic } from '../testing/full-clinic.ts';
import { migrations } from './index.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
const logger = createLogger('silent');

type Index = {
  name: string;
  unique?: boolean;
  key: Record<string, unknown>;
  partialFilterExpression?: unknown;
  expireAfterSeconds?: number;
};
type Listed = Index & { collection: string };

const indexesOf = async (db: Db): Promise<Listed[]> => {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const lists = await Promise.all(
    collections.map(async ({ name }) =>
      ((await db.collection(name).indexes()) as Index[]).map((index) => ({ ...index, collection: name })),
    ),
  );
  return lists.flat().filter(({ name }) => name !== '_id_');
};
const describeIndex = ({ collection, name, key, ...rest }: Listed): string =>
  JSON.stringify([collection, name, key, rest.unique, rest.partialFilterExpression]);
const sorted = (list: readonly Listed[]): string[] =>
  list.map(describeIndex).toSorted((one, other) => one.localeCompare(other));
const here = (): Db => connection().db as unknown as Db;

const everyUp = (db: Db): Promise<void> =>
  runAsSystem('test', async () => {
    for (const { up } of migrations) await up(db);
  });

describe('migrations', () => {
  test('on an empty database all of them run, and a second time they change nothing', async () => {
    const client = connection().getClient();
    const empty = client.db(`t_${randomBytes(6).toString('hex')}`) as unknown as Db;
    await everyUp(empty);
    const first = sorted(await indexesOf(empty));
    expect(first.length).toBeGreaterThan(30);
    await everyUp(empty);
    expect(sorted(await indexesOf(empty))).toEqual(first);
    await empty.dropDatabase();
  });

  test('on a filled database they run again without a change to rows or indexes', async () => {
    const clinic = await aFullClinic(testApp);
    const before = { rows: await clinic.fingerprint(), indexes: sorted(await indexesOf(here())) };
    await everyUp(here());
    const after = sorted(await indexesOf(here()));
    // Tests drop what would expire their data; everything else is as it was.
    expect(before.indexes.filter((one) => !after.includes(one))).toEqual([]);
    expect(after.filter((one) => !before.indexes.includes(one)).every((one) => one.includes('"ttl_'))).toBe(
      true,
    );
    expect(await clinic.fingerprint()).toBe(before.rows);
  });

  test('what is noted as run does not run again, and each is noted once', async () => {
    expect(await migrate(migrations, logger)).toEqual([]);
    const noted = await here().collection('migrations').find({}).toArray();
    expect(noted.map(({ _id }) => String(_id)).toSorted()).toEqual(migrations.map(({ name }) => name));
  });

  test('two processes that boot together run each migration once', async () => {
    let runs = 0;
    const counted = {
      name: '9999-counted',
      phase: 'expand',
      why: 'a test',
      up: async () => void (runs += 1),
    } as const;
    const done = await Promise.all([1, 2, 3].map(() => migrate([...migrations, counted], logger)));
    expect(done.flat()).toEqual(['9999-counted']);
    expect(runs).toBe(1);
  });

  test('names are numbered in the order in which they run', () => {
    migrations.forEach(({ name }, at) => {
      expect(name).toMatch(new RegExp(`^${String(at + 1).padStart(4, '0')}-[a-z0-9-]+$`));
    });
  });
});

describe('the real indexes', () => {
  // Unique over all clinics on purpose: numbers that claims carry, people, companies, one series' instances.
  const beyondClinics = new Set([
    'appointments.uniq_claims',
    'appointments.uniq_instance',
    'operatories.uniq_ord',
    'equipment.uniq_ord',
    'providers.uniq_ord',
    'patients.uniq_ord',
    'users.uniq_email',
    'users.uniq_passkey',
    'clinics.uniq_cnpj',
    'platform_keys.uniq_version',
  ]);
  // Looked through by background work over all clinics.
  const forSystemWork = new Set([
    'appointments.holds',
    'appointments.claimed_by_end',
    'appointments.overbooked',
    'appointments.outbox_due',
    'patients.outbox_due',
    'outbox.in_order',
    'appointments.by_start',
    'messages.due',
    'messages.with_secrets',
    'idempotency_keys.ttl_day',
    'inbox.ttl_quarter',
    'clinic_keys.by_kek',
    // Found by the secret of a letter, before anybody says which clinic it was.
    'invitations.by_token',
  ]);
  const idOf = ({ collection, name }: Listed): string => `${collection}.${name}`;
  const startsWithClinic = ({ key }: Listed): boolean => Object.keys(key)[0] === 'clinicId';

  test('every unique index begins with the clinic, but for those that must span clinics', async () => {
    const uniques = (await indexesOf(here())).filter(({ unique }) => unique === true);
    expect(uniques.length).toBeGreaterThan(10);
    const spanning = uniques.filter((index) => !startsWithClinic(index)).map(idOf);
    expect(spanning.filter((id) => !beyondClinics.has(id))).toEqual([]);
    expect(spanning).toEqual(expect.arrayContaining(['appointments.uniq_claims', 'users.uniq_email']));
  });

  test('every other index of a tenant collection begins with the clinic, but for those of background work', async () => {
    const others = (await indexesOf(here())).filter(
      ({ unique, collection }) => unique !== true && isTenantCollection(collection),
    );
    const open = others.filter((index) => !startsWithClinic(index)).map(idOf);
    expect(open.filter((id) => !forSystemWork.has(id))).toEqual([]);
  });

  test('a tenant collection with rows has an index that begins with the clinic', async () => {
    const collections = (await here().listCollections({}, { nameOnly: true }).toArray()).map(
      ({ name }) => name,
    );
    const indexed = new Set(
      (await indexesOf(here())).filter(startsWithClinic).map(({ collection }) => collection),
    );
    expect(collections.filter((name) => isTenantCollection(name) && !indexed.has(name))).toEqual([]);
  });
});
