import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createContainer } from '../container.ts';
import { migrations } from '../migrations/index.ts';
import { configFromProcess, loadConfig } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { migrate, revert } from '../platform/migrations.ts';
import { connectMongo, disconnectMongo } from '../platform/mongo.ts';
import { buildOpenApi } from '../platform/openapi.ts';
import type { Route } from '../platform/http/route.ts';
import { seed } from '../seeds/index.ts';
import { runAdmin } from './admin.ts';
import { isOffline, runAudit } from './audit.ts';
import { runKeys } from './keys.ts';

/** The operator's commands: `migrate`, `seed`, `keys`, `admin`, `routes`, `openapi`. Each prints what it did. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

// Describing the routes needs a container but neither secrets nor a database.
const describedRoutes = (): readonly Route[] => {
  const stand = (name: string): string => `${name}-only-to-list-the-routes-0123456789`;
  const config = loadConfig({
    MONGODB_URI: 'mongodb://127.0.0.1:1/none',
    TOPSMILE_STAFF_ACCESS_SECRET: stand('staff'),
    TOPSMILE_PATIENT_ACCESS_SECRET: stand('patient'),
    TOPSMILE_REFRESH_SECRET: stand('refresh'),
    TOPSMILE_CSRF_SECRET: stand('csrf'),
    TOPSMILE_INDEX_SECRET: stand('index'),
    TOPSMILE_ENCRYPTION_KEYS: `stand:${randomBytes(32).toString('base64')}`,
  });
  return createContainer(config, { logger: createLogger('silent') }).routes;
};

const byPath = (one: Route, other: Route): number =>
  one.contract.path.localeCompare(other.contract.path) ||
  one.contract.method.localeCompare(other.contract.method);

const described = ({ contract, upload, ...rule }: Omit<Route, 'handle'>) => ({
  method: contract.method.toUpperCase(),
  path: contract.path,
  ...rule,
  isUpload: upload !== undefined,
});

const line = (row: ReturnType<typeof described>): string =>
  [
    row.method.padEnd(6),
    row.path.padEnd(58),
    row.realm.padEnd(7),
    row.access.padEnd(24),
    row.scope.padEnd(8),
    `weight:${row.weight}`.padEnd(10),
    `audit:${row.audit}`.padEnd(12),
    `≤${row.commands}`.padEnd(4),
    row.stepUp ? 'step-up' : '',
    row.idempotency === 'none' ? '' : `idempotent:${row.idempotency}`,
  ]
    .join(' ')
    .trimEnd();

const printRoutes = (args: readonly string[]): void => {
  const rows = describedRoutes().toSorted(byPath).map(described);
  if (args.includes('--json')) say(JSON.stringify(rows, null, 2));
  else rows.forEach((row) => say(line(row)));
};

const openApiFile = 'docs/openapi.json';

const openApi = (args: readonly string[]): void => {
  const text = `${JSON.stringify(buildOpenApi(describedRoutes()), null, 2)}\n`;
  if (!args.includes('--check')) {
    writeFileSync(openApiFile, text);
    say(`${openApiFile} written`);
    return;
  }
  const committed = existsSync(openApiFile) ? readFileSync(openApiFile, 'utf8') : '';
  if (committed !== text)
    throw new Error(`${openApiFile} is not in step with the routes: run npm run openapi`);
  say(`${openApiFile} is in step`);
};

const connected = async (work: () => Promise<void>): Promise<void> => {
  await connectMongo(configFromProcess().MONGODB_URI);
  try {
    await work();
  } finally {
    await disconnectMongo();
  }
};

const withDatabase = (work: () => Promise<void>): Promise<void> =>
  connected(async () => {
    await migrate(migrations, createLogger('warn'));
    await work();
  });

/** `migrate [--down NAME]`: brings the database up to date, or takes one migration back. */
const migrateCommand = ([option, name]: readonly string[]): Promise<void> => {
  if (option === undefined) return withDatabase(async () => say('The database is up to date.'));
  const migration = migrations.find((one) => one.name === name);
  if (option !== '--down' || migration === undefined) throw new Error('Use: migrate [--down NAME]');
  return connected(async () => {
    await revert(migration);
    say(`${migration.name} is taken back`);
  });
};

const admin = (args: readonly string[]): Promise<void> =>
  withDatabase(() => {
    const { administration } = createContainer(configFromProcess(), { logger: createLogger('warn') });
    return runAdmin(args, { administration, say, stdin: process.stdin });
  });

const commands: Record<string, (args: readonly string[]) => Promise<void> | void> = {
  migrate: migrateCommand,
  seed: (args) => withDatabase(() => seed(args, { config: configFromProcess(), say })),
  keys: (args) => withDatabase(() => runKeys(args, { config: configFromProcess(), say })),
  admin,
  audit: (args) => (isOffline(args) ? runAudit(args, { say }) : withDatabase(() => runAudit(args, { say }))),
  routes: printRoutes,
  openapi: openApi,
};

const main = async (): Promise<void> => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) throw new Error(`Use one of: ${Object.keys(commands).join(', ')}`);
  await command(args);
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The command failed'}\n`);
    process.exit(1);
  },
);
