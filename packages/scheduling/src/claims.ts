import { dayNumber, minutesPerDay } from './civil.ts';
import type { Segment } from './visit.ts';

/** All claimed time is cut into buckets of this length. */
export const bucketMinutes = 5;
/** 2020-01-01T00:00Z; 2²⁴ buckets from here last until 2179. */
const epoch = dayNumber(2020, 1, 1) * minutesPerDay;
const bucketsPerResource = 2 ** 24;
/** Below this, `ord · 2²⁴ + bucket` stays under 2⁵³ and exact. */
const ordLimit = 2 ** 29;

/** A segment with its resource's number, unique over the whole deployment. */
export type ClaimedSegment = Segment & { readonly ord: number };

/** Whether start, end and buffers are all multiples of five minutes, without which nothing may be claimed. */
export const isOnBuckets = (segments: readonly Segment[]): boolean =>
  segments.every(({ s, e, ps, pe }) => [s, e, ps, pe].every((minute) => minute % bucketMinutes === 0));

/**
 * One integer per resource and five minutes of the padded segments, ascending, without repetition. Two visits
 * share a claim exactly when they want one resource at one time, so a unique index over claims is the guarantee.
 * Refuses odd minutes, as two visits could then touch without overlapping and still collide.
 */
export const claimsOf = (segments: readonly ClaimedSegment[]): number[] => {
  if (!isOnBuckets(segments)) throw new RangeError('claimed time is in multiples of five minutes');
  return outwardClaims(segments);
};

/** Claims of visits from another system whose minutes may be odd: rounded outward, so that none is too few. */
export const outwardClaims = (segments: readonly ClaimedSegment[]): number[] => {
  const claims = new Set<number>();
  for (const { ord, ps, pe } of segments) {
    const first = Math.floor((ps - epoch) / bucketMinutes);
    const end = Math.ceil((pe - epoch) / bucketMinutes);
    assertClaimable(ord, first, end);
    for (let bucket = first; bucket < end; bucket += 1) claims.add(ord * bucketsPerResource + bucket);
  }
  return [...claims].sort((left, right) => left - right);
};

const assertClaimable = (ord: number, first: number, end: number): void => {
  if (!Number.isInteger(ord) || ord < 0 || ord >= ordLimit)
    throw new RangeError('resource number out of range');
  if (first < 0 || end > bucketsPerResource) throw new RangeError('time out of range, 2020 to 2179');
};

/** The resource and the start (epoch minute) of the five minutes that a claim stands for. */
export const decodeClaim = (claim: number): { ord: number; startsAt: number } => {
  const ord = Math.floor(claim / bucketsPerResource);
  return { ord, startsAt: epoch + (claim - ord * bucketsPerResource) * bucketMinutes };
};
