import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { inWorkFolder } from '../scripts/lib/paths.mjs';
import { api } from './api/index.ts';
import { availability } from './availability/index.ts';
import { booking } from './booking/index.ts';
import { assertFrozen } from './lib/frozen.ts';
import type { Outcome, Suite } from './lib/bar.ts';
import { settings } from './lib/settings.ts';
import { closeStage } from './lib/stage.ts';
import { ops } from './ops/index.ts';
import { scheduling } from './scheduling/index.ts';
import { web } from './web/index.ts';

/** `npm run bench -- NAME… [--reps 5 --warm-cpu 4 --secs 4 --conn 50] [--resume]`; exit 1 when a bar fails. */
const suites: Readonly<Record<string, readonly Suite[]>> = {
  scheduling,
  api,
  availability,
  booking,
  web,
  ops,
};

const kept = inWorkFolder('bench', 'outcomes.json');
type Kept = Record<string, Outcome & { at: number }>;
const halfADay = 12 * 3_600_000;

const readKept = (): Kept => {
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Kept;
  } catch {
    return {};
  }
};

const keep = (key: string, outcome: Outcome): void => {
  writeFileSync(
    kept,
    `${JSON.stringify({ ...readKept(), [key]: { ...outcome, at: Date.now() } }, null, 1)}\n`,
  );
};

/** With `--resume`, what an interrupted run has measured already counts; a figure is never measured twice to please. */
const earlier = (key: string): Outcome | undefined => {
  const found = settings.isResumed ? readKept()[key] : undefined;
  return found !== undefined && Date.now() - found.at < halfADay ? found : undefined;
};

const namesOf = (args: readonly string[]): string[] =>
  args.filter(
    (arg, at) =>
      !arg.startsWith('--') &&
      !/^--(reps|warm-cpu|secs|conn|repeats|long|bookings|lanes|only)$/.test(args[at - 1] ?? ''),
  );

const isWanted = ({ id }: Suite): boolean => settings.only?.some((start) => id.startsWith(start)) ?? true;

const main = async (names: readonly string[]): Promise<number> => {
  const chosen = names.includes('all') ? Object.keys(suites) : names;
  const unknown = chosen.filter((name) => !suites[name]);
  if (chosen.length === 0 || unknown.length > 0) {
    console.error(`usage: npm run bench -- ${[...Object.keys(suites), 'all'].join('|')}`);
    return 2;
  }
  assertFrozen();
  const outcomes: Outcome[] = [];
  const { model } = os.cpus()[0] ?? { model: 'unknown' };
  console.log(
    `node ${process.version}, tz data ${process.versions.tz}, ${process.platform} ${process.arch}, ${os.cpus().length} × ${model}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GB, load ${os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')}`,
  );
  for (const name of chosen)
    for (const suite of (suites[name] ?? []).filter(isWanted)) {
      const outcome = earlier(`${name}/${suite.id}`) ?? (await attempt(suite));
      // What broke or was cut off has measured nothing.
      if (Number.isFinite(outcome.ratio)) keep(`${name}/${suite.id}`, outcome);
      outcomes.push(outcome);
      console.log(row(suite, outcome));
    }
  await closeStage();
  const count = (verdict: Outcome['verdict']): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const unclear = count('inconclusive');
  console.log(
    `${count('pass')} passed, ${count('fail')} failed${unclear > 0 ? `, ${unclear} inconclusive` : ''}`,
  );
  return count('fail') > 0 ? 1 : 0;
};

/** A suite that breaks is a bar that fails; the others still run. */
const attempt = async (suite: Suite): Promise<Outcome> => {
  try {
    return await suite.run();
  } catch (error) {
    const raw = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id: suite.id, ratio: Number.NaN, bar: Number.NaN, verdict: 'fail', raw };
  }
};

const row = (suite: Suite, { id, ratio, bar, verdict, raw }: Outcome): string =>
  `${verdict.padEnd(12)} ${id.padEnd(12)} ${short(ratio).padStart(8)} (bar ${short(bar)})  ${suite.title}\n${' '.repeat(13)}${raw}`;

const short = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3));

process.exitCode = await main(namesOf(process.argv.slice(2)));
process.exit();
