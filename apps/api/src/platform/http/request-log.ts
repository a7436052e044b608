import type { Request, RequestHandler, Response } from 'express';
import type { AnyActor } from '../actor.ts';
import type { Logger } from '../logger.ts';
import type { Standing } from './budgets.ts';
import { requestIdFor } from './headers.ts';

/** What the log line of a request says; filled in on the way. */
export type Exchange = {
  readonly requestId: string;
  readonly startedAt: number;
  /** The caller's address, behind the trusted proxies only. */
  readonly address: string;
  route: string;
  actor: AnyActor | undefined;
  code: string | undefined;
  /** How the caller stands with the tightest of its budgets. */
  budget: Standing | undefined;
};

/** The exchange that `arrive` opened for this answer. */
export const exchangeOf = (response: Response): Exchange => response.locals['exchange'] as Exchange;

const openExchange = (request: Request): Exchange => ({
  requestId: requestIdFor(request.headers['x-request-id']),
  startedAt: performance.now(),
  address: request.ip ?? 'unknown',
  route: 'unmatched',
  actor: undefined,
  code: undefined,
  budget: undefined,
});

/** Gives the request its id and, when it is over, one line: the route's template, ids only, no headers. */
export const arrive =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const exchange = openExchange(request);
    response.locals['exchange'] = exchange;
    response.on('finish', () => {
      const { requestId, route, actor, startedAt, code } = exchange;
      const line = {
        requestId,
        route,
        method: request.method,
        status: response.statusCode,
        ms: performance.now() - startedAt,
        clinicId: actor?.clinicId.toHexString(),
        actorId: actor?.userId.toHexString(),
        code,
      };
      if (response.statusCode >= 500) logger.warn(line);
      else logger.info(line);
    });
    next();
  };

/** The API's own routes write the id with their head; whatever Express answers carries it from here. */
export const nameAnswer: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Request-ID', exchangeOf(response).requestId);
  next();
};
