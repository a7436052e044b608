import {
  type Grid,
  type Intervals,
  type Need,
  openWindows,
  type OpeningHours,
  parseDay,
  formatDay,
} from '@topsmile/scheduling';
import { stepsForDays } from '@topsmile/scheduling/zone';
import { seeded } from '../lib/random.ts';

/** What one resource brings to a search: windows as they are cached, visits as the store returns them. */
export type Resource = { readonly windows: Intervals; readonly visits: Int32Array };
export type Workload = { readonly resources: readonly Resource[]; readonly need: Need; readonly grid: Grid };

export const zone = 'America/New_York';
export const firstDay = '2026-02-01';
export const everyDay = [1, 2, 3, 4, 5, 6, 7];

export const lastDayOf = (days: number): string => formatDay(parseDay(firstDay) + days - 1);

export type Spec = {
  readonly resources: number;
  readonly days: number;
  readonly step: number;
  readonly length: number;
  readonly visitsPerDay: number;
  readonly blocks: readonly { readonly startsAt: string; readonly endsAt: string }[];
  /** Length of the next visit, given a source of numbers. */
  readonly visitLength: (random: (below: number) => number) => number;
  readonly seed: number;
};

/** A clinic whose clocks change inside the range; the same for a given spec on every machine. */
export const workload = (spec: Spec): Workload => {
  const random = seeded(spec.seed);
  const range = { from: firstDay, to: lastDayOf(spec.days) };
  const steps = stepsForDays(zone, range);
  const opening: OpeningHours = { hours: spec.blocks.map((block) => ({ ...block, weekdays: everyDay })) };
  return {
    resources: Array.from({ length: spec.resources }, () => {
      const windows = openWindows(opening, range, steps);
      return { windows, visits: visitsIn(windows, spec, random) };
    }),
    need: { from: 0, to: spec.length, before: 0, after: 0 },
    grid: { step: spec.step, steps },
  };
};

/** `visitsPerDay` visits over each day's windows at random times of equal shares, ascending and disjoint. */
const visitsIn = (windows: Intervals, spec: Spec, random: (below: number) => number): Int32Array => {
  const perWindow = spec.visitsPerDay / spec.blocks.length;
  const pairs: number[] = [];
  for (let w = 0; w < windows.length; w += 2) {
    let at = windows[w] ?? 0;
    const end = windows[w + 1] ?? 0;
    const room = Math.floor((end - at) / perWindow);
    for (let i = 0; i < perWindow; i += 1) {
      const length = Math.min(spec.visitLength(random), room);
      const gap = random(Math.floor((room - length) / 5) + 1) * 5;
      pairs.push(at + gap, at + gap + length);
      at += room;
    }
  }
  return Int32Array.from(pairs);
};

/** B1's clinic: 50 providers, ten visits a day each. */
export const bigClinic = (days: number): Workload =>
  workload({
    resources: 50,
    days,
    step: 15,
    length: 30,
    visitsPerDay: 10,
    blocks: [
      { startsAt: '07:00', endsAt: '13:00' },
      { startsAt: '14:00', endsAt: '20:00' },
    ],
    visitLength: (random) => 15 + random(5) * 5,
    seed: 1,
  });
