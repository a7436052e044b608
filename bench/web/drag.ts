import type { Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { Outcome, Suite } from '../lib/bar.ts';
import { type Clinic, dayAhead, openClinics } from '../lib/clinics.ts';
import { figures, median, quantile, spin, spread, widestSpin, widestSpread } from '../lib/noise.ts';
import { once } from '../lib/once.ts';
import { settings } from '../lib/settings.ts';
import { seeded } from '../lib/stage.ts';
import { launchBrowser, openPage, type Opened, seenOn, startSite } from './browser.ts';

/** W5: a thousand visits in ten columns, mounted and dragged, beside one node moved by its transform alone. */

type Drag = { frames: number[]; script: number[]; longest: number };
type Round = { cards: number; mount: number; mine: Drag; floor: Drag };

const moves = 60;
const scriptMs = async ({ devtools }: Opened): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
};
const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** The first that a hand could take hold of without scrolling. */
const boxOf = async (
  page: Page,
  selector: string,
): Promise<{ x: number; y: number; width: number; height: number }> => {
  for (const one of await page.locator(selector).all()) {
    const box = await one.boundingBox();
    if (box !== null && box.x > 150 && box.y > 250 && box.y < 500 && box.height > 3) return box;
  }
  throw new Error(`nothing to drag at ${selector}`);
};

/** Sixty moves of a few pixels: once at the pace of a hand for the frames, once step by step for the script. */
const dragOn = async (opened: Opened, selector: string): Promise<Drag> => {
  const { page } = opened;
  const box = await boxOf(page, selector);
  const from = { x: box.x + Math.min(40, box.width / 2), y: box.y + box.height / 2 };
  const drag = async (step: (at: number) => Promise<void>): Promise<void> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 12, from.y + 6);
    for (let at = 0; at < moves; at += 1) await step(at);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await nextFrame(page);
  };
  const place = (at: number): [number, number] => [from.x + 12 + at * 5, from.y + 6 + at * 4];
  await page.evaluate('__bench.frames = []; __bench.long = []; __bench.isWatching = true');
  await drag(async (at) => {
    await page.mouse.move(...place(at));
    await page.waitForTimeout(16);
  });
  await page.evaluate('__bench.isWatching = false');
  const { frames, long } = await seenOn(page);
  const script: number[] = [];
  await drag(async (at) => {
    const before = await scriptMs(opened);
    await page.mouse.move(...place(at));
    await nextFrame(page);
    script.push((await scriptMs(opened)) - before);
  });
  return { frames, script, longest: Math.max(0, ...long.map(({ duration }) => duration)) };
};

