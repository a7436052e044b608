import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BusyRecord, busyIntervals, fullDays } from './busy.ts';
import { formatDay, parseDay } from './civil.ts';
import { anOddDay, minutesOf, openingAround, openMinutes, referenceFor } from './reference.fixtures.ts';
import { bookingBounds, type Grid, isOffered, slotStarts, type SlotSearch } from './slots.ts';
import { openWindowsIn, stepsForDays } from './zone.ts';

const statuses = [
  'scheduled',
  'confirmed',
  'checked_in',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
] as const;

const aCase = anOddDay.chain(([zone, day]) => {
  const noon = parseDay(day) * 1440 + 720;
  const aRecord: fc.Arbitrary<BusyRecord> = fc
    .record({
      id: fc.constantFrom('A', 'B', 'C', 'D', undefined),
      status: fc.constantFrom(...statuses),
      s: fc.integer({ min: noon - 1400, max: noon + 1400 }),
      length: fc.integer({ min: 0, max: 200 }),
      before: fc.integer({ min: 0, max: 20 }),
      after: fc.integer({ min: 0, max: 20 }),
    })
    .map(({ length, before, after, ...record }) => ({
      ...record,
      e: record.s + length,
      ps: record.s - before,
      pe: record.s + length + after,
    }));
  return fc.record({
    zone: fc.constant(zone),
    day: fc.constant(parseDay(day)),
    opening: openingAround(day),
    records: fc.array(aRecord, { maxLength: 6 }),
    length: fc.integer({ min: 1, max: 100 }),
    before: fc.integer({ min: 0, max: 20 }),
    after: fc.integer({ min: 0, max: 20 }),
    step: fc.constantFrom(5, 7, 10, 15, 20, 30, 50, 60, 720),
    now: fc.integer({ min: noon - 2000, max: noon + 200 }),
    noticeMinutes: fc.constantFrom(undefined, 0, 120),
    windowDays: fc.constantFrom(undefined, 0, 1),
    perDay: fc.constantFrom(undefined, 1, 2),
    excludeId: fc.constantFrom(undefined, 'A'),
  });
});
type Case = typeof aCase extends fc.Arbitrary<infer Value> ? Value : never;

const searchOf = (c: Case, records = c.records): SlotSearch => {
  const range = { from: formatDay(c.day), to: formatDay(c.day) };
  const steps = stepsForDays(c.zone, range);
  const view = { nowMs: c.now * 60_000, excludeId: c.excludeId };
  const full = c.perDay === undefined ? undefined : fullDays(records, { ...view, perDay: c.perDay, steps });
  const grid: Grid = { step: c.step, steps, ...bookingBounds({ ...c, ...view }, steps), fullDays: full };
  return {
    timetable: { windows: openWindowsIn(c.zone, c.opening, range), busy: busyIntervals(records, view) },
    need: { from: 0, to: c.length, before: c.before, after: c.after },
    grid,
  };
};

/** The contract's sentence, minute by minute, with nothing but Intl's wall clock. */
const slowSlots = (c: Case): number[] => {
  const { first, walls } = referenceFor(c.zone, c.day, c.day);
  const wallOf = (minute: number): number => walls[minute - first] ?? 0;
  const dayOf = (minute: number): number => Math.floor(wallOf(minute) / 1440);
  const open = openMinutes({ ...referenceFor(c.zone, c.day, c.day) }, c.opening, [c.day, c.day]);
  const blocking = c.records.filter(
    ({ id, status, s, e }) =>
      e > s && status !== 'cancelled' && status !== 'no_show' && (id === undefined || id !== c.excludeId),
  );
  const taken = minutesOf(blocking.flatMap(({ ps, pe }) => [ps, pe]));
  const startedOn = (day: number): number =>
    new Set(blocking.filter(({ s }) => dayOf(s) === day).map(({ id, s, e }) => id ?? `${s}/${e}`)).size;
  const every = (from: number, to: number, test: (minute: number) => boolean): boolean => {
    for (let minute = from; minute < to; minute += 1) if (!test(minute)) return false;
    return true;
  };
  return [...open]
    .sort((left, right) => left - right)
    .filter(
      (t) =>
        (wallOf(t) % 1440) % c.step === 0 &&
        every(t, t + c.length, (minute) => open.has(minute)) &&
        every(t - c.before, t + c.length + c.after, (minute) => !taken.has(minute)) &&
        (c.noticeMinutes === undefined || t >= c.now + c.noticeMinutes) &&
        (c.windowDays === undefined || dayOf(t) <= dayOf(c.now) + c.windowDays) &&
        (c.perDay === undefined || startedOn(dayOf(t)) < c.perDay),
    );
};

