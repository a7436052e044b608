import fc from 'fast-check';
import { minutesPerDay, parseDay, parseTimeOfDay, parseWall, weekdayOf } from './civil.ts';
import type { OpeningHours } from './windows.ts';

/**
 * A second, slow implementation of windows and slots that shares no time arithmetic with the engine: it asks
 * `Intl.DateTimeFormat` for the wall clock of every single minute and looks.
 */
export type Reference = {
  readonly first: number;
  readonly walls: readonly number[];
  readonly resolve: (wall: number) => number;
};

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formatters.set(zone, known);
  return known;
};

/** The wall clock of every minute from two days before `from` to three days after `to`. */
export const referenceFor = (zone: string, from: number, to: number): Reference => {
  const first = (from - 2) * minutesPerDay;
  const format = formatterOf(zone);
  const walls = Array.from({ length: (to - from + 5) * minutesPerDay }, (_, index) =>
    parseWall(format.format((first + index) * 60_000).replace(' ', 'T')),
  );
  return {
    first,
    walls,
    resolve: (wall) => {
      const index = walls.indexOf(wall);
      if (index >= 0) return first + index;
      const before = walls.findIndex((seen, i) => seen < wall && (walls[i + 1] ?? 0) > wall);
      return first + before + wall - (walls[before] ?? 0);
    },
  };
};

/** Whether each minute of `[from 00:00, to + 1 00:00)` is open, as the set of open minutes. */
export const openMinutes = (
  reference: Reference,
  opening: OpeningHours,
  days: [number, number],
): Set<number> => {
  const [from, to] = days;
  const { resolve } = reference;
  const open = new Set<number>();
  for (let day = from - 1; day <= to; day += 1) {
    const override = opening.overrides?.find(({ date }) => parseDay(date) === day);
    const blocks =
      override?.blocks ?? opening.hours.filter(({ weekdays }) => weekdays.includes(weekdayOf(day)));
    for (const { startsAt, endsAt } of blocks) {
      const isNextDay = endsAt <= startsAt;
      const start = resolve(day * minutesPerDay + parseTimeOfDay(startsAt));
      const end = resolve((isNextDay ? day + 1 : day) * minutesPerDay + parseTimeOfDay(endsAt));
      for (let minute = start; minute < end; minute += 1) open.add(minute);
    }
  }
  for (const closure of opening.closures ?? []) {
    const start = resolve(parseDay(closure.from) * minutesPerDay);
    const end = resolve((parseDay(closure.to) + 1) * minutesPerDay);
    for (let minute = start; minute < end; minute += 1) open.delete(minute);
  }
  const start = resolve(from * minutesPerDay);
  const end = resolve((to + 1) * minutesPerDay);
  return new Set([...open].filter((minute) => minute >= start && minute < end));
};

/** The minutes of flat intervals. */
export const minutesOf = (pairs: ArrayLike<number>): Set<number> => {
  const minutes = new Set<number>();
  for (let i = 0; i < pairs.length; i += 2) {
    for (let minute = pairs[i] ?? 0; minute < (pairs[i + 1] ?? 0); minute += 1) minutes.add(minute);
  }
  return minutes;
};

/** Zones and days on which clocks change, some at midnight, some by half an hour, two or twenty-four hours. */
export const oddDays: readonly (readonly [zone: string, day: string])[] = [
  ['America/New_York', '2025-03-09'],
  ['America/New_York', '2025-11-02'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Atlantic/Azores', '2026-03-29'],
  ['Atlantic/Azores', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Antarctica/Troll', '2026-03-29'],
  ['America/St_Johns', '2010-11-06'],
  ['America/St_Johns', '2026-03-08'],
  ['Pacific/Apia', '2011-12-29'],
  ['Europe/Lisbon', '2026-10-25'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['Asia/Beirut', '2026-03-29'],
  ['America/Asuncion', '2023-10-01'],
];

export const anOddDay = fc.constantFrom(...oddDays);

export const aTimeOfDay = (unit: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: minutesPerDay / unit - 1 }).map((index) => {
    const minute = index * unit;
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  });

const aBlock = fc.record({
  startsAt: aTimeOfDay(5),
  endsAt: fc.oneof(aTimeOfDay(5), fc.constant('24:00')),
});

/** Any opening hours around a day: blocks, an override, a closure. */
export const openingAround = (day: string): fc.Arbitrary<OpeningHours> =>
  fc.record({
    hours: fc.array(
      fc
        .tuple(aBlock, fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }))
        .map(([block, weekdays]) => ({ ...block, weekdays })),
      { minLength: 1, maxLength: 3 },
    ),
    overrides: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(aBlock, { maxLength: 2 }).map((blocks) => [{ date: day, blocks }]) },
    ),
    closures: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant([{ from: day, to: day }]) },
    ),
  });
