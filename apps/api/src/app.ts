import compression from 'compression';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import type { Container } from './container.ts';
import { AppError } from './platform/errors.ts';
import { createCookies } from './platform/http/cookies.ts';
import { createCsrf } from './platform/http/csrf.ts';
import { docsRouter } from './platform/http/docs.ts';
import { apiHeaders, requestId } from './platform/http/headers.ts';
import { healthRouter, type Readiness } from './platform/http/health.ts';
import { createIdempotency } from './platform/http/idempotency.ts';
import { createLimiter, spend } from './platform/http/limits.ts';
import { createApiRouter } from './platform/http/mount.ts';
import { problemHandler } from './platform/http/problem.ts';
import { requestLog } from './platform/http/request-log.ts';
import { webRouter } from './platform/http/web.ts';
import { buildOpenApi } from './platform/openapi.ts';
import { version } from './version.ts';

const minute = 60;
const prefixes = ['/api/v1', '/api'];

const allowedOrigins = ({ config }: Container): string[] => [
  new URL(config.PUBLIC_URL).origin,
  ...config.TOPSMILE_CORS_ORIGINS,
];

const limitByAddress = ({ config, redis }: Container): RequestHandler => {
  const points = config.TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE;
  const limiter = createLimiter({ name: 'address', points, seconds: minute, redis });
  return async (request, _response, next) => {
    await spend(limiter, request.ip ?? 'unknown');
    next();
  };
};

const nothingHere: RequestHandler = () => {
  throw new AppError('not-found', 'There is nothing here.');
};

/** The security pipeline, in the order in which a request meets it. */
export const createApp = (container: Container, readiness: Readiness = { isDraining: false }): Express => {
  const { config, clock, logger, redis } = container;
  const cookies = createCookies(config.isHttps);
  const csrf = createCsrf({
    secret: config.TOPSMILE_CSRF_SECRET,
    cookies,
    isHttps: config.isHttps,
    allowedOrigins: allowedOrigins(container),
  });
  const perUser = (name: string, points: number) => createLimiter({ name, points, seconds: minute, redis });
  const api = createApiRouter(container.routes, {
    realms: container.realms,
    cookies,
    idempotency: createIdempotency(clock),
    clock,
    readLimit: perUser('reads', config.TOPSMILE_READS_PER_USER_PER_MINUTE),
    writeLimit: perUser('writes', config.TOPSMILE_WRITES_PER_USER_PER_MINUTE),
  });

  const app = express();
  app.set('etag', false).set('x-powered-by', false).set('query parser', 'simple');
  app.set('trust proxy', config.TOPSMILE_TRUSTED_PROXIES);

  app.use(requestId);
  app.use(requestLog(logger));
  app.use(compression({ level: 1, threshold: 2048 }));
  app.use(healthRouter({ version, clock, readiness }));
  app.use(docsRouter(buildOpenApi(container.routes)));
  app.use(prefixes, apiHeaders());
  app.use(prefixes, cors({ origin: allowedOrigins(container), credentials: true, maxAge: 86_400 }));
  app.use(prefixes, limitByAddress(container));
  app.use(prefixes, cookieParser());
  for (const prefix of prefixes)
    app.get(`${prefix}/csrf-token`, (request, response) => {
      const csrfToken = csrf.issue(request, response);
      response.json({ success: true, csrfToken, data: { csrfToken } });
    });
  app.use(prefixes, csrf.protect);
  for (const prefix of prefixes) app.use(prefix, api);
  app.use(prefixes, nothingHere);
  if (config.TOPSMILE_WEB_DIST !== undefined) app.use(webRouter(config.TOPSMILE_WEB_DIST));
  app.use(nothingHere);
  app.use(problemHandler(logger));
  return app;
};
