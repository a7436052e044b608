import {
  type DayHits,
  encodeRuns,
  findNext,
  mergeIntervals,
  type NextFound,
  parseDay,
  slotStarts,
  startOfDay,
} from '@topsmile/scheduling';
import type { Suite } from '../lib/bar.ts';
import { race } from '../lib/race.ts';
import { engineSweep } from './engine.ts';
import { bigClinic, firstDay, type Workload } from './workload.ts';

const openingDay = 170;
const from = parseDay(firstDay);

/** Five visits that fill each window that begins before `until`, end to end. */
const filled = (windows: Int32Array, until: number): Int32Array => {
  const pairs: number[] = [];
  for (let w = 0; w < windows.length && (windows[w] ?? 0) < until; w += 2) {
    const start = windows[w] ?? 0;
    const share = ((windows[w + 1] ?? 0) - start) / 5;
    for (let i = 0; i < 5; i += 1)
      pairs.push(start + Math.floor(share * i), start + Math.floor(share * (i + 1)));
  }
  return Int32Array.from(pairs);
};

/** 50 providers with ten visits a day, booked out up to the opening. */
const bookedOut = (clinic: Workload): Workload => {
  const opening = startOfDay(clinic.grid.steps, from + openingDay);
  const resources = clinic.resources.map(({ windows }) => ({ windows, visits: filled(windows, opening) }));
  return { ...clinic, resources };
};
const booked = bookedOut(bigClinic(180));

/** The pairs that begin inside the bounds, found by halving: what a range query would return. */
const within = (pairs: Int32Array, start: number, end: number): Int32Array =>
  pairs.subarray(firstPairFrom(pairs, start), firstPairFrom(pairs, end));

const firstPairFrom = (pairs: Int32Array, minute: number): number => {
  let low = 0;
  let high = pairs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[2 * middle] ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
};

const search = (firstOf: number, lastOf: number): DayHits<number>[] => {
  const { grid, need, resources } = booked;
  const start = startOfDay(grid.steps, firstOf);
  const end = startOfDay(grid.steps, lastOf + 1);
  const byDay = new Map<number, number[]>();
  for (const { windows, visits } of resources) {
    const timetable = {
      windows: within(windows, start, end),
      busy: mergeIntervals(within(visits, start, end)),
    };
    for (const { day, runs } of encodeRuns(slotStarts({ timetable, need, grid }), grid)) {
      byDay.set(day, [...(byDay.get(day) ?? []), ...runs.map(([first]) => first)]);
    }
  }
  return [...byDay].sort(([left], [right]) => left - right).map(([day, slots]) => ({ day, slots }));
};

const next = (): Promise<NextFound<number>> =>
  findNext({ from, wantedDays: 1, search: (first, last) => Promise.resolve(search(first, last)) });

/** The rule word for word: the first day, looking at one after the other, on which anybody has time. */
const reference = (): readonly DayHits<number>[] => {
  for (let day = from; day < from + 180; day += 1) {
    const hits = search(day, day);
    if (hits.length > 0) return hits;
  }
  return [];
};

export const suite: Suite = {
  id: 'B9',
  title: 'next available: 50 providers, first opening 170 days out',
  run: async () => {
    const found = await next();
    const isRight = JSON.stringify(found.days) === JSON.stringify(reference());
    const agrees = isRight && found.days[0]?.day === from + openingDay;
    const fortnight = bigClinic(14);
    return race<unknown>({
      id: 'B9',
      bar: { atMost: 15 },
      floor: { name: 'B1 over 14 days', run: () => engineSweep(fortnight) },
      subject: { name: 'find next', run: next },
      isSame: () => agrees,
      note: `${found.visitedDays} days looked at`,
    });
  },
};
