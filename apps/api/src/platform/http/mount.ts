import type { Endpoint, Page } from '@topsmile/contracts';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import multer from 'multer';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Actor, AnyActor, PatientActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { AppError, forbidden, invalid } from '../errors.ts';
import { runInClinic } from '../tenancy/context.ts';
import { jsonBody } from './body.ts';
import type { Cookies } from './cookies.ts';
import type { Idempotency } from './idempotency.ts';
import { spend } from './limits.ts';
import { issuesOf } from './problem.ts';
import { type Call, FileReply, Reply, type Route } from './route.ts';
import { createSilenceWatch, type SilenceWatch } from './silence.ts';

/** Turns the request's cookies into who acts, or undefined; the session is checked on every request. */
export type Authenticate<A extends AnyActor> = (accessToken: string | undefined) => Promise<A | undefined>;

export type Pipeline = {
  /** One sign-in system each: a token of one is nothing in the other. */
  realms: { staff: Authenticate<Actor>; patient: Authenticate<PatientActor> };
  cookies: Cookies;
  idempotency: Idempotency;
  clock: Clock;
  readLimit: RateLimiterAbstract;
  writeLimit: RateLimiterAbstract;
};

/** Parses params, query and body together, so that one answer lists everything that is wrong. */
const parseCall = (
  contract: Endpoint,
  request: Request,
): Pick<Call<Endpoint>, 'params' | 'query' | 'body'> => {
  const parts = [
    contract.params.safeParse({ ...request.params }),
    contract.query.safeParse({ ...request.query }),
    contract.body.safeParse(request.body ?? {}),
  ] as const;
  const [params, query, body] = parts;
  if (params.success && query.success && body.success)
    return { params: params.data, query: query.data, body: body.data };
  // A malformed id in the path names nothing: the same answer as an id that does not exist.
  if (!params.success) throw new AppError('not-found', 'There is nothing here.');
  throw invalid([
    ...(query.success ? [] : issuesOf(query.error)),
    ...(body.success ? [] : issuesOf(body.error)),
  ]);
};

const provenForMs = 600_000;

const duties = {
  'second-factor': 'Set up a second factor first.',
  'new-password': 'Choose a new password first.',
} as const;

/** Rights, open duties and step-up: what a signed-in member of staff must hold for this route. */
const assertStaffMay = (route: Route, actor: Actor): void => {
  if (actor.duty !== undefined && !route.duringDuty)
    throw new AppError(`${actor.duty}-due`, duties[actor.duty]);
  const { access } = route;
  if (access !== 'signed-in' && access !== 'public' && !actor.rights.has(access)) throw forbidden();
};

const authenticated = (
  route: Route,
  request: Request,
  { realms, cookies }: Pipeline,
): Promise<AnyActor | undefined> =>
  route.realm === 'patient'
    ? realms.patient(cookies.read(request, 'patientAccess'))
    : realms.staff(cookies.read(request, 'access'));

const actorFor = async (
  route: Route,
  request: Request,
  pipeline: Pipeline,
): Promise<AnyActor | undefined> => {
  if (route.realm === 'open') return undefined;
  const actor = await authenticated(route, request, pipeline);
  if (actor === undefined) throw new AppError('unauthenticated', 'Sign in first.');
  if (actor.kind === 'staff') assertStaffMay(route, actor);
  if (route.stepUp && pipeline.clock.now().getTime() - actor.provedAt > provenForMs)
    throw new AppError('reauth-required', 'Confirm that it is you.');
  return actor;
};

const limitActor = (
  actor: AnyActor | undefined,
  route: Route,
  pipeline: Pipeline,
): Promise<void> | undefined => {
  if (actor === undefined) return undefined;
  const limiter = route.contract.method === 'get' ? pipeline.readLimit : pipeline.writeLimit;
  return spend(limiter, actor.userId.toHexString());
};

