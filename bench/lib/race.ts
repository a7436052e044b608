import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Bar, barValue, meets, type Outcome, type Verdict } from './bar.ts';

/**
 * Two implementations of one task, measured turn by turn in one process so that what slows the machine slows
 * both. A ratio from two runs, or from two machines, means nothing.
 */
export type Race<Result> = {
  readonly id: string;
  readonly bar: Bar;
  readonly floor: { readonly name: string; readonly run: () => Result | Promise<Result> };
  readonly subject: { readonly name: string; readonly run: () => Result | Promise<Result> };
  /** Whether two answers are the same; a fast wrong answer fails the bar. */
  readonly isSame: (left: Result, right: Result) => boolean;
  readonly note?: string | undefined;
};

export const repetitions = 9;
const warmUps = 3;
/** A sample repeats its task until it has lasted this long, as a single short run measures the timer. */
const sampleMs = 150;
const widestSpread = 0.35;
const widestSpin = 0.15;

// Same as starting node with --expose-gc, for a process that somebody else started.
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

export const race = async <Result>(task: Race<Result>): Promise<Outcome> => {
  const isSame = task.isSame(await task.floor.run(), await task.subject.run());
  const floor = await calibrated(task.floor.run);
  const subject = await calibrated(task.subject.run);
  spin(); // Compiled while it runs, so not counted.
  const spins: number[] = [spin()];
  for (let i = 0; i < repetitions; i += 1) {
    await floor.sample();
    await subject.sample();
    if (i % 4 === 3) spins.push(spin());
  }
  const ratio = median(subject.samples) / median(floor.samples);
  const verdict = judge({ isSame, ratio, bar: task.bar, spins, runs: [floor.samples, subject.samples] });
  return {
    id: task.id,
    ratio,
    bar: barValue(task.bar),
    verdict,
    raw: [
      `${task.subject.name} ${figures(subject.samples)}`,
      `${task.floor.name} ${figures(floor.samples)}`,
      `spin ±${(spread(spins) * 100).toFixed(0)} %, heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB`,
      ...(isSame ? [] : ['OUTPUTS DIFFER']),
      ...(task.note === undefined ? [] : [task.note]),
    ].join(' · '),
  };
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

type Lane = { readonly samples: number[]; readonly sample: () => Promise<void> };

const calibrated = async (run: () => unknown): Promise<Lane> => {
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < warmUps; i += 1) fastest = Math.min(fastest, await milliseconds(run, 1));
  const count = Math.max(1, Math.ceil(sampleMs / fastest));
  await milliseconds(run, count);
  const samples: number[] = [];
  return {
    samples,
    sample: async () => {
      collect();
      samples.push(await milliseconds(run, count));
    },
  };
};

/** Milliseconds per run over `count` runs. */
const milliseconds = async (run: () => unknown, count: number): Promise<number> => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i += 1) {
    const answer = run();
    // Only what is a promise is awaited, or each synchronous run would pay for a turn of the queue.
    if (answer instanceof Promise) await answer;
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / count;
};

/** CPU milliseconds of 1e8 integer steps: when it varies, the machine's speed does. */
const spin = (): number => {
  const before = process.cpuUsage();
  for (let i = 0; i < 100; i += 1) sink ^= millionSteps(i);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Keeps the steps' result alive, or the compiler would be right to drop them. */
let sink = 0;

const millionSteps = (seed: number): number => {
  let value = seed;
  for (let i = 0; i < 1e6; i += 1) value = (Math.imul(value, 31) + i) | 0;
  return value;
};

const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);

type Evidence = {
  readonly isSame: boolean;
  readonly ratio: number;
  readonly bar: Bar;
  readonly spins: readonly number[];
  readonly runs: readonly (readonly number[])[];
};

/** A wrong answer fails on any machine; a figure counts only where the machine was steady. */
const judge = ({ isSame, ratio, bar, spins, runs }: Evidence): Verdict => {
  if (!isSame) return 'fail';
  if (spread(spins) > widestSpin || runs.some((samples) => spread(samples) > widestSpread))
    return 'inconclusive';
  return meets(ratio, bar) ? 'pass' : 'fail';
};

const figures = (samples: readonly number[]): string =>
  `${median(samples).toFixed(3)} ms [${Math.min(...samples).toFixed(3)}–${Math.max(...samples).toFixed(3)}]`;
