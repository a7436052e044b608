import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The container's first process beneath tini. `secrets` makes what is missing in the volume;
 * `serve` (the default) brings the database up to date and becomes the server.
 */
const folder = process.env['SECRETS_FOLDER'] ?? '/var/lib/topsmile';
const file = path.join(folder, 'secrets.json');
const NAMES = [
  'TOPSMILE_STAFF_ACCESS_SECRET',
  'TOPSMILE_PATIENT_ACCESS_SECRET',
  'TOPSMILE_REFRESH_SECRET',
  'TOPSMILE_CSRF_SECRET',
  'TOPSMILE_INDEX_SECRET',
  'TOPSMILE_ENCRYPTION_KEYS',
];

/** @param {string} name */
const newSecret = (name) =>
  name === 'TOPSMILE_ENCRYPTION_KEYS'
    ? `k1:${randomBytes(32).toString('base64')}`
    : randomBytes(32).toString('base64url');

/** @returns {Record<string, string>} */
const readSecrets = () => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
};

/** Each 256 bits, made once, readable by this user alone, never printed. */
const ensureSecrets = () => {
  const kept = readSecrets();
  const missing = NAMES.filter((name) => !kept[name] && !process.env[name]);
  if (missing.length === 0) return kept;
  const made = Object.fromEntries(missing.map((name) => [name, newSecret(name)]));
  const secrets = { ...kept, ...made };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
};

/** The environment's own values win over the volume's. */
const environment = () => {
  const { SECRETS_FOLDER: _, SEED: __, ...given } = process.env;
  return { ...ensureSecrets(), ...given };
};

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const runCli = (args, env) => {
  const { status } = spawnSync(process.execPath, ['apps/api/dist/cli.js', ...args], {
    env,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
};

/** @param {NodeJS.ProcessEnv} env */
const serve = (env) => {
  const server = spawn(process.execPath, ['apps/api/dist/main.js'], { env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    process.on(signal, () => server.kill(signal));
  }
  server.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
};

const [command = 'serve', ...args] = process.argv.slice(2);
if (command === 'serve') {
  const env = environment();
  runCli(['migrate'], env);
  if (process.env['SEED']) runCli(['seed', process.env['SEED'], '--if-empty'], env);
  serve(env);
} else {
  runCli([command, ...args], environment());
}
