import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { spend } from './http/limits.ts';

/** `device` names a browser in which this person has signed in before. */
type Attempt = { email: string; address: string; device?: string | undefined };

type Counter = { limit: RateLimiterAbstract; key: string };

/**
 * Tries to sign in, counted before they are made, so that many at once cannot pass together. Per account and
 * address, and per address alone: guessing is slow, and nobody can lock somebody else out from another address. A
 * browser that the person has used before is counted for itself, wherever it is.
 */
export const createSignInLimits = (
  perAccount: RateLimiterAbstract,
  perAddress: RateLimiterAbstract,
  perDevice: RateLimiterAbstract = perAccount,
) => {
  const ownCounter = ({ email, address, device }: Attempt): Counter =>
    device === undefined
      ? { limit: perAccount, key: `${email}|${address}` }
      : { limit: perDevice, key: `${email}|device|${device}` };
  const countersOf = (attempt: Attempt): Counter[] =>
    attempt.device === undefined
      ? [ownCounter(attempt), { limit: perAddress, key: attempt.address }]
      : [ownCounter(attempt)];

  const giveBack = async ({ address, device }: Attempt): Promise<void> => {
    if (device === undefined) await Promise.allSettled([perAddress.reward(address, 1)]);
  };

  const forget = async (attempt: Attempt): Promise<void> => {
    const { limit, key } = ownCounter(attempt);
    await Promise.allSettled([limit.delete(key)]);
  };

  return {
    /** Spends a try or throws `too-many-requests`. */
    assertMayTry: async (attempt: Attempt): Promise<void> => {
      for (const { limit, key } of countersOf(attempt)) await spend(limit, key);
    },
    /** The try stays spent. True when it was the last one for this account from there. */
    noteFailure: async (attempt: Attempt): Promise<boolean> => {
      const { limit, key } = ownCounter(attempt);
      const spent: RateLimiterRes | null = await limit.get(key);
      return spent !== null && spent.consumedPoints === limit.points;
    },
    /** The password was right and more is asked: nobody sprayed passwords, but the account's tries stay spent. */
    noteFirstStep: giveBack,
    noteSuccess: async (attempt: Attempt): Promise<void> => {
      await Promise.all([forget(attempt), giveBack(attempt)]);
    },
    forget,
  };
};
export type SignInLimits = ReturnType<typeof createSignInLimits>;
