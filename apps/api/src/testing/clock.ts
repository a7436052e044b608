import type { Clock } from '../platform/clock.ts';

export type FakeClock = Clock & { set: (instant: string) => void; advance: (seconds: number) => void };

/** A clock that stands still until a test moves it. */
export const aClock = (startsAt = '2026-03-02T12:00:00Z'): FakeClock => {
  let now = new Date(startsAt).getTime();
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant).getTime();
    },
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
};
