import type { Outcome, Suite } from '../lib/bar.ts';
import { barValue, meets } from '../lib/bar.ts';
import { contest, cpuOf, noiseOf, ratioOutcome, type Result, verdictOf } from '../lib/contest.ts';
import { figures, median } from '../lib/noise.ts';
import { once } from '../lib/once.ts';
import { commandBudgets, listCommands } from './commands.ts';
import { apiLanes, openWorld } from './lanes.ts';

const measured = once(async (): Promise<Result> => contest('api', apiLanes(await openWorld())));

type Ratio = Parameters<typeof ratioOutcome>[1];
const ratio = (title: string, wanted: Ratio): Suite => ({
  id: wanted.id,
  title,
  run: async () => ratioOutcome(await measured(), wanted),
});

const floors = async (): Promise<string> =>
  `node:http ${figures(cpuOf(await measured(), 'node-http'), 'µs')}`;

/** What a booking costs without its two store commands, which the stored control makes as well. */
const upToStore = async (): Promise<{
  product: number;
  fastify: number;
  seed: number;
  raw: string;
  result: Result;
}> => {
  const result = await measured();
  const of = (lane: string): number => median(cpuOf(result, lane));
  const store = of('fastify-stored') - of('fastify-book');
  const lanes = ['product-book', 'fastify-book', 'fastify-stored', 'seed-book'];
  return {
    result,
    product: of('product-book') - store,
    fastify: of('fastify-book'),
    seed: of('seed-book'),
    raw: [
      ...lanes.map((lane) => `${lane} ${figures(cpuOf(result, lane), 'µs')}`),
      `store ${store.toFixed(0)} µs`,
      noiseOf(result),
    ].join(' · '),
  };
};

type Cost = Awaited<ReturnType<typeof upToStore>>;
const booking = (
  id: string,
  bar: Suite extends never ? never : Parameters<typeof meets>[1],
  of: (cost: Cost) => number,
): Suite => ({
  id,
  title:
    id === 'A3'
      ? 'booking POST up to the store, × Fastify full'
      : 'booking POST up to the store, seed-like × product',
  run: async (): Promise<Outcome> => {
    const cost = await upToStore();
    const value = of(cost);
    const series = ['product-book', 'fastify-book', 'fastify-stored', 'seed-book'].map((lane) =>
      cpuOf(cost.result, lane),
    );
    return {
      id,
      ratio: value,
      bar: barValue(bar),
      verdict: verdictOf(cost.result, { isMet: meets(value, bar), series }),
      raw: cost.raw,
    };
  },
});

export const api: readonly Suite[] = [
  {
    id: 'A1',
    title: 'GET one visit, whole pipeline, × bare Express + driver (F1)',
    run: async () =>
      ratioOutcome(await measured(), {
        id: 'A1',
        of: 'product-one',
        to: 'F1',
        bar: { atMost: 1.35 },
        note: await floors(),
      }),
  },
  ratio('GET one visit, seed-like × product', {
    id: 'A1-seed',
    of: 'seed-one',
    to: 'product-one',
    bar: { atLeast: 2.5 },
  }),
  ratio('day list of 50, gzip in process, × bare Express + driver (F50)', {
    id: 'A2',
    of: 'product-day',
    to: 'F50',
    bar: { atMost: 0.65 },
  }),
  ratio('day list of 50, compressed at the proxy, × F50', {
    id: 'A2-proxy',
    of: 'product-day-identity',
    to: 'F50',
    bar: { atMost: 0.65 },
  }),
  ratio('day list of 50, seed-like × product', {
    id: 'A2-seed',
    of: 'seed-day',
    to: 'product-day',
    bar: { atLeast: 6 },
  }),
  listCommands,
  booking('A3', { atMost: 1.4 }, ({ product, fastify }) => product / fastify),
  booking('A3-seed', { atLeast: 4 }, ({ product, seed }) => seed / product),
  commandBudgets,
];
