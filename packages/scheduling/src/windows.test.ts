import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from './civil.ts';
import { anOddDay, minutesOf, openingAround, openMinutes, referenceFor } from './reference.fixtures.ts';
import { openWindowsIn, wallOf } from './zone.ts';

const aCase = anOddDay.chain(([zone, day]) =>
  fc.record({
    zone: fc.constant(zone),
    from: fc.integer({ min: -1, max: 1 }).map((shift) => parseDay(day) + shift),
    length: fc.integer({ min: 0, max: 2 }),
    opening: openingAround(day),
  }),
);

describe('opening windows', () => {
  test('are what a minute-by-minute scan of Intl finds, on days of clock changes', () => {
    fc.assert(
      fc.property(aCase, ({ zone, from, length, opening }) => {
        const reference = referenceFor(zone, from, from + length);
        const windows = openWindowsIn(zone, opening, { from: formatDay(from), to: formatDay(from + length) });
        const found = [...minutesOf(windows)].sort((left, right) => left - right);
        const expected = [...openMinutes(reference, opening, [from, from + length])].sort(
          (left, right) => left - right,
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('an override keeps what the night before spills into its day; a closure does not', () => {
    const night = { weekdays: [5], startsAt: '22:00', endsAt: '06:00' };
    const range = { from: '2025-06-07', to: '2025-06-07' };
    const zone = 'America/New_York';
    const overridden = openWindowsIn(
      zone,
      { hours: [night], overrides: [{ date: '2025-06-07', blocks: [] }] },
      range,
    );
    expect(Array.from(overridden, (minute) => wallOf(zone, minute))).toEqual([
      '2025-06-07T00:00',
      '2025-06-07T06:00',
    ]);
    const closed = openWindowsIn(
      zone,
      { hours: [night], closures: [{ from: '2025-06-07', to: '2025-06-07' }] },
      range,
    );
    expect([...closed]).toEqual([]);
  });

  test('a block from midnight to midnight is the whole day', () => {
    const opening = { hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '00:00', endsAt: '00:00' }] };
    const windows = openWindowsIn('America/New_York', opening, { from: '2025-11-02', to: '2025-11-02' });
    expect((windows[1] ?? 0) - (windows[0] ?? 0)).toBe(25 * 60);
  });

  test('a date that the zone skipped has no minute', () => {
    const opening = { hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], startsAt: '08:00', endsAt: '18:00' }] };
    expect(openWindowsIn('Pacific/Apia', opening, { from: '2011-12-30', to: '2011-12-30' }).length).toBe(0);
  });
});
