import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Db, MongoClient } from 'mongodb';
import type { BusyShape } from '../../apps/api/src/seeds/busy-plan.ts';
import { startReplicaSet } from '../../scripts/services/mongod.mjs';
import { inRoot, inWorkFolder } from '../../scripts/lib/paths.mjs';

/** The database of the benches: one real replica set of one node, kept between runs, with seeded clinics. */

const run = promisify(execFile);
const secretOf = (name: string): string => createHash('sha256').update(`bench ${name}`).digest('base64url');

export const accessSecret = secretOf('staff');
/** What every product process of a bench runs with: production, all checks on, budgets wide enough for 50 clients. */
export const productEnvironment = (mongoUri: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_ENV: 'production',
  MONGODB_URI: mongoUri,
  PORT: '0',
  PUBLIC_URL: publicUrl,
  TOPSMILE_ROLES: 'api',
  TOPSMILE_STAFF_ACCESS_SECRET: accessSecret,
  TOPSMILE_PATIENT_ACCESS_SECRET: secretOf('patient'),
  TOPSMILE_REFRESH_SECRET: secretOf('refresh'),
  TOPSMILE_CSRF_SECRET: secretOf('csrf'),
  TOPSMILE_INDEX_SECRET: secretOf('index'),
  TOPSMILE_ENCRYPTION_KEYS: `k1:${Buffer.from(secretOf('encryption'), 'base64url').toString('base64')}`,
  TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: '100000000',
  TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE: '100000000',
  TOPSMILE_READS_PER_USER_PER_MINUTE: '100000000',
  TOPSMILE_WRITES_PER_USER_PER_MINUTE: '100000000',
  TOPSMILE_UPLOAD_DIR: inWorkFolder('bench', 'uploads'),
});
export const publicUrl = 'https://clinic.topsmile.example';
export const productScript = inRoot('apps/api/dist/main.js');

let folder: string | undefined;
/** Where the logs of measured processes go: a real file, as logging is part of what is measured. */
export const logFolder = (): string => (folder ??= mkdtempSync(path.join(os.tmpdir(), 'topsmile-bench-')));

type Stage = { uriOf: (database: string) => string; client: MongoClient; stop: () => Promise<void> };
let opening: Promise<Stage> | undefined;

const open = async (): Promise<Stage> => {
  const given = process.env['MONGODB_URI'];
  const dataFolder = process.env['TOPSMILE_BENCH_DATA'] ?? inWorkFolder('bench', 'db');
  mkdirSync(dataFolder, { recursive: true });
  const set = given ? undefined : await startReplicaSet({ dataFolder, cacheSizeGB: 2 });
  const uriOf = (database: string): string => {
    if (set) return set.uriOf(database);
    const uri = new URL(given ?? '');
    uri.pathname = `/${database}`;
    return uri.href;
  };
  const client = await new MongoClient(uriOf('admin')).connect();
  return {
    uriOf,
    client,
    stop: async () => {
      await client.close();
      await set?.stop();
    },
  };
};

export const stage = (): Promise<Stage> => (opening ??= open());
export const closeStage = async (): Promise<void> => {
  if (opening) await (await opening).stop();
};

const city: BusyShape = {
  clinics: 200,
  members: 10,
  columns: 5,
  patients: 60,
  days: 30,
  perDay: 4,
  fullDays: [35, 36, 37],
  fullPerDay: 10,
  fullMinutes: 30,
  past: 0,
};
const shapes: Readonly<Record<string, BusyShape>> = {
  bench_city: city,
  bench_wide: {
    ...city,
    clinics: 1,
    columns: 10,
    patients: 1000,
    days: 0,
    fullDays: [1],
    fullPerDay: 100,
    fullMinutes: 5,
  },
  bench_grow_3: { ...city, clinics: 1, fullDays: [], past: 400 },
  bench_grow_4: { ...city, clinics: 4, fullDays: [], past: 1900 },
  bench_grow_5: { ...city, clinics: 20, fullDays: [], past: 4400 },
  bench_grow_6: { ...city, clinics: 100, fullDays: [], past: 9400 },
};
export type Database = keyof typeof shapes;

const isSeeded = async (db: Db, shape: string): Promise<boolean> => {
  const mark = await db.collection('bench_marks').findOne({ shape });
  const age = mark === null ? Number.POSITIVE_INFINITY : Date.now() - Number(mark['at']);
  return age < 24 * 3_600_000;
};

/** The seeded database of that name, made by the product's own rules when it is missing or a day old. */
export const seeded = async (database: Database): Promise<{ db: Db; uri: string }> => {
  const { client, uriOf } = await stage();
  const shape = JSON.stringify(shapes[database]);
  const db = client.db(database);
  if (!(await isSeeded(db, shape))) {
    console.log(`seeding ${database} …`);
    const env = productEnvironment(uriOf(database));
    const seeding = run(inRoot('node_modules/.bin/tsx'), [inRoot('bench/seed.ts'), shape], { env });
    const { stdout } = await seeding;
    console.log(stdout.trimEnd().split('\n').at(-1));
  }
  return { db, uri: uriOf(database) };
};
