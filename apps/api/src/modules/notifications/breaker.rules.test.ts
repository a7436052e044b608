import { expect, test } from 'vitest';
import { afterFailure, type Breaker, closedBreaker, isPaused } from './breaker.rules.ts';

const failing = (times: number, from: Breaker = closedBreaker, now = 1000): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterFailure(breaker, now), from);

test('when a provider fails four times, it is called again; after the fifth it is left alone for 30 s', () => {
  expect(isPaused(failing(4), 1000)).toBe(false);
  expect(isPaused(failing(5), 1000)).toBe(true);
  expect(isPaused(failing(5), 30_999)).toBe(true);
  expect(isPaused(failing(5), 31_000)).toBe(false);
});

test('when the first attempt after the pause fails, the next pause begins at once', () => {
  expect(isPaused(failing(1, failing(5), 31_000), 31_001)).toBe(true);
});
