import './lib/require-node.mjs';
import { apiEnvironment, runCliFromSource } from './lib/api.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { hasEnded, runCommand } from './lib/lifecycle.mjs';
import { ensureMongo } from './lib/local-mongo.mjs';
import { inRoot } from './lib/paths.mjs';
import { isPortFree } from './lib/ports.mjs';
import { runPrefixed } from './lib/prefixed.mjs';
import { Problem } from './lib/problem.mjs';
import { createSteps } from './lib/steps.mjs';

/** The web's development server passes /api on to the API's port. */
const WEB_PORT = 3000;
const API_PORT = 5000;

/** @param {string} name */
const tool = (name) => inRoot('node_modules', '.bin', name);

const prepare = async () => {
  const step = createSteps(4);
  await step('Installing packages', async (note) => {
    if (!(await ensureInstalled())) note('up to date');
  });
  const mongoUri = await step('Starting MongoDB', ensureMongo);
  const redisUrl = process.env['REDIS_URL'];
  const env = apiEnvironment({
    mongoUri,
    port: API_PORT,
    isDemo: true,
    nodeEnv: 'development',
    publicUrl: `http://localhost:${WEB_PORT}`,
    ...(redisUrl && { redisUrl }),
  });
  await step('Migrating the database', () => runCliFromSource(['migrate'], env));
  const greeting = await step('Seeding the demo clinic', () =>
    runCliFromSource(['seed', 'demo', '--if-empty'], env),
  );
  return { env, greeting };
};

/** Hot reload: the API restarts on a change, the web follows in the browser. */
const main = async () => {
  for (const port of [WEB_PORT, API_PORT]) {
    if (!(await isPortFree(port))) throw new Problem(`Port ${port} is taken. Stop what uses it first.`);
  }
  const { env, greeting } = await prepare();
  console.log(`\nhttp://localhost:${WEB_PORT}\n${greeting}\nCtrl-C stops everything.\n`);
  const code = await Promise.race([
    runPrefixed('api', { command: tool('tsx'), args: ['watch', inRoot('apps/api/src/main.ts')], env }),
    runPrefixed('web', {
      command: tool('vite'),
      args: ['--port', String(WEB_PORT), '--strictPort'],
      env: process.env,
      cwd: inRoot('apps/web'),
    }),
  ]);
  return hasEnded() ? undefined : code || 1;
};

await runCommand(main, { interruptedCode: 0 });
