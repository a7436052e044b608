import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { answer, Vector } from './vector-ops.ts';

/**
 * `npm run -s vectors -- FILE [--all-settings] [--clock=YYYY-MM-DD]` runs a vectors file on the product's own
 * engine: a line per row, a count, exit 1 on any difference. `--all-settings` repeats it under three process
 * zones and two system clocks, each in its own process, because an answer that moves with either is wrong.
 */
const main = async (args: readonly string[]): Promise<number> => {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (file === undefined) {
    console.error('usage: npm run -s vectors -- FILE [--all-settings] [--clock=YYYY-MM-DD]');
    return 2;
  }
  const tally = args.includes('--all-settings')
    ? await runSettings(file)
    : await runRows(file, clockOf(args));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
};

type Tally = { readonly passed: number; readonly failed: number };

const clockOf = (args: readonly string[]): string | undefined =>
  args.find((arg) => arg.startsWith('--clock='))?.slice('--clock='.length);

const realDate = Date;

/** Sets the only clocks that code in this process could read. */
const setClock = (day: string): void => {
  const now = realDate.parse(`${day}T12:00:00Z`);
  globalThis.Date = new Proxy(realDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now] : args, self),
    apply: () => new realDate(now).toString(),
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
};

const runRows = async (file: string, clock: string | undefined): Promise<Tally> => {
  // Before the engine is loaded, in case loading it reads a clock.
  if (clock !== undefined) setClock(clock);
  const engine = await import('./vector-ops.ts');
  const { vectors }: { vectors: Vector[] } = JSON.parse(await readFile(file, 'utf8'));
  let failed = 0;
  for (const vector of vectors) {
    const difference = compare(vector, engine);
    if (clock !== undefined) setClock(clock);
    if (difference === undefined) {
      console.log(`ok   ${vector.id} ${vector.pins}`);
      continue;
    }
    failed += 1;
    console.log(`FAIL ${vector.id} ${vector.pins}\n${difference}`);
  }
  return { passed: vectors.length - failed, failed };
};

type Engine = { readonly answer: typeof answer };

const compare = (vector: Vector, engine: Engine): string | undefined => {
  const { expected } = vector;
  try {
    const actual = engine.answer(vector, setClock);
    if (isDeepStrictEqual(actual, expected)) return undefined;
    return `     expected ${JSON.stringify(expected)}\n     actual   ${JSON.stringify(actual)}`;
  } catch (error) {
    return `     ${String(error)}`;
  }
};

const zones = ['UTC', 'America/Sao_Paulo', 'Asia/Kathmandu'];
const clocks = ['2026-01-15', '2026-07-15'];

const runSettings = async (file: string): Promise<Tally> => {
  let passed = 0;
  let failed = 0;
  for (const zone of zones) {
    for (const clock of clocks) {
      const rows = await runSetting(file, zone, clock);
      for (const row of rows.filter((line) => /^(FAIL | {5})/.test(line))) console.log(row);
      passed += rows.filter((line) => line.startsWith('ok ')).length;
      failed += rows.filter((line) => line.startsWith('FAIL ')).length;
      console.log(`     TZ=${zone} clock=${clock}: ${rows.at(-1)}`);
    }
  }
  return { passed, failed };
};

const run = promisify(execFile);

const runSetting = async (file: string, zone: string, clock: string): Promise<string[]> => {
  const self = fileURLToPath(import.meta.url);
  const child = run(process.execPath, ['--import', 'tsx', self, file, `--clock=${clock}`], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 2 ** 26,
  });
  // A child that found differences exits 1 and has still printed them; one that printed nothing has crashed.
  const { stdout, stderr } = await child.catch((error: { stdout?: string; stderr?: string }) => error);
  if (!stdout) return [`FAIL TZ=${zone} clock=${clock}: ${stderr}`];
  return stdout.trimEnd().split('\n');
};

process.exitCode = await main(process.argv.slice(2));
