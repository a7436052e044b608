import { inRoot, inWorkFolder } from './paths.mjs';
import { startServer } from './processes.mjs';
import { run } from './run.mjs';
import { ensureSecrets } from './secrets.mjs';
import { waitFor } from './wait.mjs';
import { Problem } from './problem.mjs';

/** Addressed to the commands; the API refuses variables of ours that it does not know. */
const COMMANDS_OWN = /^(TOPSMILE_(MONGOD|REDIS_SERVER|CHROMIUM|CONTRACTS|E2E_\w+)|npm_\w+)$/;

/** Files of patients; as lasting as the database, and deleted with it. */
export const uploadFolder = inWorkFolder('uploads');

/**
 * @typedef {object} ApiSettings
 * @property {string} mongoUri
 * @property {number} port
 * @property {boolean} isDemo
 * @property {string} [redisUrl]
 * @property {string} [publicUrl]
 * @property {string} [nodeEnv] `development` unless given: production asks for https
 */

/**
 * The environment of every API process the commands start.
 * @param {ApiSettings} settings
 * @returns {NodeJS.ProcessEnv}
 */
export const apiEnvironment = ({ mongoUri, port, isDemo, redisUrl, publicUrl, nodeEnv }) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !COMMANDS_OWN.test(name))),
  ...ensureSecrets(),
  NODE_ENV: nodeEnv ?? process.env['NODE_ENV'] ?? 'development',
  MONGODB_URI: mongoUri,
  ...(redisUrl && { REDIS_URL: redisUrl }),
  PORT: String(port),
  PUBLIC_URL: publicUrl ?? process.env['PUBLIC_URL'] ?? `http://localhost:${port}`,
  TOPSMILE_WEB_DIST: inRoot('apps/web/dist'),
  TOPSMILE_UPLOAD_DIR: process.env['TOPSMILE_UPLOAD_DIR'] ?? uploadFolder,
  TOPSMILE_DEMO: String(isDemo),
  // Without a mail server letters are files, so that an invitation or a reset can be followed on this machine.
  ...(process.env['TOPSMILE_SMTP_URL'] || nodeEnv === 'production'
    ? {}
    : { TOPSMILE_MAIL_FOLDER: process.env['TOPSMILE_MAIL_FOLDER'] ?? inWorkFolder('mail') }),
});

/**
 * Runs a subcommand of the built API and hands back what it printed.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const runCli = async (args, env) =>
  (await run(process.execPath, [inRoot('apps/api/dist/cli.js'), ...args], { env })).stdout.trimEnd();

/**
 * The same without a build, for development.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const runCliFromSource = async (args, env) => {
  const { stdout } = await run(
    inRoot('node_modules/.bin/tsx'),
    [inRoot('apps/api/src/cli/main.ts'), ...args],
    { env },
  );
  return stdout.trimEnd();
};

/** @param {string} url */
const isReady = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

/**
 * Starts the built API, which serves the web as well, and waits until it takes requests.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} logFile
 */
export const startApi = async (env, logFile) => {
  const server = startServer({
    name: 'TopSmile',
    command: process.execPath,
    args: [inRoot('apps/api/dist/main.js')],
    env,
    logFile,
  });
  const url = `http://127.0.0.1:${env['PORT']}/readyz`;
  const state = await waitFor(async () => (server.isRunning() ? (await isReady(url)) && 'up' : 'dead'), {
    limitMs: 60_000,
    everyMs: 100,
    otherwise: `The server does not answer ${url} after 60 s. Its log: ${logFile}`,
  });
  if (state === 'dead') throw new Problem(`The server ended while starting:\n${server.lastLines()}`);
  return server;
};
