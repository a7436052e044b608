import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis.ts';

type LimiterOptions = { name: string; points: number; seconds: number; redis: RedisClient | undefined };

/**
 * Counts in Redis where there is one, so that all processes share a budget; when Redis is away each
 * process counts for itself with a stricter number. Limits never fail open and never fail the request.
 */
export const createLimiter = ({ name, points, seconds, redis }: LimiterOptions): RateLimiterAbstract => {
  const inMemory = (budget: number) =>
    new RateLimiterMemory({ keyPrefix: name, points: budget, duration: seconds });
  if (redis === undefined) return inMemory(points);
  return new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `t:limit:${name}`,
    points,
    duration: seconds,
    insuranceLimiter: inMemory(Math.max(1, Math.ceil(points / 2))),
  });
};

const isRefusal = (reason: unknown): reason is RateLimiterRes =>
  typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason;

export const tooMany = (milliseconds: number): AppError => {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new AppError('too-many-requests', `Too many attempts. Try again in ${minutes} min.`, {
    details: { retryAfterSeconds: seconds },
  });
};

/** Spends from a budget or throws `too-many-requests` with the time until the next attempt. */
export const spend = async (limiter: RateLimiterAbstract, key: string, points = 1): Promise<void> => {
  try {
    await limiter.consume(key, points);
  } catch (reason) {
    if (isRefusal(reason)) throw tooMany(reason.msBeforeNext);
    throw reason;
  }
};