const headerOf = (request: Request, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const callOf = (route: Route, request: Request, pipeline: Pipeline): Call<Endpoint> => ({
  ...parseCall(route.contract, request),
  file:
    request.file === undefined
      ? undefined
      : {
          fileName: request.file.originalname,
          contentType: request.file.mimetype,
          bytes: request.file.buffer,
        },
  info: {
    requestId: (request as { requestId?: string }).requestId ?? '',
    address: request.ip ?? '',
    userAgent: headerOf(request, 'user-agent')?.slice(0, 400) ?? '',
    idempotencyKey: headerOf(request, 'idempotency-key'),
    cookie: (name) => pipeline.cookies.read(request, name),
  },
});

const isPage = (contract: Endpoint, data: unknown): data is Page<unknown> =>
  contract.isPaged && typeof data === 'object' && data !== null;

const send = (
  route: Route,
  response: Response,
  { answer, pipeline }: { answer: unknown; pipeline: Pipeline },
): void => {
  if (answer instanceof FileReply) {
    response.type(answer.contentType).setHeader('Content-Disposition', 'inline');
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
    response.send(answer.bytes);
    return;
  }
  const { contract } = route;
  const given = answer instanceof Reply ? answer.data : answer;
  const isReplay = answer instanceof Reply && answer.isReplay;
  if (answer instanceof Reply) pipeline.cookies.apply(response, answer.cookies);
  if (isReplay) response.setHeader('Idempotency-Replayed', 'true');
  const data = contract.response.parse(isPage(contract, given) ? given.items : given);
  const meta = {
    requestId: response.getHeader('X-Request-ID'),
    timestamp: pipeline.clock.now().toISOString(),
    ...(isPage(contract, given) ? { page: given.page } : {}),
  };
  response
    .status(isReplay ? 200 : contract.status)
    .type('application/json')
    .send(JSON.stringify({ success: true, data, meta }));
};

const run = (
  route: Route,
  call: Call<Endpoint>,
  { actor, pipeline }: { actor: AnyActor | undefined; pipeline: Pipeline },
): Promise<unknown> => {
  const work = () => route.handle(actor, call);
  if (actor === undefined) return work();
  return runInClinic(actor.clinicId, () => {
    const key = call.info.idempotencyKey;
    if (route.idempotency !== 'stored' || key === undefined) return work();
    const target = `${route.contract.path} ${JSON.stringify(call.params)}`;
    return pipeline.idempotency({ actor, route: target, key, body: call.body }, work);
  });
};

/** Who may go on: decided before a byte of the body is read. */
const gateFor =
  (route: Route, pipeline: Pipeline): RequestHandler =>
  async (request, response, next) => {
    response.locals['route'] = `${route.contract.method} ${route.contract.path}`;
    const watch = createSilenceWatch();
    response.locals['watch'] = watch;
    response.once('close', watch.end);
    const actor = await watch.over(actorFor(route, request, pipeline));
    response.locals['actor'] = actor;
    await limitActor(actor, route, pipeline);
    next();
  };

/** Parse → clinic scope → one use case → answer parsed by the contract. */
const handlerFor =
  (route: Route, pipeline: Pipeline): RequestHandler =>
  async (request, response) => {
    const actor = response.locals['actor'] as AnyActor | undefined;
    const call = callOf(route, request, pipeline);
    const watch = response.locals['watch'] as SilenceWatch;
    const answer = await watch.over(run(route, call, { actor, pipeline }));
    send(route, response, { answer, pipeline });
  };

const bodyFor = (route: Route): RequestHandler => {
  if (route.upload === undefined) return jsonBody;
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: route.upload.maxBytes, files: 1, fields: 0, parts: 1 },
    defParamCharset: 'utf8',
  }).single('file');
  return (request, response, next) => {
    if (request.is('multipart/form-data')) void upload(request, response, next);
    else next(new AppError('unsupported-media-type', 'Send the file as multipart/form-data.'));
  };
};

// A literal path must win over a parameter of the same place: /patients/stats before /patients/:patientId.
const bySpecificity = (one: Route, other: Route): number =>
  Number(one.contract.path.includes(':')) - Number(other.contract.path.includes(':')) ||
  one.contract.path.split(':').length - other.contract.path.split(':').length;

/** Mounts the routes and answers 405 where a path exists under another method. */
export const createApiRouter = (routes: readonly Route[], pipeline: Pipeline): Router => {
  const router = express.Router({ caseSensitive: true });
  const ordered = [...routes].sort(bySpecificity);
  for (const route of ordered) {
    const steps = [gateFor(route, pipeline), bodyFor(route), handlerFor(route, pipeline)];
    router[route.contract.method](route.contract.path, ...steps);
  }
  for (const path of new Set(ordered.map((route) => route.contract.path))) {
    router.all(path, () => {
      throw new AppError('method-not-allowed', 'This address does not take that method.');
    });
  }
  return router;
};
