import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNext } from './find-next.ts';
import { bestFirst, gapScores } from './gap-quality.ts';
import { groupByLocalDay, offsetLabel, timeLabels } from './labels.ts';
import { nearest } from './nearest.ts';
import { decodeRuns, encodeRuns } from './run-length.ts';
import { parseWall } from './civil.ts';
import { stepsForDays } from './zone.ts';

const ascending = fc
  .uniqueArray(fc.integer({ min: 0, max: 4000 }), { maxLength: 40 })
  .map((list) => Int32Array.from(list.sort((left, right) => left - right)));

describe('the nearest free starts', () => {
  test('are the closest ones, closest first, the earlier of two equally close', () => {
    fc.assert(
      fc.property(
        ascending,
        fc.integer({ min: -10, max: 4010 }),
        fc.integer({ min: 0, max: 5 }),
        (starts, minute, count) => {
          const expected = [...starts].sort(
            (left, right) => Math.abs(left - minute) - Math.abs(right - minute) || left - right,
          );
          expect(nearest(starts, minute, count)).toEqual(expected.slice(0, count));
        },
      ),
    );
  });
});

describe('starts as runs', () => {
  const steps = stepsForDays('America/New_York', { from: '2025-11-01', to: '2025-11-04' });
  const night = parseWall('2025-11-01T12:00');

  test('lose nothing and never mix two groups or two days', () => {
    fc.assert(
      fc.property(
        ascending,
        fc.constantFrom(1, 5, 15),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 40 }),
        (list, step, groups) => {
          const starts = list.map((minute) => night + minute * step);
          const days = encodeRuns(starts, { step, steps, groups });
          expect(decodeRuns(days)).toEqual([...starts]);
          const byGroup = days.flatMap((day) =>
            day.runs.flatMap(([, , count], i) => Array.from({ length: count }, () => day.groups[i])),
          );
          expect(byGroup).toEqual(groups.slice(0, starts.length));
          expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))]);
        },
      ),
    );
  });

  test('a night with a repeated hour is one run', () => {
    const starts = Int32Array.from([4, 5, 6, 7, 8], (hour) => parseWall('2025-11-02T00:00') + hour * 60);
    expect(encodeRuns(starts, { step: 60, steps })).toEqual([
      { day: parseWall('2025-11-02T00:00') / 1440, runs: [[starts[0], 60, 5]], groups: [0] },
    ]);
  });
});

describe('find next', () => {
  /** One free time on each of the given days, and a note of every search. */
  const calendar = (free: readonly number[]) => {
    const searched: [number, number][] = [];
    return {
      searched,
      search: (from: number, to: number) => {
        searched.push([from, to]);
        return Promise.resolve(
          free.filter((day) => day >= from && day <= to).map((day) => ({ day, slots: [day * 1440] })),
        );
      },
    };
  };

  test('a near opening costs one search of 14 days', async () => {
    const { search, searched } = calendar([103, 105, 106]);
    const found = await findNext({ from: 100, wantedDays: 2, search });
    expect(found).toEqual({
      days: [
        { day: 103, slots: [103 * 1440] },
        { day: 105, slots: [105 * 1440] },
      ],
      searchedUntil: 105,
      visitedDays: 14,
    });
    expect(searched).toEqual([[100, 113]]);
  });

  test('a far one is found in growing chunks that leave no day out', async () => {
    const { search, searched } = calendar([270]);
    const found = await findNext({ from: 100, wantedDays: 1, search });
    expect(found.days.map(({ day }) => day)).toEqual([270]);
    expect(searched).toEqual([
      [100, 113],
      [114, 141],
      [142, 197],
      [198, 279],
    ]);
  });

  test('when there is nothing in 180 days, it says how far it looked', async () => {
    const { search } = calendar([281]);
    expect(await findNext({ from: 100, wantedDays: 1, search })).toEqual({
      days: [],
      searchedUntil: 279,
      visitedDays: 180,
    });
  });

  test('never looks beyond 180 days, and not beyond a nearer limit', async () => {
    const far = calendar([]);
    await findNext({ from: 0, wantedDays: 1, maxDays: 1000, search: far.search });
    expect(far.searched.at(-1)?.[1]).toBe(179);
    const near = calendar([]);
    await findNext({ from: 0, wantedDays: 1, maxDays: 10, search: near.search });
    expect(near.searched).toEqual([[0, 9]]);
  });
});

describe('gap quality', () => {
  const place = {
    timetable: { windows: Int32Array.of(0, 240), busy: Int32Array.of(100, 140) },
    need: { from: 0, to: 40, before: 0, after: 0 },
  };
  const rule = { shortestMinutes: 30, touchBonus: 5 };

  test('a start that leans on something beats one that strands a remainder', () => {
    const starts = Int32Array.of(0, 10, 30, 60, 140, 150, 200);
    // 0 leans on opening and leaves 60; 10 strands 10 before; 30 leaves 30 on both sides; 60 leans on the visit.
    expect([...gapScores(starts, place, rule)]).toEqual([5, -10, 0, 5, 5, -10, 5]);
    expect([...bestFirst(starts, gapScores(starts, place, rule))]).toEqual([0, 60, 140, 200, 30, 10, 150]);
  });

  test('buffers are part of the visit', () => {
    const padded = { ...place, need: { from: 0, to: 30, before: 5, after: 5 } };
    expect([...gapScores(Int32Array.of(5, 65), padded, rule)]).toEqual([5, 5]);
  });
});

describe('labels', () => {
  const hours = [4, 5, 6, 7, 8].map((hour) => parseWall('2025-11-02T00:00') + hour * 60);

  test('a repeated hour carries its offset, an ordinary day does not', () => {
    const steps = stepsForDays('America/New_York', { from: '2025-11-01', to: '2025-11-03' });
    expect(timeLabels(hours, steps)).toEqual([
      '00:00 −04',
      '01:00 −04',
      '01:00 −05',
      '02:00 −05',
      '03:00 −05',
    ]);
    expect(
      timeLabels(
        hours.map((minute) => minute - 1440),
        steps,
      ),
    ).toEqual(['00:00', '01:00', '02:00', '03:00', '04:00']);
  });

  test('a clock that falls back across midnight marks the date it repeats', () => {
    const steps = stepsForDays('America/Sao_Paulo', { from: '2018-02-17', to: '2018-02-18' });
    const minutes = [
      parseWall('2018-02-18T01:30'),
      parseWall('2018-02-18T02:30'),
      parseWall('2018-02-18T03:30'),
    ];
    expect(timeLabels(minutes, steps)).toEqual(['23:30 −02', '23:30 −03', '00:30']);
  });

  test.each([
    [-240, '−04'],
    [345, '+05:45'],
    [-150, '−02:30'],
    [0, '+00'],
  ])('%i minutes east is %s', (offset, label) => {
    expect(offsetLabel(offset)).toBe(label);
  });

  test('another zone changes headings, never the count', () => {
    const steps = stepsForDays('Europe/Lisbon', { from: '2025-11-01', to: '2025-11-03' });
    expect(Object.values(groupByLocalDay(hours, steps)).flat()).toHaveLength(hours.length);
  });
});
