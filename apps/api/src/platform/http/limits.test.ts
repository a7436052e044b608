import { afterAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../../../../scripts/services/redis.mjs';
import { createLogger } from '../logger.ts';
import { connectRedis } from '../redis.ts';
import { createLimiter, spend } from './limits.ts';

const logger = createLogger('silent');
const redis = await startRedis({});
const clients = [connectRedis(redis.url, logger), connectRedis(redis.url, logger)] as const;
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await redis.stop();
});

const refusals = async (attempts: (() => Promise<void>)[]): Promise<number> =>
  (await Promise.allSettled(attempts.map((attempt) => attempt()))).filter((one) => one.status === 'rejected')
    .length;

describe('limits', () => {
  test('when there is no Redis, one process counts exactly', async () => {
    const limiter = createLimiter({ name: 'memory', points: 3, seconds: 60, redis: undefined });
    expect(await refusals(Array.from({ length: 5 }, () => () => spend(limiter, 'somebody')))).toBe(2);
  });

  test('when two processes share a Redis, they share the budget', async () => {
    await Promise.all(clients.map((client) => client.ping()));
    const [one, other] = clients.map((client) =>
      createLimiter({ name: 'shared', points: 10, seconds: 60, redis: client }),
    );
    if (one === undefined || other === undefined) throw new Error('two clients');
    const attempts = Array.from(
      { length: 14 },
      (_, at) => () => spend(at % 2 === 0 ? one : other, 'somebody'),
    );
    expect(await refusals(attempts)).toBe(4);
  });

  test('Z07: when Redis dies, requests still answer quickly and limits become stricter, never absent', async () => {
    const limiter = createLimiter({ name: 'insured', points: 10, seconds: 60, redis: clients[0] });
    await spend(limiter, 'somebody');
    await redis.kill();
    expect(await refusals(Array.from({ length: 12 }, () => () => spend(limiter, 'somebody')))).toBe(7);
  });
});
