import './lib/require-node.mjs';
import { apiEnvironment, runCli, startApi } from './lib/api.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { hasEnded, runCommand } from './lib/lifecycle.mjs';
import { inWorkFolder } from './lib/paths.mjs';
import { Problem } from './lib/problem.mjs';
import { temporaryFolder } from './services/data-folder.mjs';
import { startReplicaSet } from './services/mongod.mjs';

/** A database of its own for every run, so that the demo clinic is always fresh. */
const database = `topsmile_e2e_${process.pid}`;

const databaseUri = async () => {
  const given = process.env['MONGODB_URI'];
  if (!given) return (await startReplicaSet()).uriOf(database);
  const uri = new URL(given);
  uri.pathname = `/${database}`;
  return uri.href;
};

/** The built product with a fresh demo clinic on TOPSMILE_E2E_PORT, for Playwright to start and stop. */
const main = async () => {
  const port = Number(process.env['TOPSMILE_E2E_PORT'] ?? 4300);
  await ensureBuilt();
  const redisUrl = process.env['REDIS_URL'];
  process.env['TOPSMILE_UPLOAD_DIR'] = temporaryFolder('uploads');
  // Where the journeys read what was written to people.
  process.env['TOPSMILE_MAIL_FOLDER'] = inWorkFolder('e2e-mail');
  const env = apiEnvironment({
    mongoUri: await databaseUri(),
    port,
    isDemo: true,
    publicUrl: `http://localhost:${port}`,
    ...(redisUrl && { redisUrl }),
  });
  await runCli(['migrate'], env);
  await runCli(['seed', 'demo', '--if-empty'], env);
  const server = await startApi(env, inWorkFolder('logs', 'e2e-server.log'));
  await server.exited;
  if (hasEnded()) return undefined;
  throw new Problem(`The server has ended unexpectedly:\n${server.lastLines()}`);
};

await runCommand(main, { interruptedCode: 0 });
