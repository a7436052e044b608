import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { engineSweep } from './engine.ts';
import { countStarts, floorSweep, isSameStarts } from './floor.ts';
import { workload, type Workload } from './workload.ts';

/** One provider, round the clock but for an hour, 60 visits a day of odd lengths, a grid of five minutes. */
const worst = (days: number): Workload =>
  workload({
    resources: 1,
    days,
    step: 5,
    length: 15,
    visitsPerDay: 60,
    blocks: [
      { startsAt: '00:00', endsAt: '11:30' },
      { startsAt: '12:30', endsAt: '24:00' },
    ],
    visitLength: (random) => 3 + random(8) * 2,
    seed: 2,
  });

export const suite: Suite = {
  id: 'B2',
  title: 'engine, worst day: 1 provider × 365 days, step 5, 60 odd visits a day',
  run: () => {
    const year = worst(365);
    return race({
      id: 'B2',
      bar: { atMost: 4 },
      floor: { name: 'floor', run: () => floorSweep(year) },
      subject: { name: 'engine', run: () => engineSweep(year) },
      isSame: isSameStarts,
      note: `${countStarts(engineSweep(year))} starts`,
    });
  },
};

export const linearity: Suite = {
  id: 'B2-linear',
  title: 'engine, worst day: twice the days, time(2n) / time(n)',
  run: () => {
    const year = worst(365);
    const twoYears = worst(730);
    const agrees = isSameStarts(engineSweep(twoYears), floorSweep(twoYears));
    return race({
      id: 'B2-linear',
      bar: { atMost: 2.3 },
      floor: { name: 'n', run: () => engineSweep(year) },
      subject: { name: '2n', run: () => engineSweep(twoYears) },
      isSame: () => agrees,
    });
  },
};
