import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inWorkFolder } from '../../scripts/lib/paths.mjs';
import type { Bar, Outcome, Verdict } from './bar.ts';
import { barValue, meets } from './bar.ts';
import { type Call, load, type Report } from './load.ts';
import { figures, median, quantile, spin, spread, widestSpin, widestSpread } from './noise.ts';
import { settings } from './settings.ts';
import { startTarget, type Target } from './target.ts';

/** Variants and controls, each a fresh process per repetition, taking turns in one run. */
export type Lane = {
  readonly name: string;
  readonly start: { readonly script: string; readonly env: NodeJS.ProcessEnv };
  /** A generator of requests, made anew for each process. */
  readonly calls: (target: Target) => Promise<() => Call> | (() => Call);
  readonly expects?: readonly number[];
  /** Fewer clients for a control that answers in tenths of a second. */
  readonly connections?: number;
};
export type Sample = {
  readonly cpuMicros: number;
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  readonly rss: number;
  readonly generatorCpu: number;
  readonly completed: number;
  readonly warmed: number;
};
export type Result = {
  readonly lanes: ReadonlyMap<string, readonly Sample[]>;
  readonly spins: readonly number[];
  readonly problems: readonly string[];
};

const until = (ms: number): (() => boolean) => {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
};

const warm = async (lane: Lane, target: Target, next: () => Call): Promise<number> => {
  const connections = lane.connections ?? settings.connections;
  const limit = until(settings.warmCpuMs * 4);
  let warmed = 0;
  do {
    const slice = until(500);
    const { completed } = await load({
      port: target.port,
      connections,
      next,
      isOver: slice,
      expects: lane.expects ?? [200],
    });
    warmed += completed;
  } while ((await target.usage()).cpuMs < settings.warmCpuMs && !limit());
  return warmed;
};

const measure = async (lane: Lane, target: Target): Promise<{ sample: Sample; report: Report }> => {
  const next = await lane.calls(target);
  const warmed = await warm(lane, target, next);
  const own = process.cpuUsage();
  const before = await target.usage();
  const report = await load({
    port: target.port,
    connections: lane.connections ?? settings.connections,
    next,
    isOver: until(settings.seconds * 1000),
    expects: lane.expects ?? [200],
  });
  const after = await target.usage();
  const spent = process.cpuUsage(own);
  return {
    report,
    sample: {
      cpuMicros: ((after.cpuMs - before.cpuMs) * 1000) / report.completed,
      p50: median(report.latencies),
      p99: quantile(report.latencies, 0.99),
      perSecond: (report.completed / report.wallMs) * 1000,
      rss: after.rss,
      generatorCpu: (spent.user + spent.system) / 1000 / report.wallMs,
      completed: report.completed,
      warmed,
    },
  };
};

export const contest = async (name: string, all: readonly Lane[]): Promise<Result> => {
  const lanes = all.filter((lane) => settings.lanes?.includes(lane.name) ?? true);
  const samples = new Map<string, Sample[]>(lanes.map((lane) => [lane.name, []]));
  const problems: string[] = [];
  spin();
  const spins: number[] = [];
  for (let rep = 0; rep < settings.reps; rep += 1) {
    spins.push(spin());
    for (const lane of lanes) {
      const target = await startTarget({ name: `${name}-${lane.name}`, ...lane.start });
      const { sample, report } = await measure(lane, target);
      await target.stop();
      samples.get(lane.name)?.push(sample);
      problems.push(...report.problems.slice(0, 3).map((problem) => `${lane.name}: ${problem}`));
      console.error(
        `  ${name} ${rep + 1}/${settings.reps} ${lane.name}: ${sample.cpuMicros.toFixed(0)} µs, ${sample.perSecond.toFixed(0)}/s`,
      );
    }
  }
  spins.push(spin());
  const folder = inWorkFolder('bench', 'raw');
  mkdirSync(folder, { recursive: true });
  const raw = { name, at: new Date(), node: process.version, settings, spins, problems, lanes: [...samples] };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(raw, null, 1)}\n`);
  return { lanes: samples, spins, problems };
};

export const samplesOf = (result: Result, lane: string): readonly Sample[] => result.lanes.get(lane) ?? [];
export const cpuOf = (result: Result, lane: string): number[] =>
  samplesOf(result, lane).map(({ cpuMicros }) => cpuMicros);

/** A wrong answer fails on any machine; a figure counts only where the machine was steady. */
export const verdictOf = (
  { spins, problems }: Pick<Result, 'spins' | 'problems'>,
  { isMet, series }: { isMet: boolean; series: readonly (readonly number[])[] },
): Verdict => {
  if (problems.length > 0) return 'fail';
  if (series.some((values) => values.length === 0)) return 'inconclusive';
  if (spread(spins) > widestSpin || series.some((values) => spread(values) > widestSpread))
    return 'inconclusive';
  return isMet ? 'pass' : 'fail';
};

export const noiseOf = ({ spins, problems }: Pick<Result, 'spins' | 'problems'>): string =>
  [
    `spin ${median(spins).toFixed(0)} ms ±${(spread(spins) * 100).toFixed(0)} %`,
    ...problems.slice(0, 2).map((problem) => `WRONG: ${problem}`),
  ].join(' · ');

type Ratio = {
  readonly id: string;
  readonly of: string;
  readonly to: string;
  readonly bar: Bar;
  readonly note?: string;
};

/** CPU per request of one lane over another's, both from the same run. */
export const ratioOutcome = (result: Result, { id, of, to, bar, note }: Ratio): Outcome => {
  const [mine, theirs] = [cpuOf(result, of), cpuOf(result, to)];
  const ratio = median(mine) / median(theirs);
  const sample = samplesOf(result, of);
  return {
    id,
    ratio,
    bar: barValue(bar),
    verdict: verdictOf(result, { isMet: meets(ratio, bar), series: [mine, theirs] }),
    raw: [
      `${of} ${figures(mine, 'µs')}`,
      `${to} ${figures(theirs, 'µs')}`,
      `${of} p50 ${median(sample.map(({ p50 }) => p50)).toFixed(1)} ms, p99 ${median(sample.map(({ p99 }) => p99)).toFixed(1)} ms, ${median(sample.map(({ perSecond }) => perSecond)).toFixed(0)}/s`,
      `generator ${(median(sample.map(({ generatorCpu }) => generatorCpu)) * 100).toFixed(0)} % CPU`,
      noiseOf(result),
      ...(note === undefined ? [] : [note]),
    ].join(' · '),
  };
};
