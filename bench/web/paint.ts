import type { Outcome, Suite } from '../lib/bar.ts';
import { type Clinic, dayAhead, openClinics } from '../lib/clinics.ts';
import { figures, median, quantile, spin, spread, widestSpin, widestSpread } from '../lib/noise.ts';
import { once } from '../lib/once.ts';
import { settings } from '../lib/settings.ts';
import { seeded } from '../lib/stage.ts';
import { launchBrowser, openPage, type Seen, seenOn, startSite } from './browser.ts';

/** W3: largest paint, cold and warm, with four times slower a processor and a plain mobile network. */

const shaping = { cpu: 4, isSlowNetwork: true };
type Visit = Seen & { bytes: number };
type Paints = { login: Visit[]; agenda: Visit[]; warm: Visit[]; spins: number[] };

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const paints = once(async (): Promise<Paints> => {
  const { db, uri } = await seeded('bench_city');
  const [clinic] = await openClinics(db);
  const { target, url } = await startSite(uri);
  const browser = await launchBrowser();
  const result: Paints = { login: [], agenda: [], warm: [], spins: [spin()] };
  const visit = async (
    path: string,
    options: { clinic?: Clinic; ready: string; isTwice: boolean },
  ): Promise<Visit[]> => {
    const { clinic: who, ready, isTwice } = options;
    const opened = await openPage(browser, { url, shaping, ...(who === undefined ? {} : { clinic: who }) });
    const seen: Visit[] = [];
    for (let time = 0; time < (isTwice ? 2 : 1); time += 1) {
      let bytes = 0;
      opened.devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await opened.page.goto(`${url}${path}`);
      await opened.page.waitForSelector(ready, { timeout: 30_000 });
      await wait(1500);
      seen.push({ ...(await seenOn(opened.page)), bytes });
    }
    await opened.context.close();
    return seen;
  };
  const day = dayAhead(35);
  const reps = Math.max(3, Math.min(9, settings.reps * 2 - 1));
  for (let rep = 0; rep < reps; rep += 1) {
    result.login.push(...(await visit('/sign-in', { ready: 'input[type=password]', isTwice: false })));
    const [cold, warm] = await visit(`/agenda?day=${day}`, {
      ...(clinic && { clinic }),
      ready: '[data-visit]',
      isTwice: true,
    });
    if (cold) result.agenda.push(cold);
    if (warm) result.warm.push(warm);
    result.spins.push(spin());
  }
  await browser.close();
  await target.stop();
  return result;
});

type Paint = { id: string; title: string; bar: number; of: (all: Paints) => Visit[] };
const paint = ({ id, title, bar, of }: Paint): Suite => ({
  id,
  title,
  run: async (): Promise<Outcome> => {
    const all = await paints();
    const visits = of(all);
    const times = visits.map(({ lcp }) => lcp);
    const isNoisy = spread(all.spins) > widestSpin || spread(times) > widestSpread;
    return {
      id,
      ratio: median(times),
      bar,
      verdict: isNoisy ? 'inconclusive' : median(times) <= bar ? 'pass' : 'fail',
      raw: [
        figures(times, 'ms'),
        `p75 ${quantile(times, 0.75).toFixed(0)} ms`,
        `element ${visits[0]?.element}`,
        `CLS ${Math.max(...visits.map(({ cls }) => cls)).toFixed(3)}`,
        `${((visits[0]?.bytes ?? 0) / 1000).toFixed(0)} kB over the network`,
        `spin ±${(spread(all.spins) * 100).toFixed(0)} %`,
      ].join(' · '),
    };
  },
});

export const paintSuites: readonly Suite[] = [
  paint({
    id: 'W3-login',
    title: '⏱ login, cold: LCP in ms at 4×, Fast 4G',
    bar: 1300,
    of: ({ login }) => login,
  }),
  paint({
    id: 'W3-agenda',
    title: '⏱ Agenda with 50 visits, cold: LCP in ms at 4×, Fast 4G',
    bar: 2000,
    of: ({ agenda }) => agenda,
  }),
  paint({
    id: 'W3-warm',
    title: '⏱ Agenda with 50 visits, warm: LCP in ms at 4×, Fast 4G',
    bar: 700,
    of: ({ warm }) => warm,
  }),
  {
    id: 'W4-cls',
    title: 'layout shift while login and Agenda load',
    run: async (): Promise<Outcome> => {
      const { login, agenda, warm } = await paints();
      const worst = Math.max(...[...login, ...agenda, ...warm].map(({ cls }) => cls));
      return {
        id: 'W4-cls',
        ratio: worst,
        bar: 0.02,
        verdict: worst <= 0.02 ? 'pass' : 'fail',
        raw: `${login.length + agenda.length + warm.length} loads, no interaction`,
      };
    },
  },
];
