import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/**
 * Asks until the answer is truthy; gives up with the given words after the limit.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {{ limitMs: number, everyMs?: number, otherwise: string }} options
 * @returns {Promise<NonNullable<T>>}
 */
export const waitFor = async (ask, { limitMs, everyMs = 25, otherwise }) => {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer) return answer;
    await delay(everyMs);
  }
  throw new Problem(otherwise);
};
