import { at } from './at.ts';

/**
 * Half-open minute intervals as one flat list `[start, end, start, end, …]`. *Normal* means ascending, disjoint
 * and not touching; every function here returns normal lists.
 */
export type Intervals = Int32Array;
export type Pairs = ArrayLike<number>;

/** The union of any pairs, in any order: overlapping and touching ones become one, empty ones vanish. */
export const mergeIntervals = (pairs: Pairs): Intervals => {
  if (isNormal(pairs)) return pairs instanceof Int32Array ? pairs : Int32Array.from(pairs);
  const sorted = isSortedByStart(pairs) ? pairs : sortedByStart(pairs);
  const merged = startList(sorted.length);
  let start = Number.NEGATIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < sorted.length; i += 2) {
    const nextStart = at(sorted, i);
    const nextEnd = at(sorted, i + 1);
    if (nextEnd <= nextStart) continue;
    if (nextStart > end) {
      append(merged, start, end);
      start = nextStart;
    }
    end = Math.max(end, nextEnd);
  }
  append(merged, start, end);
  return finish(merged);
};

const isNormal = (pairs: Pairs): boolean => {
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < pairs.length; i += 2) {
    if (at(pairs, i) <= last || at(pairs, i + 1) <= at(pairs, i)) return false;
    last = at(pairs, i + 1);
  }
  return true;
};

const isSortedByStart = (pairs: Pairs): boolean => {
  for (let i = 2; i < pairs.length; i += 2) if (at(pairs, i) < at(pairs, i - 2)) return false;
  return true;
};

/** Start and length beside each other in the 53 exact bits of a double: 127 years of minutes. */
const packing = 2 ** 26;

/** The same pairs by ascending start: packed into doubles because typed arrays sort numbers natively. */
const sortedByStart = (pairs: Pairs): Int32Array => {
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < pairs.length; i += 2) first = Math.min(first, at(pairs, i));
  const keys = new Float64Array(pairs.length >> 1);
  for (let i = 0; i < keys.length; i += 1) {
    const start = at(pairs, 2 * i) - first;
    const length = Math.max(0, at(pairs, 2 * i + 1) - at(pairs, 2 * i));
    if (start >= packing || length >= packing) throw new RangeError('intervals span more than 127 years');
    keys[i] = start * packing + length;
  }
  keys.sort();
  const sorted = new Int32Array(pairs.length);
  for (let i = 0; i < keys.length; i += 1) {
    const start = Math.floor(at(keys, i) / packing);
    sorted[2 * i] = first + start;
    sorted[2 * i + 1] = first + start + (at(keys, i) - start * packing);
  }
  return sorted;
};

/** What `from` has and `without` has not; both normal. */
export const subtractIntervals = (from: Intervals, without: Intervals): Intervals => {
  const rest = startList(from.length + without.length);
  let cut = 0;
  for (let i = 0; i < from.length; i += 2) {
    let start = at(from, i);
    const end = at(from, i + 1);
    while (cut < without.length && at(without, cut + 1) <= start) cut += 2;
    for (let k = cut; k < without.length && at(without, k) < end; k += 2) {
      append(rest, start, at(without, k));
      start = at(without, k + 1);
    }
    append(rest, start, end);
  }
  return finish(rest);
};

/** What both have; both normal. */
export const intersectIntervals = (left: Intervals, right: Intervals): Intervals => {
  const common = startList(left.length + right.length);
  let i = 0;
  let k = 0;
  while (i < left.length && k < right.length) {
    const leftEnd = at(left, i + 1);
    const rightEnd = at(right, k + 1);
    append(common, Math.max(at(left, i), at(right, k)), Math.min(leftEnd, rightEnd));
    if (leftEnd <= rightEnd) i += 2;
    if (rightEnd <= leftEnd) k += 2;
  }
  return finish(common);
};

/** The union of several normal lists. */
export const uniteIntervals = (lists: readonly Intervals[]): Intervals => {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  let total = 0;
  for (const list of lists) total += list.length;
  const all = new Int32Array(total);
  let offset = 0;
  for (const list of lists) {
    all.set(list, offset);
    offset += list.length;
  }
  return mergeIntervals(all);
};

/** A list under construction: `pairs` has room for all that will come. */
export type IntervalList = { readonly pairs: Int32Array; length: number };

export const startList = (capacity: number): IntervalList => ({ pairs: new Int32Array(capacity), length: 0 });

/** Adds an interval behind the others; an empty one is left out. */
export const append = (list: IntervalList, start: number, end: number): void => {
  if (start >= end) return;
  list.pairs[list.length] = start;
  list.pairs[list.length + 1] = end;
  list.length += 2;
};

export const finish = (list: IntervalList): Intervals => list.pairs.subarray(0, list.length);
