import { useSyncExternalStore } from 'react';
import { now } from '../../../lib/clock.ts';

type Ticker = { subscribe: (listener: () => void) => () => void; read: () => number };

/** One timer for all who watch; it rests while nobody does. Values are whole periods since the epoch. */
const ticker = (periodMs: number): Ticker => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (): void => {
    timer = setTimeout(tick, periodMs - (now() % periodMs) + 5);
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setTimeout(tick, periodMs - (now() % periodMs) + 5);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    read: () => Math.floor(now() / periodMs) * periodMs,
  };
};

const minutes = ticker(60_000);
const seconds = ticker(1_000);

/** The current minute as epoch milliseconds; renders its caller once a minute. */
export const useMinute = (): number => useSyncExternalStore(minutes.subscribe, minutes.read);

/** The current second; only for a countdown that a person watches. */
export const useSecond = (): number => useSyncExternalStore(seconds.subscribe, seconds.read);
