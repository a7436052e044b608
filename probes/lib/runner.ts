import { setTimeout as delay } from 'node:timers/promises';
import { aBrowser, type Browser } from './browser.ts';
import { type Events, watchEvents } from './events.ts';
import {
  alive,
  changedIn,
  type Fingerprint,
  fingerprintOf,
  noCanary,
  noFiveHundred,
  noInternals,
  problemForm,
} from './oracles.ts';
import { type Probe, type Row, type Shot, WrongAnswer } from './row.ts';
import { reads, writes } from './requests.ts';
import { type Product, residentBytes } from './stage.ts';
import { type Answer, exchange } from './wire.ts';
import type { World } from './world.ts';

/** Runs rows one by one and asks the oracles after every request; a row knows nothing of them. */

export type Outcome = { id: string; state: 'pass' | 'fail' | 'absent'; words: string };

const nameOf = ({ as, method, path }: Shot): string =>
  `${typeof as === 'string' ? as : as.name}: ${method} ${path.length > 100 ? `${path.slice(0, 100)}…` : path}`;

const statusProblem = ({ expect }: Shot, { status, text }: Answer): string | undefined =>
  expect.includes(status)
    ? undefined
    : `expected ${expect.join('/')}, got ${status} ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`;

const transmit = (shot: Shot, browser: Browser, product: Product): Promise<Answer> =>
  shot.raw === undefined
    ? browser.send(shot)
    : exchange({ port: product.port, bytes: shot.raw, limitMs: shot.limitMs ?? 15_000 });

export const createRunner = (world: World) => {
  const events: Events = watchEvents();
  const anonymous = aBrowser(world.product, 'nobody');
  const canary = noCanary(world);
  let baseline: Fingerprint | undefined;
  let requests = 0;

  const browserOf = (as: Shot['as']): Browser => {
    if (typeof as !== 'string') return as;
    return as === 'nobody' ? anonymous : world.who(as);
  };

  const productOf = (browser: Browser, started: readonly Product[]): Product =>
    started.find(({ port }) => port === browser.port) ?? world.product;

  const storeProblem = async (row: Row, shot: Shot): Promise<string | undefined> => {
    if (row.changes === true || baseline === undefined) return undefined;
    const now = await fingerprintOf(world.db);
    if (shot.changes !== true) return changedIn(baseline, now);
    baseline = now;
    return undefined;
  };

  const fireFor =
    (row: Row, started: readonly Product[]) =>
    async (shot: Shot): Promise<Answer> => {
      requests += 1;
      const browser = browserOf(shot.as);
      const product = productOf(browser, started);
      const answer = await transmit(shot, browser, product);
      events.note(shot, answer, product);
      const judged = [statusProblem, noFiveHundred, noInternals, problemForm, canary].map((ask) =>
        ask(shot, answer),
      );
      const problem =
        judged.find((one) => one !== undefined) ??
        shot.check?.(answer) ??
        (await alive(world.product)) ??
        (await storeProblem(row, shot));
      if (problem !== undefined) throw new WrongAnswer(`${nameOf(shot)} ${problem}`);
      return answer;
    };

  const probeFor = (row: Row, started: Product[]): Probe => ({
    world,
    fire: fireFor(row, started),
    holds: (is, words) => {
      if (!is) throw new WrongAnswer(words);
    },
    start: async (name, settings) => {
      const product = await world.stage.start(name, settings);
      started.push(product);
      return product;
    },
  });

  const attempt = async (row: Row, started: Product[]): Promise<void> => {
    const probe = probeFor(row, started);
    for (const shot of (await row.shots?.(world)) ?? []) await probe.fire(shot);
    await row.story?.(probe);
    const event = await events.verdict(world);
    if (event !== undefined) throw new WrongAnswer(event);
    const life = await alive(world.product);
    if (life !== undefined) throw new WrongAnswer(life);
  };

  return {
    run: async (row: Row): Promise<Outcome> => {
      const reason = row.absent?.(world);
      if (reason !== undefined) return { id: row.id, state: 'absent', words: reason };
      await world.refresh();
      baseline = await fingerprintOf(world.db);
      requests = 0;
      const started: Product[] = [];
      try {
        await attempt(row, started);
        return { id: row.id, state: 'pass', words: `(${requests} requests)` };
      } catch (error) {
        await events.verdict(world);
        const words =
          error instanceof WrongAnswer ? error.message : `the probe itself failed: ${String(error)}`;
        return { id: row.id, state: 'fail', words };
      } finally {
        await Promise.all(started.map((product) => product.stop()));
      }
    },
    /** Every call some times, unwatched: what a process takes once for all is no growth. */
    warm: async (): Promise<void> => {
      const browser = world.who('AA');
      for (let round = 0; round < 8; round += 1) {
        for (const { path } of reads(world)) await browser.send({ method: 'GET', path });
        for (const { operation, path, body } of writes(world).filter((one) => one.operation.realm !== 'open'))
          await browser.send({ method: operation.method, path, json: { ...(body as object), probe: round } });
      }
    },
    /** Resident memory once the garbage is gone. */
    memory: async (): Promise<number | undefined> => {
      world.product.collect();
      await delay(500);
      return residentBytes(world.product);
    },
  };
};
