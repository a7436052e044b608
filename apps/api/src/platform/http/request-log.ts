import type { RequestHandler } from 'express';
import { type Actor } from '../actor.ts';
import type { Logger } from '../logger.ts';

/** One line per request, ids only: the route's template instead of its address, no headers, no names. */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('finish', () => {
      const actor = response.locals['actor'] as Actor | undefined;
      const level = response.statusCode >= 500 ? 'warn' : 'info';
      logger[level]({
        requestId: (request as { requestId?: string }).requestId,
        route: response.locals['route'] ?? 'unmatched',
        method: request.method,
        status: response.statusCode,
        ms: Number(process.hrtime.bigint() - startedAt) / 1e6,
        clinicId: actor?.clinicId.toHexString(),
        actorId: actor?.userId.toHexString(),
        code: response.locals['failureCode'],
      });
    });
    next();
  };
