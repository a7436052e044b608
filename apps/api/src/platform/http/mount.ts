import type { Endpoint } from '@topsmile/contracts';
import type { Request, RequestHandler, Response } from 'express';
import type { Actor, AnyActor, PatientActor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { AppError, forbidden } from '../errors.ts';
import { runInClinic } from '../tenancy/context.ts';
import { bodyReaderFor, infoOf, parseCall, type ReadBody } from './call.ts';
import type { Cookies } from './cookies.ts';
import { type Cursors, pageOf } from './cursors.ts';
import { apiHeaders } from './headers.ts';
import type { Idempotency } from './idempotency.ts';
import { auditNamesOf, type AuditOfCalls } from '../audit/audit-http.ts';
import { type CallNotes, inCall } from '../audit/audit-call.ts';
import type { CallLimits } from './call-limits.ts';
import type { Problems } from './problem.ts';
import { sendReply } from './reply.ts';
import { type Exchange, exchangeOf } from './request-log.ts';
import { type Call, Reply, type Route } from './route.ts';
import { createRouteTable } from './route-table.ts';
import { unlessSilent } from './silence.ts';

type Now<T> = T | Promise<T>;
/** Turns the request's cookies into who acts, or undefined; the session is checked on every request. */
export type Authenticate<A extends AnyActor> = (accessToken: string | undefined) => Now<A | undefined>;

/** What every request of the API passes before its route: throws to refuse, ends the answer to stop. */
export type Guard = (request: Request, response: Response) => Now<void> | undefined;

export type Pipeline = {
  guards: readonly Guard[];
  /** One sign-in system each: a token of one is nothing in the other. */
  realms: { staff: Authenticate<Actor>; patient: Authenticate<PatientActor> };
  cookies: Cookies;
  cursors: Cursors;
  idempotency: Idempotency;
  clock: Clock;
  limits: CallLimits;
  audit: AuditOfCalls;
  problems: Problems;
};

/** Passes the guards in their order; true when one of them has answered. */
export const passGuards = async (
  guards: readonly Guard[],
  request: Request,
  response: Response,
): Promise<boolean> => {
  for (const guard of guards) {
    const pending = guard(request, response);
    if (pending !== undefined) await pending;
    if (response.writableEnded) return true;
  }
  return false;
};

/** How long a proof of identity counts for steps that ask for a fresh one. */
export const provenForMs = 600_000;

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
): Now<AnyActor | undefined> =>
  route.realm === 'patient'
    ? realms.patient(cookies.read(request, 'patientAccess'))
    : realms.staff(cookies.read(request, 'access'));

/** Who calls; the log names them also when they are then refused. */
const identify = async (
  route: Route,
  request: Request,
  pipeline: Pipeline,
): Promise<AnyActor | undefined> => {
  if (route.realm === 'open') return undefined;
  const actor = await authenticated(route, request, pipeline);
  if (actor === undefined) throw new AppError('unauthenticated', 'Sign in first.');
  return actor;
};

