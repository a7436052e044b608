import type { Outcome, Suite } from '../lib/bar.ts';
import { ask } from '../lib/ask.ts';
import { type Clinic, dayAhead, openClinics, zipf } from '../lib/clinics.ts';
import { load, wireOf } from '../lib/load.ts';
import { figures, median, spin, spread, widestSpin, widestSpread } from '../lib/noise.ts';
import { asBrowser, product } from '../lib/product.ts';
import { settings } from '../lib/settings.ts';
import { seeded } from '../lib/stage.ts';
import { launch, startTarget, type Target } from '../lib/target.ts';

/** O1 and O2: what a process costs to start and to keep. */

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const mega = (bytes: number): number => bytes / 2 ** 20;

type Start = { cpuMs: number; wallMs: number; firstMs: number; steadyMs: number };

/** From the launch to the first 200 of /readyz, then what the first real request pays. */
const startOnce = async (uri: string, wire: string): Promise<Start> => {
  const from = performance.now();
  const process = launch({ name: 'start', ...product(uri) });
  const port = await process.listening;
  while ((await ask(port, wireOf('GET', '/readyz'))).status !== 200) await pause(5);
  const wallMs = performance.now() - from;
  const { cpuMs } = await process.usage();
  const timed = async (): Promise<number> => {
    const before = performance.now();
    const { status } = await ask(port, wire);
    if (status !== 200) throw new Error(`the first request answered ${status}`);
    return performance.now() - before;
  };
  const firstMs = await timed();
  const later: number[] = [];
  for (let i = 0; i < 20; i += 1) later.push(await timed());
  await process.stop();
  return { cpuMs, wallMs, firstMs, steadyMs: median(later) };
};

const readOf = (clinic: Clinic | undefined): string => {
  const member = clinic?.members[1];
  if (clinic === undefined || member === undefined) throw new Error('no clinic is seeded');
  const day = dayAhead(35);
  const path = `/api/v1/scheduling/appointments?startDate=${day}&endDate=${day}&locationId=${clinic.locationId}&limit=50`;
  return wireOf('GET', path, { headers: asBrowser(member) });
};

const o1: Suite = {
  id: 'O1',
  title: 'start → /readyz 200: CPU ms',
  run: async (): Promise<Outcome> => {
    const { db, uri } = await seeded('bench_city');
    const wire = readOf((await openClinics(db))[3]);
    await startOnce(uri, wire);
    const starts: Start[] = [];
    const spins = [spin()];
    for (let i = 0; i < 9; i += 1) {
      starts.push(await startOnce(uri, wire));
      if (i % 3 === 2) spins.push(spin());
    }
    const cpu = starts.map(({ cpuMs }) => cpuMs);
    const isNoisy = spread(spins) > widestSpin || spread(cpu) > widestSpread;
    return {
      id: 'O1',
      ratio: median(cpu),
      bar: 600,
      verdict: isNoisy ? 'inconclusive' : median(cpu) <= 600 ? 'pass' : 'fail',
      raw: [
        `CPU ${figures(cpu, 'ms')}`,
        `wall ${figures(
          starts.map(({ wallMs }) => wallMs),
          'ms',
        )} (⏱ 1,200)`,
        `first request ${figures(
          starts.map(({ firstMs }) => firstMs),
          'ms',
        )}, later ${figures(
          starts.map(({ steadyMs }) => steadyMs),
          'ms',
          1,
        )}`,
        `spin ±${(spread(spins) * 100).toFixed(0)} %`,
      ].join(' · '),
    };
  },
};

const readingAll = async (target: Target, clinics: readonly Clinic[], ms: number): Promise<number> => {
  const people = clinics.flatMap((clinic) => clinic.members.map((member) => ({ clinic, member })));
  const rank = zipf(people.length, 3);
  const end = performance.now() + ms;
  const { completed, problems } = await load({
    port: target.port,
    connections: settings.connections,
    isOver: () => performance.now() >= end,
    next: () => {
      const one = people[rank()];
      const day = dayAhead(35);
      return {
        wire: wireOf(
          'GET',
          `/api/v1/scheduling/appointments?startDate=${day}&endDate=${day}&locationId=${one?.clinic.locationId}&limit=50`,
          {
            headers: asBrowser({ cookie: one?.member.cookie ?? '' }),
          },
        ),
      };
    },
  });
  if (problems.length > 0) throw new Error(problems[0]);
  return completed;
};

const memory = (id: string, title: string, bar: number): Suite => ({
  id,
  title,
  run: async (): Promise<Outcome> => {
    const all = await memories();
    const found = id === 'O2-idle' ? all.idle : id === 'O2-load' ? all.loaded : all.worker;
    return {
      id,
      ratio: found,
      bar,
      verdict: found <= bar ? 'pass' : 'fail',
      raw: `idle ${all.idle.toFixed(0)} MB · after ${settings.long} s and ${all.completed} lists of 50: ${all.loaded.toFixed(0)} MB, then 5 s at rest ${all.rested.toFixed(0)} MB · worker ${all.worker.toFixed(0)} MB`,
    };
  },
});

let measured:
  | Promise<{ idle: number; loaded: number; rested: number; worker: number; completed: number }>
  | undefined;
const memories = () =>
  (measured ??= (async () => {
    const { db, uri } = await seeded('bench_city');
    const clinics = await openClinics(db);
    const target = await startTarget({ name: 'memory', ...product(uri) });
    const worker = launch({ name: 'worker', ...product(uri, { TOPSMILE_ROLES: 'worker' }) });
    await pause(10_000);
    const idle = mega((await target.usage()).rss);
    const working = mega((await worker.usage()).rss);
    await worker.stop();
    const completed = await readingAll(target, clinics, settings.long * 1000);
    const loaded = mega((await target.usage()).rss);
    await pause(5000);
    const rested = mega((await target.usage()).rss);
    await target.stop();
    return { idle, loaded, rested, worker: working, completed };
  })());

export const ops: readonly Suite[] = [
  o1,
  memory('O2-idle', 'RSS of an idle API process, MB', 130),
  memory('O2-load', 'RSS of an API process after a minute of lists, MB', 250),
  memory('O2-worker', 'RSS of a worker, MB', 150),
];
