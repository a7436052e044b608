import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** Milliseconds for which an answer counts as current. */
export const freshFor = { agenda: 30_000, lists: 60_000, settings: 5 * 60_000 } as const;

const retries = 3;

const isWorthRepeating = (failures: number, error: Error): boolean => {
  if (failures >= retries || !(error instanceof ApiProblem)) return false;
  return error.isOffline || error.status === 502 || error.status === 503 || error.status === 504;
};

const pauseBefore = (failures: number, error: Error): number => {
  const asked = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return asked === undefined ? Math.min(1000 * 2 ** failures, 8000) : Math.min(asked * 1000, 30_000);
};

/** Reads are repeated when the server or the way to it is away; refusals never, and writes only by hand. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshFor.lists,
        gcTime: 10 * 60_000,
        retry: isWorthRepeating,
        retryDelay: pauseBefore,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
