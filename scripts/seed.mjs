import './lib/require-node.mjs';
import { apiEnvironment, runCliFromSource } from './lib/api.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runCommand } from './lib/lifecycle.mjs';
import { ensureMongo } from './lib/local-mongo.mjs';
import { Problem } from './lib/problem.mjs';
import { createSteps } from './lib/steps.mjs';
import { totalsLine } from './lib/totals.mjs';

const KINDS = ['demo', 'busy', 'empty'];
const USAGE = 'Usage: npm run seed -- demo|busy|empty [--if-empty]';

/** Fills this machine's database, or the one in MONGODB_URI, and prints what the seed has to say. */
const main = async () => {
  const [kind = '', ...options] = process.argv.slice(2);
  if (!KINDS.includes(kind) || options.some((option) => option !== '--if-empty')) throw new Problem(USAGE);
  const step = createSteps(3);
  await step('Installing packages', async (note) => {
    if (!(await ensureInstalled())) note('up to date');
  });
  const mongoUri = await step('Starting MongoDB', ensureMongo);
  const env = apiEnvironment({ mongoUri, port: 3000, isDemo: kind !== 'empty', nodeEnv: 'development' });
  const answer = await step(`Seeding: ${kind}`, () => runCliFromSource(['seed', kind, ...options], env));
  console.log(`\n${answer}\n\n${totalsLine({ passed: 1, failed: 0, skipped: 0 })}`);
  return 0;
};

await runCommand(main);
