import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeIntervals } from './intervals.ts';
import { multiStarts } from './multi.ts';
import { isOffered, type Need, type Timetable } from './slots.ts';

const steps = { starts: Int32Array.of(0), offsets: Int32Array.of(0) };
const grid = { step: 5, steps };
const day = 2000 * 1440;

const intervals = (most: number, longest: number): fc.Arbitrary<Int32Array> =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: longest })), {
      maxLength: most,
    })
    .map((list) => mergeIntervals(list.flatMap(([start, length]) => [day + start, day + start + length])));
const aTimetable: fc.Arbitrary<Timetable> = fc.record({ windows: intervals(3, 200), busy: intervals(5, 40) });
const aNeed: fc.Arbitrary<Need> = fc
  .record({
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 40 }),
    before: fc.integer({ min: 0, max: 10 }),
    after: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ length, ...need }) => ({ ...need, to: need.from + length }));
const aPool = fc.record({
  needs: fc.array(aNeed, { minLength: 1, maxLength: 2 }),
  resources: fc.array(aTimetable, { minLength: 1, maxLength: 4 }),
});

describe('a visit that needs several roles', () => {
  test('is offered exactly when each role has one resource for all its needs, the first that fits', () => {
    fc.assert(
      fc.property(fc.array(aPool, { minLength: 1, maxLength: 3 }), (pools) => {
        const { starts, picks } = multiStarts(pools, grid);
        const expected: number[] = [];
        const expectedPicks: number[][] = pools.map(() => []);
        // A visit may start before the first window when its first need does not.
        for (let start = day - 100; start < day + 520; start += 5) {
          const chosen = pools.map(({ needs, resources }) =>
            resources.findIndex((timetable) =>
              needs.every((need) => {
                const shifted = { ...need, from: 0, to: need.to - need.from };
                return isOffered({ timetable, need: shifted, grid: { step: 1, steps } }, start + need.from);
              }),
            ),
          );
          if (chosen.includes(-1)) continue;
          expected.push(start);
          chosen.forEach((index, role) => expectedPicks[role]?.push(index));
        }
        expect([...starts]).toEqual(expected);
        expect(picks.map((column) => [...column])).toEqual(expectedPicks);
      }),
      { numRuns: 200 },
    );
  });

  test('an empty pool offers nothing', () => {
    const need = { from: 0, to: 30, before: 0, after: 0 };
    expect(multiStarts([{ needs: [need], resources: [] }], grid).starts.length).toBe(0);
    expect(multiStarts([], grid).starts.length).toBe(0);
  });
});
