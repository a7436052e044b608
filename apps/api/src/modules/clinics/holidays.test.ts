import { describe, expect, test } from 'vitest';
import { publicHolidays } from './holidays.ts';

const daysOf = (...[state, year]: Parameters<typeof publicHolidays>) =>
  publicHolidays(state, year).map(({ date }) => date.slice(5));

describe('public holidays', () => {
  test('each state adds its own to the national ones', () => {
    expect(daysOf('BA', 2026)).toContain('07-02');
    expect(daysOf('SP', 2026)).toContain('07-09');
    expect(daysOf(undefined, 2026)).not.toContain('07-09');
    for (const state of [undefined, 'SP', 'RJ', 'AM'] as const)
      expect(daysOf(state, 2026)).toEqual(expect.arrayContaining(['01-01', '04-03', '09-07', '12-25']));
  });

  test('20 November is national since 2024 and never counted twice', () => {
    expect(daysOf(undefined, 2023)).not.toContain('11-20');
    expect(daysOf(undefined, 2024)).toContain('11-20');
    expect(daysOf('AM', 2024).filter((day) => day === '11-20')).toHaveLength(1);
    expect(daysOf('PE', 2026).filter((day) => day === '11-20')).toHaveLength(1);
  });

  test('optional days and observances do not close a place', () => {
    const days = daysOf('SP', 2026);
    for (const carnivalOrMothersDay of ['02-17', '05-10', '12-24'])
      expect(days).not.toContain(carnivalOrMothersDay);
  });

  test('days are in order, each once', () => {
    const days = publicHolidays('RJ', 2027).map(({ date }) => date);
    expect(days).toEqual([...new Set(days)].toSorted((one, other) => one.localeCompare(other)));
    expect(publicHolidays('RJ', 2027)).toBe(publicHolidays('RJ', 2027));
  });
});
