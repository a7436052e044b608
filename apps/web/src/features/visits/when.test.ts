import { expect, test } from 'vitest';
import { squaresOf } from './booking/pattern.ts';
import { dayOf, instantOf, longDay, minutesBetween, nextFiveMinutes, nextMonday } from './when.ts';

const newYork = 'America/New_York';
/** 1 November 2026 has 25 hours in New York: 01:00–02:00 is there twice. */
const longDayBounds = { startsAt: '2026-11-01T04:00:00.000Z', endsAt: '2026-11-02T05:00:00.000Z' };
/** 8 March 2026 has 23: 02:00–03:00 is not there. */
const shortDayBounds = { startsAt: '2026-03-08T05:00:00.000Z', endsAt: '2026-03-09T04:00:00.000Z' };

test('a typed time is found by walking the real day, also when the clock changes', () => {
  expect(instantOf('09:00', longDayBounds, newYork)).toBe('2026-11-01T14:00:00.000Z');
  expect(instantOf('01:30', longDayBounds, newYork)).toBe('2026-11-01T05:30:00.000Z');
  expect(instantOf('09:00', shortDayBounds, newYork)).toBe('2026-03-08T13:00:00.000Z');
  expect(instantOf('02:30', shortDayBounds, newYork)).toBeUndefined();
});

test('an instant late in the evening belongs to the day of the clinic, not of Greenwich', () => {
  expect(dayOf('2026-11-26T01:00:00.000Z', 'America/Sao_Paulo')).toBe('2026-11-25');
});

test('days are named as people say them', () => {
  expect(longDay('2026-11-27', 'pt-BR')).toBe('Sexta, 27 de novembro');
  expect(nextMonday('2026-11-27')).toBe('2026-11-30');
  expect(nextMonday('2026-11-30')).toBe('2026-12-07');
});

test('a walk-in starts at the next five minutes, never in the past', () => {
  expect(nextFiveMinutes(Date.parse('2026-11-25T13:42:10.000Z'))).toBe('2026-11-25T13:45:00.000Z');
  expect(nextFiveMinutes(Date.parse('2026-11-25T13:45:00.000Z'))).toBe('2026-11-25T13:45:00.000Z');
});

test('a wait is counted in whole minutes and never below none', () => {
  expect(minutesBetween('2026-11-25T13:30:00.000Z', Date.parse('2026-11-25T13:42:59.000Z'))).toBe(12);
  expect(minutesBetween('2026-11-25T13:30:00.000Z', Date.parse('2026-11-25T13:29:00.000Z'))).toBe(0);
});

test('the squares follow the pattern, go on with its last sign, and are eight at most', () => {
  const type = { pattern: 'X//X', patternSquareMinutes: 15 as const };
  expect(squaresOf(type, 60)).toEqual([true, false, false, true]);
  expect(squaresOf(type, 90)).toEqual([true, false, false, true, true, true]);
  expect(squaresOf({ pattern: 'X'.repeat(48), patternSquareMinutes: 5 as const }, 240)).toHaveLength(8);
  expect(squaresOf({ patternSquareMinutes: 10 as const }, 30)).toEqual([true, true, true, true]);
});
