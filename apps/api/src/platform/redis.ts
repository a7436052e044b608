import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

export type RedisClient = Redis;

/** A client for request paths: it fails within 150 ms instead of queueing while Redis is away. */
export const connectRedis = (url: string, logger: Logger): RedisClient => {
  const client = new Redis(url, {
    commandTimeout: 150,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 500,
    retryStrategy: (attempt) => Math.min(250 * 2 ** attempt, 5000),
  });
  client.on('error', (error: Error) => logger.warn({ err: error.name }, 'redis is away'));
  return client;
};
