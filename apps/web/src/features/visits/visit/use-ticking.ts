import { useEffect, useState } from 'react';
import { now } from '../../../lib/clock.ts';

/** The time, renewed while somebody looks. Undefined switches the clock off. */
export const useTicking = (everyMs: number | undefined): number => {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return time;
};
