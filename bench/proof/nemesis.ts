import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../scripts/lib/wait.mjs';
import type { MongoNode } from '../../scripts/services/mongod.mjs';
import type { ApiProcess } from './api-processes.ts';
import { primaryOf, waitUntilHealthy } from './replica-state.ts';

type Random = (below: number) => number;
/** `isolate-primary`: its secondaries are stopped first, so that what it alone wrote dies with it. */
export type Fault = 'kill-primary' | 'isolate-primary' | 'pause-primary' | 'kill-api' | 'pause-api';
export type Strike = { readonly at: number; readonly fault: Fault };
export type Targets = { readonly nodes: readonly MongoNode[]; readonly apis: readonly ApiProcess[] };
export type Struck = ReadonlyMap<Fault, number>;

const leastGap = 5000;
const mostGap = 15_000;
const isKill = (fault: Fault): boolean => fault === 'kill-primary' || fault === 'isolate-primary';
export const neededKills = 3;

const draw = (seconds: number, faults: readonly Fault[], random: Random): Strike[] => {
  const strikes: Strike[] = [];
  let at = 3000 + random(2000);
  while (at < seconds * 1000 - 2000) {
    strikes.push({ at, fault: faults[random(faults.length)] ?? 'kill-primary' });
    at += leastGap + random(mostGap - leastGap);
  }
  return strikes;
};

/** Every 5 to 15 s something breaks; drawn again until a whole minute has its kills of a primary. */
export const planStrikes = (seconds: number, faults: readonly Fault[], random: Random): Strike[] => {
  const wanted = faults.some(isKill) ? Math.min(neededKills, Math.floor(seconds / 15)) : 0;
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const strikes = draw(seconds, faults, random);
    if (strikes.filter(({ fault }) => isKill(fault)).length >= wanted) return strikes;
  }
  throw new Error('no plan has enough kills of a primary');
};

const killPrimary = async ({ nodes }: Targets, random: Random): Promise<void> => {
  const primary = await primaryOf(nodes);
  await primary.kill();
  await delay(1500 + random(1500));
  await primary.restart();
};

const isolatePrimary = async ({ nodes }: Targets, random: Random): Promise<void> => {
  const primary = await primaryOf(nodes);
  const others = nodes.filter((node) => node !== primary);
  for (const node of others) node.pause();
  // Shorter than the time after which a primary without followers gives up.
  await delay(1200);
  await primary.kill();
  // What reached a stopped one's sockets goes with it: nobody has it but the dead primary.
  await Promise.all(others.map((node) => node.kill()));
  await Promise.all(others.map((node) => node.restart()));
  await delay(1500 + random(1500));
  await primary.restart();
};

const pausePrimary = async ({ nodes }: Targets, random: Random): Promise<void> => {
  const primary = await primaryOf(nodes);
  primary.pause();
  await delay(3000 + random(1500));
  primary.resume();
};

const anApi = ({ apis }: Targets, random: Random): ApiProcess | undefined => apis[random(apis.length)];

const killApi = async (targets: Targets, random: Random): Promise<void> => {
  const api = anApi(targets, random);
  await api?.kill();
  await delay(random(1000));
  await api?.restart();
};

const pauseApi = async (targets: Targets, random: Random): Promise<void> => {
  const api = anApi(targets, random);
  api?.pause();
  await delay(1000 + random(3000));
  api?.resume();
};

const acts: Readonly<Record<Fault, (targets: Targets, random: Random) => Promise<void>>> = {
  'kill-primary': killPrimary,
  'isolate-primary': isolatePrimary,
  'pause-primary': pausePrimary,
  'kill-api': killApi,
  'pause-api': pauseApi,
};

type Attack = { targets: Targets; strikes: readonly Strike[]; random: Random; say: (text: string) => void };

/** Strikes as planned; later when the set has not recovered yet. What was broken is whole again at the end. */
export const attack = async ({ targets, strikes, random, say }: Attack): Promise<Struck> => {
  const struck = new Map<Fault, number>();
  const startedAt = performance.now();
  for (const { at, fault } of strikes) {
    await delay(Math.max(0, at - (performance.now() - startedAt)));
    await waitUntilHealthy(targets.nodes);
    say(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${fault}`);
    await acts[fault](targets, random);
    struck.set(fault, (struck.get(fault) ?? 0) + 1);
  }
  await waitUntilHealthy(targets.nodes);
  return struck;
};

export const primaryKills = (struck: Struck): number =>
  (struck.get('kill-primary') ?? 0) + (struck.get('isolate-primary') ?? 0);

/** All processes take requests again. */
export const apisUp = (apis: readonly ApiProcess[]): Promise<boolean> =>
  waitFor(
    async () => {
      const answers = await Promise.all(
        apis.map(({ url }) =>
          fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
            ({ ok }) => ok,
            () => false,
          ),
        ),
      );
      return answers.every(Boolean);
    },
    { limitMs: 60_000, everyMs: 200, otherwise: 'an API process does not take requests again' },
  );