describe('slots', () => {
  test('are what a minute-by-minute scan of Intl finds, on days of clock changes', () => {
    fc.assert(
      fc.property(aCase, (c) => {
        expect([...slotStarts(searchOf(c))]).toEqual(slowSlots(c));
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  test('what is offered fits, and the check at booking agrees with the list', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: -720, max: 2160 }), (c, offset) => {
        const search = searchOf(c);
        const starts = slotStarts(search);
        const minute = c.day * 1440 + offset;
        expect(isOffered(search, minute)).toBe(starts.includes(minute));
        for (const start of starts) expect(isOffered(search, start)).toBe(true);
      }),
    );
  });

  test('more taken time never offers more', () => {
    fc.assert(
      fc.property(aCase, aCase, (c, other) => {
        const shift = (c.day - other.day) * 1440;
        const more = other.records.map(({ s, e, ps, pe, ...rest }) => ({
          ...rest,
          s: s + shift,
          e: e + shift,
          ps: ps + shift,
          pe: pe + shift,
        }));
        const fewer = new Set(slotStarts(searchOf(c)));
        for (const start of slotStarts(searchOf(c, [...c.records, ...more]))) expect(fewer).toContain(start);
      }),
    );
  });

  test('order and repetition of the records do not matter', () => {
    fc.assert(
      fc.property(aCase, (c) => {
        const shuffled = [...c.records].reverse().flatMap((record) => [record, record]);
        // Records without an id are the same visit only when they are equal, so repeating them changes nothing.
        expect([...slotStarts(searchOf(c, shuffled))]).toEqual([...slotStarts(searchOf(c))]);
      }),
    );
  });

  test('a week that keeps the offset moves every slot by a week', () => {
    const range = (from: string): { from: string; to: string } => ({ from, to: from });
    const opening = { hours: [{ weekdays: [2], startsAt: '08:10', endsAt: '11:40' }] };
    const at = (day: string): number[] =>
      Array.from(
        slotStarts({
          timetable: {
            windows: openWindowsIn('America/New_York', opening, range(day)),
            busy: new Int32Array(0),
          },
          need: { from: 0, to: 30, before: 0, after: 0 },
          grid: { step: 15, steps: stepsForDays('America/New_York', range(day)) },
        }),
        (start) => start - parseDay(day) * 1440,
      );
    expect(at('2026-06-02')).toEqual(at('2026-06-09'));
    expect(at('2026-06-02').length).toBeGreaterThan(0);
  });

  test.each([0, -5, Number.NaN])(
    'when the step is %d, the grid is refused and not walked for ever',
    (step) => {
      const grid = {
        step,
        steps: stepsForDays('America/New_York', { from: '2026-01-01', to: '2026-01-01' }),
      };
      const timetable = { windows: Int32Array.of(0, 60), busy: new Int32Array(0) };
      expect(() => slotStarts({ timetable, need: { from: 0, to: 30, before: 0, after: 0 }, grid })).toThrow(
        RangeError,
      );
    },
  );

  test('a hold blocks until its expiry and not at it', () => {
    const hold: BusyRecord = { status: 'held', s: 100, e: 160, ps: 100, pe: 160, expiresAtMs: 5000 };
    expect([...busyIntervals([hold], { nowMs: 4999 })]).toEqual([100, 160]);
    expect([...busyIntervals([hold], { nowMs: 5000 })]).toEqual([]);
  });
});
