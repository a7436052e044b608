import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { formatWall, parseDay, parseWall } from './civil.ts';
import { anOddDay, referenceFor } from './reference.fixtures.ts';
import {
  canonicalZone,
  createZoneSource,
  localDay,
  reresolve,
  resolveLocal,
  tzdb,
  wallOf,
  zoneLaws,
} from './zone.ts';

const instant = (text: string): number => parseWall(text.slice(0, 16));
/** What the runtime's own data say, without the laws that are younger than it. */
const runtimeSource = createZoneSource(tzdb);

describe('a wall time becomes one instant', () => {
  test('as Temporal resolves it, on and around days of clock changes', () => {
    fc.assert(
      fc.property(anOddDay, fc.integer({ min: -1440, max: 2 * 1440 }), ([zone, day], minute) => {
        const wall = formatWall(parseDay(day) * 1440 + minute);
        const plain = Temporal.PlainDateTime.from(wall);
        const expected =
          plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000;
        const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
        const isGap = !earlier.toPlainDateTime().equals(plain);
        const other = isGap ? 'gap' : 'overlap';
        const kind = earlier.epochMilliseconds === later.epochMilliseconds ? 'unique' : other;
        expect(resolveLocal(zone, wall, runtimeSource)).toEqual({ utc: expected, kind });
      }),
      { numRuns: 1000 },
    );
  });

  test('in every zone the runtime knows, in winter and in summer', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const wall of ['2025-01-15T09:00', '2025-07-15T09:00', '2040-12-31T23:30']) {
        const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds / 60_000;
        expect({ zone, ...resolveLocal(zone, wall, runtimeSource) }).toEqual({
          zone,
          utc: expected,
          kind: 'unique',
        });
      }
    }
  });

  test('the way back shows what Intl shows', () => {
    fc.assert(
      fc.property(anOddDay, ([zone, day]) => {
        const reference = referenceFor(zone, parseDay(day), parseDay(day));
        for (let i = 0; i < reference.walls.length; i += 7) {
          const wall = formatWall(reference.walls[i] ?? 0);
          expect(wallOf(zone, reference.first + i, runtimeSource)).toBe(wall);
          expect(localDay(zone, reference.first + i)).toBe(wall.slice(0, 10));
        }
      }),
      { numRuns: 18 },
    );
  });

  test.each([
    ['2007-11-04T01:30', '2007-11-04T05:30Z', 'overlap'],
    ['2007-03-11T02:30', '2007-03-11T07:30Z', 'gap'],
  ])("RFC 5545's example %s in New York is %s", (wall, utc, kind) => {
    expect(resolveLocal('America/New_York', wall)).toEqual({ utc: instant(utc), kind });
  });

  test('when a zone is asked about another decade, earlier answers stand', () => {
    const before = resolveLocal('Europe/Lisbon', '2025-10-26T01:30');
    expect(resolveLocal('Europe/Lisbon', '1996-07-01T12:00').kind).toBe('unique');
    expect(resolveLocal('Europe/Lisbon', '2094-07-01T12:00').kind).toBe('unique');
    expect(resolveLocal('Europe/Lisbon', '2025-10-26T01:30')).toEqual(before);
  });

  test.each(['1969-12-31T10:00', '2099-01-01T10:00', '9999-01-01T10:00'])(
    'when the time is %s, it is refused',
    (wall) => {
      expect(() => resolveLocal('America/Sao_Paulo', wall)).toThrow(RangeError);
    },
  );
});

describe('zone names', () => {
  test.each([
    ['America/Sao_Paulo', 'America/Sao_Paulo'],
    ['Brazil/East', 'America/Sao_Paulo'],
    ['america/sao_paulo', 'America/Sao_Paulo'],
    ['US/Eastern', 'America/New_York'],
    ['Japan', 'Asia/Tokyo'],
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Nuuk', 'America/Nuuk'],
  ])('%s is stored as %s', (name, stored) => {
    expect(canonicalZone(name)).toBe(stored);
  });

  test.each([
    '',
    'EST',
    'EST5EDT',
    'EST5EDT4',
    'CET',
    'UTC',
    'GMT',
    'GMT-3',
    'PRC',
    '+03:00',
    'Etc/GMT+3',
    'Etc/UTC',
    'Mars/Phobos',
    'SystemV/EST5',
    '../America/New_York',
    'America/New_York ',
    'Est',
  ])('%j is refused', (name) => {
    expect(canonicalZone(name)).toBeUndefined();
  });

  test('a canonical name is its own canonical name', () => {
    const stored = Intl.supportedValuesOf('timeZone')
      .map(canonicalZone)
      .filter((zone) => zone !== undefined);
    expect(stored.length).toBeGreaterThan(300);
    expect(stored.map(canonicalZone)).toEqual(stored);
  });
});

describe('when the law changes', () => {
  const edmonton = {
    wall: '2026-12-01T09:00',
    zone: 'America/Edmonton',
    utc: instant('2026-12-01T16:00Z'),
    tzdb: '2025c',
  };

  test('the wall time stands and the instant moves', () => {
    expect(reresolve(edmonton, '2026c')).toEqual({
      ...edmonton,
      utc: instant('2026-12-01T15:00Z'),
      tzdb: '2026c',
      moved: true,
    });
  });

  test('and again, nothing moves', () => {
    const once = reresolve(edmonton, '2026c');
    expect(reresolve(once, '2026c')).toEqual({ ...once, moved: false });
  });

  test('a release from before the law leaves the visit', () => {
    expect(reresolve(edmonton, tzdb < '2026c' ? tzdb : '2025c').moved).toBe(tzdb >= '2026c');
  });

  test('a visit in the second half of a repeated hour stays there', () => {
    const visit = {
      wall: '2025-11-02T01:30',
      zone: 'America/New_York',
      utc: instant('2025-11-02T06:30Z'),
      tzdb: '2025c',
    };
    expect(reresolve(visit, '2026c')).toMatchObject({ utc: visit.utc, moved: false });
  });

  test('before each law the old and the new data agree', () => {
    for (const law of zoneLaws) {
      const old = createZoneSource('2025c').steps(law.zone, law.from - 400_000, law.from);
      const young = createZoneSource('2026c').steps(law.zone, law.from - 400_000, law.from);
      const last = (steps: typeof old): number[] =>
        [...steps.starts].filter((start) => start < law.from).slice(-3);
      expect(last(young)).toEqual(last(old));
    }
  });

  test('new visits are resolved under the newest law', () => {
    expect(resolveLocal('America/Vancouver', '2026-12-01T09:00').utc).toBe(instant('2026-12-01T16:00Z'));
    expect(resolveLocal('Africa/Casablanca', '2026-12-01T09:00').utc).toBe(instant('2026-12-01T09:00Z'));
  });
});
