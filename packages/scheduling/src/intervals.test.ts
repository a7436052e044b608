import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intersectIntervals, mergeIntervals, subtractIntervals, uniteIntervals } from './intervals.ts';
import { minutesOf } from './reference.fixtures.ts';

const pairs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -1, max: 12 })), { maxLength: 8 })
  .map((list) => list.flatMap(([start, length]) => [start, start + length]));
const normal = pairs.map(mergeIntervals);
const ascending = (left: number, right: number): number => left - right;
const isNormal = (list: Int32Array): boolean =>
  list.every((value, i) => i === 0 || value > (list[i - 1] ?? 0));

describe('intervals are sets of minutes', () => {
  test('merging keeps the minutes and leaves nothing touching', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const merged = mergeIntervals(list);
        expect([...minutesOf(merged)].sort(ascending)).toEqual([...minutesOf(list)].sort(ascending));
        expect(isNormal(merged)).toBe(true);
      }),
    );
  });

  test('subtract, intersect and unite are the set operations', () => {
    fc.assert(
      fc.property(normal, normal, (left, right) => {
        const inRight = minutesOf(right);
        const inLeft = minutesOf(left);
        expect(minutesOf(subtractIntervals(left, right))).toEqual(
          new Set([...inLeft].filter((minute) => !inRight.has(minute))),
        );
        expect(minutesOf(intersectIntervals(left, right))).toEqual(
          new Set([...inLeft].filter((minute) => inRight.has(minute))),
        );
        expect([...minutesOf(uniteIntervals([left, right]))].sort(ascending)).toEqual(
          [...new Set([...inLeft, ...inRight])].sort(ascending),
        );
        expect(isNormal(subtractIntervals(left, right))).toBe(true);
        expect(isNormal(intersectIntervals(left, right))).toBe(true);
      }),
    );
  });

  test('touching intervals merge, an empty one vanishes', () => {
    expect([...mergeIntervals([10, 20, 20, 30, 40, 40])]).toEqual([10, 30]);
    expect([...mergeIntervals([])]).toEqual([]);
  });

  test('when intervals span more than 127 years, they are refused and not garbled', () => {
    expect(() => mergeIntervals([100_000_000, 100_000_010, 0, 5])).toThrow(RangeError);
  });
});