/** Who may go on: decided before a byte of the body is read. */
const admit = async (route: Route, exchange: Exchange, pipeline: Pipeline): Promise<void> => {
  const { actor } = exchange;
  if (actor === undefined) return;
  if (actor.kind === 'staff') assertStaffMay(route, actor);
  if (route.stepUp && pipeline.clock.now().getTime() - actor.provedAt > provenForMs)
    throw new AppError('reauth-required', 'Confirm that it is you.');
  await pipeline.limits.ofActor(route, actor, exchange);
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

type Endpoints = Route & {
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly name: string;
  readonly readBody: ReadBody;
  readonly names: ReturnType<typeof auditNamesOf>;
};
const endpointOf = (route: Route): Endpoints => {
  const { method, path } = route.contract;
  return {
    ...route,
    method,
    path,
    name: `${method} ${path}`,
    readBody: bodyReaderFor(route),
    names: auditNamesOf(route),
  };
};

const prefixes = ['/api/v1', '/api'];

/** The path below the API's prefix, or undefined for what is no call of the API. */
const pathBelow = (url: string): string | undefined => {
  const prefix = prefixes.find((one) => url.startsWith(`${one}/`));
  if (prefix === undefined) return undefined;
  const query = url.indexOf('?');
  return url.slice(prefix.length, query < 0 ? undefined : query);
};

const methodNotAllowed = (): AppError =>
  new AppError('method-not-allowed', 'This address does not take that method.');

type Served = {
  readonly route: Endpoints;
  readonly params: Readonly<Record<string, string>>;
  readonly request: Request;
  readonly response: Response;
};
type Audited = {
  readonly notes: CallNotes;
  end: Awaited<ReturnType<AuditOfCalls['begin']>> | undefined;
};

const hexId = /^[0-9a-f]{24}$/;

const askedOf = ({ route, params, request, response }: Served) => ({
  route,
  names: route.names,
  exchange: exchangeOf(response),
  userAgent: request.headers['user-agent'] ?? '',
  id: Object.values(params).findLast((value) => hexId.test(value)),
});

const handle = async (
  route: Endpoints,
  call: Call<Endpoint>,
  { actor, pipeline }: { actor: AnyActor | undefined; pipeline: Pipeline },
): Promise<unknown> => {
  if (!route.contract.isPaged) return run(route, call, { actor, pipeline });
  const owner = { path: route.path, clinicId: actor?.clinicId.toHexString() };
  const page = pageOf(pipeline.cursors, owner, call);
  return page.answer(await run(route, { ...call, query: page.query() }, { actor, pipeline }));
};

const work = async (served: Served, audited: Audited, pipeline: Pipeline): Promise<unknown> => {
  const { route, params, request, response } = served;
  const exchange = exchangeOf(response);
  exchange.route = route.name;
  exchange.actor = await identify(route, request, pipeline);
  await admit(route, exchange, pipeline);
  const { body, file } = await route.readBody(request, response);
  const parsed = parseCall(route.contract, request, { params, body });
  const info = infoOf(request, response, pipeline.cookies);
  const call = { params: parsed.params, query: parsed.query, body: parsed.body, info, file };
  audited.end = await pipeline.audit.begin(askedOf(served), audited.notes);
  return inCall(audited.notes, () => handle(route, call, { actor: exchange.actor, pipeline }));
};

/**
 * Answers the calls that a route owns, whole: guards → who → limit → body → clinic scope → one use case →
 * answer parsed by the contract. One look-up instead of a chain of routers; the rest goes on to Express.
 */
export const createApi = (routes: readonly Route[], pipeline: Pipeline): RequestHandler => {
  const find = createRouteTable(routes.map(endpointOf));
  const sending = { ...pipeline, headers: apiHeaders };

  const answerCall = async (served: Served): Promise<void> => {
    const { route, response } = served;
    const audited: Audited = { notes: { changes: [] }, end: undefined };
    try {
      const given = await unlessSilent(work(served, audited, pipeline));
      await sendReply(route, response, { given, sending });
      const data = given instanceof Reply ? given.data : given;
      audited.end?.({ status: response.statusCode, notes: audited.notes, data });
    } catch (error) {
      await pipeline.problems(response, error, apiHeaders);
      const status = response.statusCode;
      if (audited.end === undefined) pipeline.audit.refused(askedOf(served), status, audited.notes);
      else audited.end({ status, notes: audited.notes });
    }
  };

  const serve = async (
    found: NonNullable<ReturnType<typeof find>>,
    request: Request,
    response: Response,
  ): Promise<void> => {
    try {
      if (await passGuards(pipeline.guards, request, response)) return;
      if (found === 'other-method') throw methodNotAllowed();
    } catch (error) {
      await pipeline.problems(response, error, apiHeaders);
      return;
    }
    await answerCall({ route: found.entry, params: found.params, request, response });
  };

  return (request, response, next) => {
    const path = pathBelow(request.url);
    const found = path === undefined ? undefined : find(request.method.toLowerCase(), path);
    if (found === undefined) next();
    else void serve(found, request, response);
  };
};
