import { at } from './at.ts';

/** The `count` starts closest to a minute, closest first; of two equally close the earlier. Starts must ascend. */
export const nearest = (starts: ArrayLike<number>, minute: number, count: number): number[] => {
  const found: number[] = [];
  let right = firstAtOrAfter(starts, minute);
  let left = right - 1;
  while (found.length < count && (left >= 0 || right < starts.length)) {
    const isLeft =
      right >= starts.length || (left >= 0 && minute - at(starts, left) <= at(starts, right) - minute);
    found.push(at(starts, isLeft ? left : right));
    if (isLeft) left -= 1;
    else right += 1;
  }
  return found;
};

const firstAtOrAfter = (starts: ArrayLike<number>, minute: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(starts, middle) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
};
