import './lib/require-node.mjs';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { apiEnvironment, runCli, startApi, uploadFolder } from './lib/api.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { hasEnded, runCommand } from './lib/lifecycle.mjs';
import { dataFolder, ensureMongo, releaseData } from './lib/local-mongo.mjs';
import { inWorkFolder } from './lib/paths.mjs';
import { isPortFree } from './lib/ports.mjs';
import { Problem } from './lib/problem.mjs';
import { createSteps } from './lib/steps.mjs';

const USAGE = `Usage: npm start [-- OPTIONS]
  --empty   start without the demo clinic
  --reset   delete this machine's data first (asks)
  --yes     answer yes to the question of --reset
PORT=3001 npm start chooses another port.`;

/** Remembers that this machine's data began without the demo clinic. */
const emptyMark = `${dataFolder}.empty`;
const logFile = inWorkFolder('logs', 'server.log');

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch {
    throw new Problem(USAGE);
  }
};

const readPort = () => {
  const port = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem('PORT must be a number from 1 to 65535.');
  return port;
};

/** @param {boolean} isAgreed */
const resetData = async (isAgreed) => {
  if (!isAgreed) {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await lines.question(`Delete all data in ${dataFolder}? [y/N] `);
    lines.close();
    if (!/^y(es)?$/i.test(answer.trim())) throw new Problem('Nothing was deleted.');
  }
  await releaseData();
  for (const folder of [dataFolder, uploadFolder]) rmSync(folder, { recursive: true, force: true });
  rmSync(emptyMark, { force: true });
};

/** @param {boolean} isEmptyWanted */
const decideDemo = (isEmptyWanted) => {
  if (!isEmptyWanted) return !existsSync(emptyMark);
  mkdirSync(inWorkFolder(), { recursive: true });
  writeFileSync(emptyMark, '');
  return false;
};

/**
 * @param {{ port: number, isDemo: boolean }} settings
 */
const bringUp = async ({ port, isDemo }) => {
  const step = createSteps(6);
  await step('Installing packages', async (note) => {
    if (!(await ensureInstalled())) note('up to date');
  });
  const mongoUri = await step('Starting MongoDB', ensureMongo);
  await step('Building web and API', async (note) => {
    const built = await ensureBuilt();
    if (built.length === 0) note('unchanged');
  });
  const redisUrl = process.env['REDIS_URL'];
  const env = apiEnvironment({ mongoUri, port, isDemo, ...(redisUrl && { redisUrl }) });
  await step('Migrating the database', () => runCli(['migrate'], env));
  const greeting = await step(isDemo ? 'Seeding the demo clinic' : 'Preparing the database', () =>
    runCli(['seed', isDemo ? 'demo' : 'empty', '--if-empty'], env),
  );
  const server = await step('Starting the server', () => startApi(env, logFile));
  return { server, greeting, url: env['PUBLIC_URL'] };
};

const main = async () => {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const port = readPort();
  if (!(await isPortFree(port))) {
    throw new Problem(
      `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
  }
  if (options.reset) await resetData(options.yes);
  const { server, greeting, url } = await bringUp({ port, isDemo: decideDemo(options.empty) });
  console.log(`\nTopSmile is running at ${url}\n`);
  if (greeting) console.log(`${greeting}\n`);
  console.log(`Log: ${logFile}\nCtrl-C stops everything.`);

  await server.exited;
  if (hasEnded()) return undefined;
  throw new Problem(`The server has ended unexpectedly:\n${server.lastLines()}`);
};

await runCommand(main, { interruptedCode: 0 });
