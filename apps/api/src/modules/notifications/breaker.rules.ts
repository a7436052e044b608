/** Stops calling a provider that does not answer: after five failures in a row it is left alone for 30 s. */

const failuresAllowed = 5;
const pauseMs = 30_000;

export type Breaker = { failures: number; pausedUntil: number };
export const closedBreaker: Breaker = { failures: 0, pausedUntil: 0 };

export const isPaused = ({ pausedUntil }: Breaker, nowMs: number): boolean => nowMs < pausedUntil;

/** After the pause one attempt decides: it succeeds and everything flows, or the next pause begins. */
export const afterFailure = ({ failures }: Breaker, nowMs: number): Breaker =>
  failures + 1 < failuresAllowed
    ? { failures: failures + 1, pausedUntil: 0 }
    : { failures: failures + 1, pausedUntil: nowMs + pauseMs };
