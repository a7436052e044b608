import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { tooMany } from './http/limits.ts';

type Attempt = { email: string; address: string };

/**
 * Failed sign-ins, counted per account and address and per address alone: guessing is slow, and nobody can
 * lock somebody else out from another address.
 */
export const createSignInLimits = (perAccount: RateLimiterAbstract, perAddress: RateLimiterAbstract) => {
  const counters = ({ email, address }: Attempt) => [
    { limit: perAccount, key: `${email}|${address}` },
    { limit: perAddress, key: address },
  ];
  return {
    /** Throws `too-many-requests` while a counter is used up. */
    assertMayTry: async (attempt: Attempt): Promise<void> => {
      for (const { limit, key } of counters(attempt)) {
        const spent = await limit.get(key);
        if (spent !== null && spent.consumedPoints >= limit.points) throw tooMany(spent.msBeforeNext);
      }
    },
    noteFailure: async (attempt: Attempt): Promise<void> => {
      await Promise.allSettled(counters(attempt).map(({ limit, key }) => limit.consume(key)));
    },
    noteSuccess: async ({ email, address }: Attempt): Promise<void> => {
      await perAccount.delete(`${email}|${address}`);
    },
  };
};
export type SignInLimits = ReturnType<typeof createSignInLimits>;
