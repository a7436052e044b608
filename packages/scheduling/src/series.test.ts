import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { expandSeries, type Series, splitSeries } from './zone.ts';

const walls = (series: Series): string[] => expandSeries(series).instances.map(({ wall }) => wall);
const newYork = { zone: 'America/New_York', dtstart: '1997-08-05T09:00' };

describe('a series', () => {
  test.each([
    ['MO', ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']],
    ['SU', ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']],
  ])("RFC 5545's week start example, WKST=%s", (start, days) => {
    const rrule = `FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${start}`;
    expect(walls({ ...newYork, rrule })).toEqual(days.map((day) => `${day}T09:00`));
  });

  test('agrees with the library on the zone, wherever no wall time is missing', () => {
    const aRule = fc.record({
      zone: fc.constantFrom('America/New_York', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Europe/Lisbon'),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 5, max: 22 }),
      freq: fc.constantFrom(
        'DAILY',
        'WEEKLY',
        'MONTHLY',
        'WEEKLY;BYDAY=MO,TH',
        'MONTHLY;BYDAY=-1FR',
        'MONTHLY;BYDAY=2TU',
      ),
      interval: fc.integer({ min: 1, max: 3 }),
      count: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(aRule, ({ zone, month, day, hour, freq, interval, count }) => {
        const two = (value: number): string => String(value).padStart(2, '0');
        const dtstart = `2017-${two(month)}-${two(day)}T${two(hour)}:00`;
        const rrule = `FREQ=${freq};INTERVAL=${interval};COUNT=${count}`;
        const library = new RRuleTemporal({
          rruleString: rrule,
          dtstart: Temporal.PlainDateTime.from(dtstart).toZonedDateTime(zone),
        }).all();
        const ours = expandSeries({ zone, dtstart, rrule });
        expect(ours.instances.map(({ startsAt }) => startsAt)).toEqual(
          library.map((at) => at.epochMilliseconds / 60_000),
        );
        expect(ours.skipped).toEqual([]);
      }),
    );
  });

  test.each([
    ['FREQ=DAILY;UNTIL=20260305', 3],
    ['FREQ=DAILY;UNTIL=20260305T130000Z', 3],
    ['FREQ=DAILY;UNTIL=20260305T125900Z', 2],
    ['FREQ=DAILY;UNTIL=20260305T100000', 3],
    ['FREQ=DAILY;UNTIL=20260305T095900', 2],
  ])('%s ends where it says', (rrule, count) => {
    expect(walls({ zone: 'America/Sao_Paulo', dtstart: '2026-03-03T10:00', rrule })).toHaveLength(count);
  });

  test('a moved instance keeps the name of its first time and its place in time order', () => {
    const { instances } = expandSeries({
      zone: 'America/Sao_Paulo',
      dtstart: '2026-03-03T10:00',
      rrule: 'FREQ=WEEKLY;COUNT=3',
      moves: { '2026-03-03T10:00': '2026-03-12T15:00' },
    });
    expect(instances.map(({ recurrenceId, wall }) => [recurrenceId, wall])).toEqual([
      ['2026-03-10T10:00', '2026-03-10T10:00'],
      ['2026-03-03T10:00', '2026-03-12T15:00'],
      ['2026-03-17T10:00', '2026-03-17T10:00'],
    ]);
  });

  test.each([
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;COUNT=2;UNTIL=20260305',
    'FREQ=HOURLY;COUNT=2',
    'FREQ=DAILY;BYHOUR=9,10;COUNT=2',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=2000',
    'FREQ=DAILY;UNTIL=20990101',
    'FREQ=DAILY;UNTIL=soon',
    'COUNT=3',
    'constructor=1;FREQ=DAILY;COUNT=2',
    'FREQ=DAILY=X;COUNT=2',
    'FREQ=DAILY;INTERVAL=0;COUNT=3',
    'FREQ=DAILY;BYMONTH=13;COUNT=3',
    'FREQ=DAILY;COUNT=1e2',
    'FREQ=DAILY;COUNT=3;COUNT=4',
    'FREQ=DAILY;COUNT=3;freq=SECONDLY',
    'FREQ=DAILY;COUNT=3;TZID=America/New_York',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1',
    'FREQ=WEEKLY;BYDAY=XX;COUNT=2',
    '',
  ])('when the rule is %j, it is refused and never cut short', (rrule) => {
    expect(() => expandSeries({ zone: 'America/Sao_Paulo', dtstart: '2026-03-03T10:00', rrule })).toThrow(
      RangeError,
    );
  });

  test('a split gives two series that together have every instance once', () => {
    const series = {
      zone: 'America/Sao_Paulo',
      dtstart: '2026-03-03T10:00',
      rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=9',
    };
    const all = walls(series);
    const at = all[4] ?? '';
    const parts = splitSeries(series, at, '11:30');
    expect(parts && walls(parts.first)).toEqual(all.slice(0, 4));
    expect(parts && walls(parts.second)).toEqual(all.slice(4).map((wall) => `${wall.slice(0, 10)}T11:30`));
  });

  test('there is nothing to split at the first instance or at a time without one', () => {
    const series = { zone: 'America/Sao_Paulo', dtstart: '2026-03-03T10:00', rrule: 'FREQ=WEEKLY;COUNT=3' };
    expect(splitSeries(series, '2026-03-03T10:00', '11:00')).toBeUndefined();
    expect(splitSeries(series, '2026-03-04T10:00', '11:00')).toBeUndefined();
  });
});
