import './lib/require-node.mjs';
import { rmSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runCommand } from './lib/lifecycle.mjs';
import { inRoot, inWorkFolder } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';
import { Problem } from './lib/problem.mjs';
import { tryRun } from './lib/run.mjs';
import { createSteps } from './lib/steps.mjs';
import { playwrightTotals, sum, totalsLine, vitestTotals } from './lib/totals.mjs';
import { findChromium } from './services/chromium.mjs';
import { startReplicaSet } from './services/mongod.mjs';
import { startRedis } from './services/redis.mjs';

const USAGE = `Usage: npm test                       everything but the slow suites
       npm test -- PART [ARGUMENTS]   unit | module | web | e2e, arguments go to the runner`;

/** @typedef {{ title: string, bringUp: (note: (text: string) => void) => Promise<NodeJS.ProcessEnv> }} Need */

/** @type {Need} */
const mongo = {
  title: 'Starting MongoDB',
  bringUp: async (say) => {
    if (process.env['MONGODB_URI']) return {};
    return { MONGODB_URI: (await startReplicaSet({ say })).uriOf('topsmile_test') };
  },
};

/** @type {Need} */
const redis = {
  title: 'Starting Redis',
  bringUp: async (say) => (process.env['REDIS_URL'] ? {} : { REDIS_URL: (await startRedis({ say })).url }),
};

/** @type {Need} */
const chromium = {
  title: 'Looking for Chromium',
  bringUp: async (say) => ({ TOPSMILE_CHROMIUM: (await findChromium(say)).path }),
};

/** @type {Need} */
const bundles = {
  title: 'Building web and API',
  bringUp: async (note) => {
    if ((await ensureBuilt()).length === 0) note('unchanged');
    return { TOPSMILE_E2E_PORT: String(await freePort()) };
  },
};

/** @typedef {{ needs: Need[], projects: string[], hasE2e: boolean }} Part */

/** @type {Record<string, Part>} */
const parts = {
  all: { needs: [mongo, redis, chromium, bundles], projects: ['unit', 'module', 'web'], hasE2e: true },
  unit: { needs: [], projects: ['unit'], hasE2e: false },
  module: { needs: [mongo, redis], projects: ['module'], hasE2e: false },
  web: { needs: [], projects: ['web'], hasE2e: false },
  e2e: { needs: [mongo, redis, chromium, bundles], projects: [], hasE2e: true },
};

/**
 * @param {string} name
 * @param {string} script
 * @param {{ args: string[], env: NodeJS.ProcessEnv, cwd?: string }} options
 */
const runRunner = async (name, script, { args, env, cwd }) => {
  console.log(`\n── ${name} ──`);
  const { code } = await tryRun(process.execPath, [script, ...args], {
    env,
    isShown: true,
    ...(cwd && { cwd }),
  });
  return code;
};

/**
 * @param {string[]} projects
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const runVitest = async (projects, args, env) => {
  const report = inWorkFolder('reports', 'vitest.json');
  rmSync(report, { force: true });
  const code = await runRunner('Vitest', inRoot('node_modules/vitest/vitest.mjs'), {
    args: [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    env: { ...env, NODE_ENV: 'test' },
  });
  return vitestTotals(report, code);
};

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const runPlaywright = async (args, env) => {
  const report = inWorkFolder('reports', 'playwright.json');
  rmSync(report, { force: true });
  const code = await runRunner('Playwright', inRoot('node_modules/@playwright/test/cli.js'), {
    args: ['test', '--reporter=list,json', ...args],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    cwd: inRoot('e2e'),
  });
  return playwrightTotals(report, code);
};

/** @param {Need[]} needs */
const bringUpAll = async (needs) => {
  const step = createSteps(needs.length + 1);
  await step('Installing packages', async (note) => {
    if (!(await ensureInstalled())) note('up to date');
  });
  let env = { ...process.env };
  for (const { title, bringUp } of needs) env = { ...env, ...(await step(title, bringUp)) };
  return env;
};

const main = async () => {
  const [name = 'all', ...args] = process.argv.slice(2);
  const part = parts[name];
  if (!part) throw new Problem(USAGE);
  const env = await bringUpAll(part.needs);
  const totals = [];
  if (part.projects.length > 0) totals.push(await runVitest(part.projects, args, env));
  if (part.hasE2e) totals.push(await runPlaywright(args, env));
  const total = sum(totals);
  console.log(`\n${totalsLine(total)}`);
  return total.failed === 0 ? 0 : 1;
};

await runCommand(main);