/** From the moment the day's answer is there until all its cards are painted. */
const mountOn = async ({ page }: Opened, day: string): Promise<{ mount: number; cards: number }> =>
  page.evaluate(async (wanted) => {
    const isAnswer = ({ name }: PerformanceEntry): boolean =>
      name.includes('/agenda?') && name.includes(wanted);
    window.history.pushState({}, '', `/agenda?day=${wanted}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
    const count = (): number => document.querySelectorAll('[data-visit]').length;
    let seen = 0;
    let since = performance.now();
    let painted = 0;
    while (performance.now() - since < 1500 || seen === 0) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (count() !== seen) {
        seen = count();
        since = performance.now();
        painted = since;
      }
    }
    const answers = performance.getEntriesByType('resource').filter(isAnswer) as PerformanceResourceTiming[];
    return { mount: painted - (answers.at(-1)?.responseEnd ?? Number.NaN), cards: seen };
  }, day);

type World = { rounds: Map<number, Round[]>; spins: number[] };
const measured = once(async (): Promise<World> => {
  const { db, uri } = await seeded('bench_wide');
  const [clinic] = await openClinics(db);
  const { target, url } = await startSite(uri);
  const browser = await launchBrowser();
  const rounds = new Map<number, Round[]>([
    [1, []],
    [4, []],
  ]);
  const spins = [spin()];
  const round = async (cpu: number, who: Clinic | undefined): Promise<Round> => {
    const opened = await openPage(browser, {
      url,
      shaping: { cpu, isSlowNetwork: false },
      ...(who && { clinic: who }),
    });
    await opened.page.goto(`${url}/agenda?day=${dayAhead(3)}`);
    await opened.page.waitForSelector('[role=grid]', { timeout: 30_000 });
    await opened.page.waitForTimeout(500);
    const { mount, cards } = await mountOn(opened, dayAhead(1));
    const mine = await dragOn(opened, '[data-visit][data-movable]');
    await opened.page.goto(pathToFileURL(inRoot('bench/controls/transform.html')).href);
    const floor = await dragOn(opened, '[data-visit]');
    await opened.context.close();
    return { mount, cards, mine, floor };
  };
  for (let rep = 0; rep < settings.reps; rep += 1)
    for (const cpu of [1, 4]) {
      rounds.get(cpu)?.push(await round(cpu, clinic));
      spins.push(spin());
    }
  await browser.close();
  await target.stop();
  return { rounds, spins };
});

type Reading = {
  id: string;
  title: string;
  bar: number;
  cpu: number;
  of: (round: Round) => number;
  unit: string;
  more?: (rounds: readonly Round[]) => string;
};
const reading = ({ id, title, bar, cpu, of, unit, more }: Reading): Suite => ({
  id,
  title,
  run: async (): Promise<Outcome> => {
    const { rounds, spins } = await measured();
    const list = rounds.get(cpu) ?? [];
    const values = list.map(of);
    const isNoisy = spread(spins) > widestSpin || spread(values) > widestSpread;
    return {
      id,
      ratio: median(values),
      bar,
      verdict: isNoisy ? 'inconclusive' : median(values) <= bar ? 'pass' : 'fail',
      raw: [
        figures(values, unit, 1),
        `${list[0]?.cards} cards in the document`,
        more?.(list) ?? '',
        `spin ±${(spread(spins) * 100).toFixed(0)} %`,
      ]
        .filter(Boolean)
        .join(' · '),
    };
  },
});

const frame95 = ({ frames }: Drag): number => quantile(frames, 0.95);
const both = (rounds: readonly Round[]): string =>
  `agenda ${figures(
    rounds.map(({ mine }) => frame95(mine)),
    'ms',
    1,
  )}, floor ${figures(
    rounds.map(({ floor }) => frame95(floor)),
    'ms',
    1,
  )}, frames ${rounds[0]?.mine.frames.length} and ${rounds[0]?.floor.frames.length}`;

export const dragSuites: readonly Suite[] = [
  reading({
    id: 'W5-frame',
    title: 'drag over 1,000 visits at 4×: frame p95 × the transform-only floor',
    bar: 1.5,
    cpu: 4,
    unit: '×',
    of: ({ mine, floor }) => frame95(mine) / frame95(floor),
    more: both,
  }),
  reading({
    id: 'W5-mount',
    title: '⏱ 1,000 visits, answer → painted, ms at 1×',
    bar: 250,
    cpu: 1,
    unit: 'ms',
    of: ({ mount }) => mount,
  }),
  reading({
    id: 'W5-mount-4',
    title: '⏱ 1,000 visits, answer → painted, ms at 4×',
    bar: 700,
    cpu: 4,
    unit: 'ms',
    of: ({ mount }) => mount,
  }),
  reading({
    id: 'W5-js',
    title: '⏱ script per move, p95, ms at 1×',
    bar: 4,
    cpu: 1,
    unit: 'ms',
    of: ({ mine }) => quantile(mine.script, 0.95),
    more: (rounds) =>
      `floor ${figures(
        rounds.map(({ floor }) => quantile(floor.script, 0.95)),
        'ms',
        1,
      )}`,
  }),
  reading({
    id: 'W5-js-4',
    title: '⏱ script per move, p95, ms at 4×',
    bar: 16,
    cpu: 4,
    unit: 'ms',
    of: ({ mine }) => quantile(mine.script, 0.95),
    more: (rounds) =>
      `floor ${figures(
        rounds.map(({ floor }) => quantile(floor.script, 0.95)),
        'ms',
        1,
      )}`,
  }),
  reading({
    id: 'W5-frame-1',
    title: '⏱ frame p95 while dragging, ms at 1×',
    bar: 20,
    cpu: 1,
    unit: 'ms',
    of: ({ mine }) => frame95(mine),
    more: both,
  }),
  reading({
    id: 'W5-task',
    title: '⏱ longest task while dragging, ms at 1× (0: none over 50)',
    bar: 50,
    cpu: 1,
    unit: 'ms',
    of: ({ mine }) => mine.longest,
  }),
];
