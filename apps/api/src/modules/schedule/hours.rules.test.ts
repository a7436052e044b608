import { LocationId, OperatoryId, type ProviderHoursBlock } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import {
  openingHoursIssues,
  overridesIssues,
  stretchIssues,
  timeOffIssues,
  weeklyHoursIssues,
} from './hours.rules.ts';

const locationId = LocationId.parse('a'.repeat(24));
const operatoryId = OperatoryId.parse('b'.repeat(24));
const block = (weekdays: number[], startsAt: string, endsAt: string): ProviderHoursBlock => ({
  weekdays,
  startsAt,
  endsAt,
  locationId,
});

describe('opening hours', () => {
  test.each([
    ['08:00', '12:00', []],
    ['08:00', '24:00', []],
    ['22:00', '06:00', []],
    ['08:02', '12:00', ['hours.0.startsAt']],
    ['08:01', '12:59', ['hours.0.startsAt', 'hours.0.endsAt']],
  ])('from %s to %s, the edges off the five-minute grid are %j', (startsAt, endsAt, paths) => {
    const issues = openingHoursIssues([{ weekdays: [1], startsAt, endsAt }], 'hours');
    expect(issues.map(({ path }) => path)).toEqual(paths);
  });

  test('when a block names a weekday twice, it is refused', () => {
    expect(openingHoursIssues([{ weekdays: [1, 1], startsAt: '08:00', endsAt: '09:00' }], 'hours')).toEqual([
      { path: 'hours.0.weekdays', message: 'repeated' },
    ]);
  });
});

describe('weekly hours of a person', () => {
  test.each<[string, ProviderHoursBlock[], string[]]>([
    ['touching blocks', [block([1], '08:00', '12:00'), block([1], '12:00', '18:00')], []],
    ['the same hours on other days', [block([1], '08:00', '12:00'), block([2], '08:00', '12:00')], []],
    [
      'two chairs at once',
      [block([1, 2], '08:00', '12:00'), { ...block([2], '11:55', '13:00'), operatoryId }],
      ['hours.1.startsAt'],
    ],
    [
      'a night into the next morning',
      [block([1], '22:00', '06:00'), block([2], '05:00', '09:00')],
      ['hours.1.startsAt'],
    ],
    [
      'Sunday night into Monday',
      [block([1], '05:00', '09:00'), block([7], '22:00', '06:00')],
      ['hours.1.startsAt'],
    ],
    ['midnight that ends the day', [block([1], '18:00', '24:00'), block([2], '00:00', '06:00')], []],
    [
      'a block equal to another',
      [block([3], '08:00', '12:00'), block([3], '08:00', '12:00')],
      ['hours.1.startsAt'],
    ],
    [
      'a whole day meeting the next',
      [block([1], '08:00', '08:00'), block([2], '07:00', '08:00')],
      ['hours.1.startsAt'],
    ],
  ])('%s', (_name, hours, paths) => {
    expect(weeklyHoursIssues(hours, 'hours')).toEqual(paths.map((path) => ({ path, message: 'overlaps' })));
  });
});

describe('overrides', () => {
  const part = { startsAt: '08:00', endsAt: '12:00', locationId };
  test('when a date is empty, the day is closed and nothing is wrong', () => {
    expect(overridesIssues([{ date: '2026-03-10', blocks: [] }], 'overrides')).toEqual([]);
  });
  test('when a date is named twice, the second is refused', () => {
    const overrides = [
      { date: '2026-03-10', blocks: [] },
      { date: '2026-03-10', blocks: [part] },
    ];
    expect(overridesIssues(overrides, 'overrides')).toEqual([
      { path: 'overrides.1.date', message: 'repeated' },
    ]);
  });
  test('when two blocks of a date meet, the later one is refused', () => {
    const overrides = [{ date: '2026-03-10', blocks: [part, { ...part, startsAt: '11:00' }] }];
    expect(overridesIssues(overrides, 'overrides')).toEqual([
      { path: 'overrides.0.blocks.1.startsAt', message: 'overlaps' },
    ]);
  });
});

describe('closed stretches', () => {
  test.each([
    ['2026-03-10', '2026-03-10', undefined],
    ['2026-03-10', '2026-03-12', undefined],
    ['2026-03-10T08:00', '2026-03-10', undefined],
    ['2026-03-10', '2026-03-10T09:00', undefined],
    ['2026-03-10T08:00', '2026-03-10T08:00', 'to'],
    ['2026-03-10', '2026-03-10T00:00', 'to'],
    ['2026-03-11', '2026-03-10', 'to'],
    ['2026-02-30', '2026-03-10', 'from'],
    ['2026-02-01', '2026-02-30T10:00', 'to'],
  ])('from %s to %s, wrong is %s', (from, to, wrong) => {
    expect(stretchIssues({ from, to }).map(({ path }) => path)).toEqual(wrong === undefined ? [] : [wrong]);
  });
  test('when time off ends before it starts, the path says which', () => {
    expect(timeOffIssues([{ from: '2026-03-11', to: '2026-03-10', kind: 'sick' }], 'timeOff')).toEqual([
      { path: 'timeOff.0.to', message: 'beforeStart' },
    ]);
  });
});
