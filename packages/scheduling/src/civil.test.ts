import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonthsClamped,
  civilOf,
  dayNumber,
  formatDay,
  formatWall,
  parseDay,
  parseTimeOfDay,
  parseWall,
  weekdayOf,
} from './civil.ts';

const aDay = fc.integer({ min: -200_000, max: 200_000 });

describe('calendar arithmetic on integers', () => {
  test('agrees with the platform calendar on every date', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const date = new Date(day * 86_400_000);
        expect(civilOf(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
        expect(weekdayOf(day) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  test('text and numbers are two forms of one thing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000_000 }), (wall) => {
        expect(parseWall(formatWall(wall))).toBe(wall);
        expect(parseDay(formatDay(Math.floor(wall / 1440)))).toBe(Math.floor(wall / 1440));
      }),
    );
  });

  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '', '2026-00-10'])(
    'when a date is %j, it is refused',
    (text) => {
      expect(() => parseDay(text)).toThrow(RangeError);
    },
  );

  test.each(['24:01', '9:00', '23:60', '25:00', ''])('when a time of day is %j, it is refused', (text) => {
    expect(() => parseTimeOfDay(text)).toThrow(RangeError);
  });

  test('24:00 is the midnight that ends the day', () => {
    expect(formatWall(parseWall('2026-03-10T24:00'))).toBe('2026-03-11T00:00');
  });

  test.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2025-12-31', 0, '2025-12-31'],
    ['2025-12-31', 2, '2026-02-28'],
  ])('%s plus %i months is %s', (day, months, due) => {
    expect(addMonthsClamped(day, months)).toBe(due);
  });

  test('D-50: the month after 31 January is February, in common and leap years', () => {
    expect(addMonthsClamped('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonthsClamped('2028-01-31', 1)).toBe('2028-02-29');
  });
});
