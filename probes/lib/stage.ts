import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { apiEnvironment, runCli, startApi } from '../../scripts/lib/api.mjs';
import { ensureBuilt } from '../../scripts/lib/build.mjs';
import { inWorkFolder } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { temporaryFolder } from '../../scripts/services/data-folder.mjs';
import { startReplicaSet } from '../../scripts/services/mongod.mjs';
import { startRedis } from '../../scripts/services/redis.mjs';
import type { Target } from './browser.ts';

/** The product under attack: the built bundle in production mode, its own database and Redis, loopback only. */

export type Product = Target & {
  /** Undefined for a product that somebody else has started. */
  readonly pid: number | undefined;
  readonly log: () => string;
  /** Asks for a garbage collection, so that memory that is merely not yet collected does not count. */
  readonly collect: () => void;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
};

export type Stage = {
  readonly db: Db;
  readonly product: Product;
  /** Another process of the product on the same data, with settings of its own. */
  readonly start: (name: string, settings?: Readonly<Record<string, string>>) => Promise<Product>;
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly stop: () => Promise<void>;
};

/** The product believes it stands behind https; the requests come to its port on the loopback address. */
export const publicUrl = 'https://clinic.topsmile.example';

/** Budgets that the catalogue would use up are wide; rows about budgets start a process with the shipped ones. */
const wideBudgets = {
  TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: '10000000',
  TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE: '10000000',
  TOPSMILE_READS_PER_USER_PER_MINUTE: '10000000',
  TOPSMILE_WRITES_PER_USER_PER_MINUTE: '10000000',
  TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT: '1000000',
  TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '1000000',
};

const collector = `data:text/javascript,${encodeURIComponent("process.on('SIGUSR2', () => globalThis.gc?.());")}`;

const startOwn = async (env: NodeJS.ProcessEnv, name: string): Promise<Product> => {
  const port = await freePort();
  const logFile = inWorkFolder('logs', `probes-${name}.log`);
  const server = await startApi(
    { ...env, PORT: String(port), NODE_OPTIONS: `--expose-gc --import=${collector}` },
    logFile,
  );
  return {
    port,
    origin: publicUrl,
    pid: server.pid,
    log: () => readFileSync(logFile, 'utf8'),
    collect: () => server.signal('SIGUSR2'),
    isRunning: server.isRunning,
    stop: async () => {
      await server.stop();
    },
  };
};

const openOwn = async (settings: Readonly<Record<string, string>>): Promise<Stage> => {
  await ensureBuilt();
  const [mongo, redis] = await Promise.all([startReplicaSet({ cacheSizeGB: 0.25 }), startRedis()]);
  const mongoUri = mongo.uriOf('topsmile_probes');
  process.env['TOPSMILE_UPLOAD_DIR'] = temporaryFolder('uploads');
  const base = apiEnvironment({
    mongoUri,
    port: 0,
    isDemo: false,
    redisUrl: redis.url,
    publicUrl,
    nodeEnv: 'production',
  });
  const env = { ...base, TOPSMILE_ROLES: 'api', ...wideBudgets, ...settings };
  await runCli(['migrate'], env);
  const client = await new MongoClient(mongoUri).connect();
  const start: Stage['start'] = (name, more = {}) => {
    // An empty value takes a setting away.
    const all = Object.entries({ ...env, ...more }).filter(([, value]) => value !== '');
    return startOwn(Object.fromEntries(all), name);
  };
  return {
    db: client.db(),
    product: await start('product'),
    start,
    settings: env,
    stop: () => client.close(),
  };
};

const openGiven = async (url: string): Promise<Stage> => {
  const mongoUri = process.env['MONGODB_URI'];
  if (mongoUri === undefined)
    throw new Error('--url needs MONGODB_URI as well: the fixtures and the oracles look into the store');
  const client = await new MongoClient(mongoUri).connect();
  const { port, origin } = new URL(url);
  return {
    db: client.db(),
    product: {
      port: Number(port === '' ? 80 : port),
      origin: process.env['PUBLIC_URL'] ?? origin,
      pid: undefined,
      log: () => '',
      collect: () => undefined,
      isRunning: () => true,
      stop: async () => undefined,
    },
    start: () => Promise.reject(new Error('a process with other settings cannot be started beside --url')),
    settings: process.env,
    stop: () => client.close(),
  };
};

export const openStage = (
  url: string | undefined,
  settings: Readonly<Record<string, string>> = {},
): Promise<Stage> => (url === undefined ? openOwn(settings) : openGiven(url));

/** Resident memory in bytes, or undefined where the process is not ours to see. */
export const residentBytes = ({ pid }: Product): number | undefined => {
  if (pid === undefined) return undefined;
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(
      readFileSync(path.join('/proc', String(pid), 'status'), 'utf8'),
    )?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
};
