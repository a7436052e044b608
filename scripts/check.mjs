import './lib/require-node.mjs';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { runCommand } from './lib/lifecycle.mjs';
import { inRoot } from './lib/paths.mjs';
import { tryRun } from './lib/run.mjs';
import { secondsSince } from './lib/steps.mjs';
import { totalsLine } from './lib/totals.mjs';

/**
 * `accepts` may refuse what the tool itself would let pass.
 * @typedef {{ title: string, command: string[], accepts?: (output: string) => boolean }} Check
 */

/** The machine's other half stays free for whoever works on it. */
const AT_ONCE = 2;

/** @param {string} name */
const tool = (name) => inRoot('node_modules', '.bin', name);

/**
 * @param {string} script
 * @param {string[]} args
 */
const tsx = (script, ...args) => [tool('tsx'), inRoot(script), ...args];

/** @returns {Check[]} one for each tsconfig of each workspace */
const typeChecks = () =>
  ['packages', 'apps']
    .flatMap((parent) => readdirSync(inRoot(parent)).map((name) => path.join(parent, name)))
    .concat('e2e', 'bench', 'probes', 'scripts')
    .flatMap((folder) =>
      readdirSync(inRoot(folder))
        .filter((name) => /^tsconfig(\.\w+)?\.json$/.test(name))
        .map((name) => path.join(folder, name)),
    )
    .map((config) => ({ title: `types: ${path.dirname(config)}`, command: [tool('tsc'), '-p', config] }));

/** @returns {Check[]} */
const allChecks = () => [
  { title: 'format', command: [tool('biome'), 'format', '.'] },
  { title: 'lint', command: [tool('oxlint'), '--type-aware', '.'] },
  ...typeChecks(),
  {
    title: 'import rules',
    command: [tool('depcruise'), '--config', '.dependency-cruiser.cjs', 'apps', 'packages'],
    // Without a TypeScript reader the tool finds no file, and no fault.
    accepts: (output) => !output.includes('(0 modules'),
  },
  { title: 'unused files, exports, packages', command: [tool('knip')] },
  { title: 'catalogues', command: tsx('scripts/check-catalogues.ts') },
  { title: 'words and clock in the source', command: tsx('scripts/check-source.ts') },
  { title: 'OpenAPI in step', command: tsx('apps/api/src/cli/main.ts', 'openapi', '--check') },
  { title: 'lockfile', command: tsx('scripts/check-lockfile.ts') },
  { title: 'licences', command: tsx('scripts/supply/licences.ts', '--check') },
  { title: 'secrets', command: tsx('scripts/supply/secrets.ts') },
  { title: 'known holes in front-end libraries', command: tsx('scripts/supply/known-holes.ts') },
  { title: 'sizes and escapes', command: tsx('scripts/stats.ts', '--check') },
];

/** @param {Check} check */
const runCheck = async ({ title, command, accepts = () => true }) => {
  const startedAt = performance.now();
  const [program = '', ...args] = command;
  const { code, output } = await tryRun(program, args, { limitMs: 600_000 });
  return { title, isGood: code === 0 && accepts(output), output, time: secondsSince(startedAt) };
};

/**
 * Runs the checks two at a time; the answers come in the order of the list.
 * @param {Check[]} checks
 */
const runAll = (checks) => {
  /** @type {Promise<unknown>[]} */
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  return checks.map((check, index) => {
    const turn = (lanes[index % AT_ONCE] ?? Promise.resolve()).then(() => runCheck(check));
    lanes[index % AT_ONCE] = turn;
    return turn;
  });
};

const main = async () => {
  await ensureInstalled();
  let failed = 0;
  const checks = allChecks();
  for (const answer of runAll(checks)) {
    const { title, isGood, output, time } = await answer;
    console.log(`${isGood ? '✓' : '✗'} ${title} (${time})`);
    if (isGood) continue;
    failed += 1;
    console.log(`${output.trim().replaceAll(/^/gm, '    ')}\n`);
  }
  console.log(`\n${totalsLine({ passed: checks.length - failed, failed, skipped: 0 })}`);
  return failed === 0 ? 0 : 1;
};

await runCommand(main);
