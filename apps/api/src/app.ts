import compression from 'compression';
import cors from 'cors';
import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Container } from './container.ts';
import { createAuditOfCalls } from './platform/audit/audit-http.ts';
import { AppError } from './platform/errors.ts';
import { type Cookies, createCookies, parseCookies } from './platform/http/cookies.ts';
import { createCursors } from './platform/http/cursors.ts';
import { createCsrf, type Csrf } from './platform/http/csrf.ts';
import { docsRouter } from './platform/http/docs.ts';
import { assertPlainFraming } from './platform/http/framing.ts';
import { setApiHeaders } from './platform/http/headers.ts';
import { healthRouter, type Readiness } from './platform/http/health.ts';
import { createIdempotency } from './platform/http/idempotency.ts';
import { createBudgets } from './platform/http/budgets.ts';
import { type CallLimits, createCallLimits } from './platform/http/call-limits.ts';
import { createApi, type Guard, passGuards, type Pipeline } from './platform/http/mount.ts';
import { policyReports, policyReportsPath } from './platform/http/policy-reports.ts';
import { createProblems, problemHandler } from './platform/http/problem.ts';
import { arrive, nameAnswer } from './platform/http/request-log.ts';
import { webRouter } from './platform/http/web.ts';
import { buildOpenApi } from './platform/openapi.ts';
import { version } from './version.ts';

const prefixes = ['/api/v1', '/api'];

const allowedOrigins = ({ config }: Container): string[] => [
  new URL(config.PUBLIC_URL).origin,
  ...config.TOPSMILE_CORS_ORIGINS,
];

/** Only a browser on another page sends an origin; without one there is nothing to decide. */
const crossOrigin = (container: Container): Guard => {
  const decide = cors({ origin: allowedOrigins(container), credentials: true, maxAge: 86_400 });
  return (request, response) => {
    if (request.headers.origin === undefined && request.method !== 'OPTIONS') return;
    if (request.method === 'OPTIONS') setApiHeaders(request, response, () => undefined);
    decide(request, response, () => undefined);
  };
};

const limitByAddress =
  (limits: CallLimits): Guard =>
  (_request, response) =>
    limits.ofAddress(response);

const readCookies: Guard = (request) => {
  request.cookies = parseCookies(request.headers.cookie);
};

const guarded =
  (guards: readonly Guard[]): RequestHandler =>
  async (request, response, next) => {
    if (!(await passGuards(guards, request, response))) next();
  };

const plainFraming: RequestHandler = (request, _response, next) => {
  assertPlainFraming(request);
  next();
};

const nothingHere: RequestHandler = () => {
  throw new AppError('not-found', 'There is nothing here.');
};

const csrfFor = (container: Container, cookies: Cookies): Csrf =>
  createCsrf({
    secret: container.config.TOPSMILE_CSRF_SECRET,
    cookies,
    isHttps: container.config.isHttps,
    allowedOrigins: allowedOrigins(container),
  });

/** What a page asks before anybody has signed in. */
const beforeSignIn = (csrf: Csrf): Router => {
  const router = express.Router();
  router.get('/csrf-token', (request, response) => {
    const csrfToken = csrf.issue(request, response);
    response.json({ success: true, csrfToken, data: { csrfToken } });
  });
  return router;
};

const apiFor = (
  container: Container,
  parts: Pick<Pipeline, 'guards' | 'cookies' | 'problems' | 'limits'>,
) => {
  const { config, clock } = container;
  return createApi(container.routes, {
    ...parts,
    realms: container.realms,
    cursors: createCursors(config.TOPSMILE_CSRF_SECRET),
    idempotency: createIdempotency({ clock, cipher: container.cipher, secret: config.TOPSMILE_INDEX_SECRET }),
    clock,
    audit: createAuditOfCalls(container.trail, clock),
  });
};

/** The security pipeline, in the order in which a request meets it. */
export const createApp = (container: Container, readiness: Readiness = { isDraining: false }): Express => {
  const { config, clock, logger } = container;
  const cookies = createCookies(config.isHttps);
  const csrf = csrfFor(container, cookies);
  const problems = createProblems(logger);
  const limits = createCallLimits(createBudgets(container.redis), config);
  const guards = [crossOrigin(container), limitByAddress(limits), readCookies, csrf.protect];

  const app = express();
  app.set('etag', false).set('x-powered-by', false).set('query parser', 'simple');
  app.set('trust proxy', config.TOPSMILE_TRUSTED_PROXIES);

  app.use(arrive(logger), plainFraming);
  // Guards → who → limit → body → use case, for every route of the table.
  app.use(apiFor(container, { guards, cookies, problems, limits }));
  // What no route owns: probes, documents, pages, and the refusal of everything else.
  app.use(nameAnswer, setApiHeaders);
  app.use(compression({ level: 1, threshold: 2048 }));
  app.use(healthRouter({ version, clock, readiness }));
  app.use(docsRouter(() => buildOpenApi(container.routes)));
  app.post(policyReportsPath, guarded([limitByAddress(limits)]), ...policyReports(logger));
  app.use(prefixes, guarded(guards), beforeSignIn(csrf), nothingHere);
  if (config.TOPSMILE_WEB_DIST !== undefined) app.use(webRouter(config.TOPSMILE_WEB_DIST));
  app.use(nothingHere);
  app.use(problemHandler(problems));
  return app;
};
