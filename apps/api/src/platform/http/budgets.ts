import type { RedisClient } from '../redis.ts';

/** A budget of points that refills whole after its window. */
export type Charge = { readonly key: string; readonly limit: number };

/** How a call stands with the tightest of its budgets. */
export type Standing = {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
};

type Now<T> = T | Promise<T>;
export type Budgets = {
  /** Takes `weight` points from every budget named, or from none of them. */
  readonly spend: (charges: readonly Charge[], weight: number) => Now<Standing>;
};

const windowMs = 60_000;

type Spent = { points: number; endsAt: number };

const tighter = (one: Standing | undefined, other: Standing): Standing =>
  one === undefined || other.remaining < one.remaining ? other : one;

/** Counts in this process: no promise and no timer per call. `share` makes every limit stricter. */
export const createMemoryBudgets = (share = 1): Budgets => {
  const spent = new Map<string, Spent>();
  let sweepAt = performance.now() + windowMs;

  const sweep = (now: number): void => {
    sweepAt = now + windowMs;
    for (const [key, { endsAt }] of spent) if (endsAt <= now) spent.delete(key);
  };
  const windowOf = (key: string, now: number): Spent => {
    const known = spent.get(key);
    if (known !== undefined && known.endsAt > now) return known;
    const fresh = { points: 0, endsAt: now + windowMs };
    spent.set(key, fresh);
    return fresh;
  };
  const limitOf = (charge: Charge): number => Math.max(1, Math.ceil(charge.limit * share));

  return {
    spend: (charges, weight) => {
      const now = performance.now();
      if (now >= sweepAt) sweep(now);
      for (const charge of charges) {
        const { points, endsAt } = windowOf(charge.key, now);
        const limit = limitOf(charge);
        if (points + weight > limit) return { isAllowed: false, limit, remaining: 0, resetMs: endsAt - now };
      }
      let tightest: Standing | undefined;
      for (const charge of charges) {
        const window = windowOf(charge.key, now);
        window.points += weight;
        const limit = limitOf(charge);
        const remaining = limit - window.points;
        tightest = tighter(tightest, { isAllowed: true, limit, remaining, resetMs: window.endsAt - now });
      }
      return tightest ?? { isAllowed: true, limit: 0, remaining: 0, resetMs: 0 };
    },
  };
};

// All budgets of a call in one round trip, and all of them or none: KEYS are the budgets, ARGV the weight,
// the window and the limits.
const script = `
local weight, window = tonumber(ARGV[1]), tonumber(ARGV[2])
for at, key in ipairs(KEYS) do
  local limit = tonumber(ARGV[at + 2])
  if tonumber(redis.call('GET', key) or '0') + weight > limit then
    return {0, limit, 0, math.max(redis.call('PTTL', key), 0)}
  end
end
local tightest
for at, key in ipairs(KEYS) do
  local limit = tonumber(ARGV[at + 2])
  local spent = redis.call('INCRBY', key, weight)
  if spent == weight then redis.call('PEXPIRE', key, window) end
  if not tightest or limit - spent < tightest[3] then
    tightest = {1, limit, limit - spent, redis.call('PTTL', key)}
  end
end
return tightest
`;

const standingOf = (answer: unknown): Standing => {
  const [isAllowed = 0, limit = 0, remaining = 0, resetMs = 0] = Array.isArray(answer)
    ? answer.map(Number)
    : [];
  return { isAllowed: isAllowed === 1, limit, remaining, resetMs };
};

/**
 * Counted in Redis, so that all processes share a budget; while Redis is away each process counts for itself
 * with half of it. Limits never fail open and never fail the request.
 */
const createSharedBudgets = (redis: RedisClient): Budgets => {
  const alone = createMemoryBudgets(0.5);
  return {
    spend: async (charges, weight) => {
      const keys = charges.map(({ key }) => key);
      const limits = charges.map(({ limit }) => limit);
      try {
        return standingOf(await redis.eval(script, keys.length, ...keys, weight, windowMs, ...limits));
      } catch {
        // The client has said that Redis is away; what counts here is that nobody goes unlimited.
        return alone.spend(charges, weight);
      }
    },
  };
};

export const createBudgets = (redis: RedisClient | undefined): Budgets =>
  redis === undefined ? createMemoryBudgets() : createSharedBudgets(redis);
