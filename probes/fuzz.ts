import '../scripts/lib/require-node.mjs';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inWorkFolder } from '../scripts/lib/paths.mjs';
import { runCommand } from '../scripts/lib/lifecycle.mjs';
import { run, tryRun } from '../scripts/lib/run.mjs';
import type { Browser } from './lib/browser.ts';
import { signedIn } from './lib/people.ts';
import { openWorld, type World } from './lib/world.ts';

/**
 * `npm run fuzz [-- --minutes 5] [--seed 1] [--url http://127.0.0.1:3000]`: Schemathesis over every operation that the
 * running product documents, as staff and as nobody: no failure of the server, no answer besides the document.
 */

const version = '4.32.5';
const folder = inWorkFolder('fuzz');
const program = path.join(folder, 'bin', 'schemathesis');

const ensureProgram = async (): Promise<void> => {
  const answer = existsSync(program) ? await tryRun(program, ['--version'], { limitMs: 60_000 }) : undefined;
  if (answer?.code === 0 && answer.output.includes(version)) return;
  await run('python3', ['-m', 'venv', folder]);
  await run(path.join(folder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${version}`]);
};

/** What ends the fuzzer's own session; as nobody they are called like all others. */
const ending =
  '^/auth/(logout|refresh|login|register|switch-clinic|change-password|reset-password)|^/security/(sessions|mfa)|^/platform/|^/users';

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join(',');

type Caller = { name: string; browser?: Browser; exclude?: string };
type Tally = { operations: number; cases: number; failures: number };

const headersOf = ({ browser }: Caller): string[] => {
  if (browser === undefined) return [];
  return ['--header', `Cookie: ${browser.cookie()}`, '--header', `X-CSRF-Token: ${browser.csrf()}`];
};

type Slice = { world: World; caller: Caller; seconds: number; seed: number };

const tallyOf = (file: string, code: number): Tally => {
  if (!existsSync(file)) return { operations: 0, cases: 0, failures: 1 };
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
  const operations = new Set<string>();
  let cases = 0;
  let failures = 0;
  for (const { ScenarioFinished: scenario } of events) {
    if (scenario === undefined) continue;
    if (typeof scenario.recorder.label === 'string') operations.add(scenario.recorder.label);
    cases += Object.keys(scenario.recorder.cases ?? {}).length;
    failures += Object.values(scenario.recorder.checks ?? {})
      .flat()
      .filter(({ status }) => status === 'failure').length;
  }
  return { operations: operations.size, cases, failures: failures === 0 && code !== 0 ? 1 : failures };
};
type Event = {
  ScenarioFinished?: {
    recorder: { label?: string; cases?: object; checks?: Record<string, { status: string }[]> };
  };
};

const fuzz = async ({ world, caller, seconds, seed }: Slice): Promise<Tally> => {
  const base = `http://127.0.0.1:${world.product.port}/api/v1`;
  const file = inWorkFolder('reports', `fuzz-${caller.name}.ndjson`);
  mkdirSync(path.dirname(file), { recursive: true });
  console.log(`\n── as ${caller.name}, seed ${seed} ──`);
  const { code, output } = await tryRun(
    program,
    [
      'run',
      `${base}/openapi.json`,
      '--url',
      base,
      '--max-time',
      String(seconds),
      '--seed',
      String(seed),
      '--checks',
      checks,
      '--phases',
      'examples,coverage,fuzzing',
      '--continue-on-failure',
      '--warnings',
      'off',
      '--request-timeout',
      '15',
      '--report',
      'ndjson',
      '--report-ndjson-path',
      file,
      ...(caller.exclude === undefined ? [] : ['--exclude-path-regex', caller.exclude]),
      ...headersOf(caller),
    ],
    { cwd: folder, limitMs: (seconds + 300) * 1000, env: { ...process.env, NO_COLOR: '1' } },
  );
  if (code !== 0) console.log(output);
  return tallyOf(file, code ?? 1);
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string' },
      url: { type: 'string' },
    },
  });
  await ensureProgram();
  const world = await openWorld(values.url);
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1000));
  // An access token lives for a quarter of an hour: one slice is shorter.
  const seconds = Math.min(840, Math.max(10, Math.round(Number(values.minutes) * 60)) / 2);
  const callers: Caller[] = [
    { name: 'staff', browser: await signedIn(world.product, 'AA'), exclude: ending },
    { name: 'nobody' },
  ];
  const total: Tally = { operations: 0, cases: 0, failures: 0 };
  for (const caller of callers) {
    const tally = await fuzz({ world, caller, seconds: Math.round(seconds), seed });
    total.operations = Math.max(total.operations, tally.operations);
    total.cases += tally.cases;
    total.failures += tally.failures;
  }
  console.log(`\n${total.operations} operations, ${total.cases} cases, ${total.failures} failures`);
  await world.stage.stop();
  return total.failures === 0 && total.cases > 0 ? 0 : 1;
};

await runCommand(main);
