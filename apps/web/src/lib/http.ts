import type { Endpoint, Page, PageInfo } from '@topsmile/contracts';
import type { z } from 'zod';
import { ApiProblem, isProblemWith, problemOf } from './problem.ts';

/** What the wire needs of a contract; the rest of an endpoint is types. */
type Outline = { method: Endpoint['method']; path: string };

/**
 * An endpoint without its schemas, for the pages that must not carry zod (sign-in). The contract still
 * types it: `outline<typeof signIn>('post', '/auth/login')`; a test compares it with the contract.
 */
export const outline = <E extends Endpoint>(method: E['method'], path: string): E => {
  const bare: Outline = { method, path };
  return bare as E;
};

// An empty object fits a part whose keys are all optional, so that part may be left out.
type Part<Name extends string, Input> =
  Record<never, never> extends Input ? { [Key in Name]?: Input | undefined } : { [Key in Name]: Input };
type Parts<E extends Endpoint> = Part<'params', z.input<E['params']>> &
  Part<'query', z.input<E['query']>> &
  Part<'body', z.input<E['body']>>;
type Transport = {
  signal?: AbortSignal | undefined;
  idempotencyKey?: string | undefined;
  /** Sent as multipart instead of the body. */
  file?: File | undefined;
};
export type CallOptions<E extends Endpoint> = Parts<E> & Transport;
type Arguments<E extends Endpoint> =
  Record<never, never> extends Parts<E> ? [options?: CallOptions<E>] : [options: CallOptions<E>];
type Loose = Transport & { params?: unknown; query?: unknown; body?: unknown };

type Envelope = { data: unknown; meta?: { page?: PageInfo } };

const base = '/api/v1';

const filled = (path: string, params: unknown): string => {
  const values = new Map(Object.entries(params ?? {}));
  return path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(values.get(key) ?? '')));
};

const queryOf = (query: unknown): string => {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== '')
      .map((item) => [key, String(item)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};

/** The address of an operation, for images and downloads. */
export const urlOf = (endpoint: Outline, { params, query }: Pick<Loose, 'params' | 'query'> = {}): string =>
  `${base}${filled(endpoint.path, params)}${queryOf(query)}`;

/** A key under which a repeated attempt of one act has one effect. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

let csrfToken: Promise<string> | undefined;
let refreshing: Promise<boolean> | undefined;
let onSessionLost: () => void = () => undefined;
let askForProof: () => Promise<boolean> = () => Promise.resolve(false);

/** Called once when a request finds that the session is over and cannot be renewed. */
export const whenSessionIsLost = (listener: () => void): void => {
  onSessionLost = listener;
};

/** Asked when a step needs a fresh proof of who is there; true: it was given, and the call is made again. */
export const whenProofIsNeeded = (ask: () => Promise<boolean>): void => {
  askForProof = ask;
};

/** Drops what was remembered for the previous session; the next write asks for a token of its own. */
export const forgetSessionSecrets = (): void => {
  csrfToken = undefined;
};

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin', cache: 'no-store' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ code: 'unavailable', status: 0, isOffline: true }, { cause: error });
  }
};

const askForToken = async (): Promise<string> => {
  const response = await send(`${base}/csrf-token`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await problemOf(response);
  const answer: { csrfToken: string } = await response.json();
  return answer.csrfToken;
};

const tokenForWriting = (): Promise<string> => {
  csrfToken ??= askForToken().catch((error: unknown) => {
    csrfToken = undefined;
    throw error;
  });
  return csrfToken;
};

const initOf = async (endpoint: Outline, options: Loose): Promise<RequestInit> => {
  const headers = new Headers({ accept: 'application/json' });
  const init: RequestInit = { method: endpoint.method.toUpperCase(), headers };
  if (options.signal !== undefined) init.signal = options.signal;
  if (endpoint.method === 'get') return init;
  headers.set('x-csrf-token', await tokenForWriting());
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.file !== undefined) {
    const form = new FormData();
    form.set('file', options.file);
    return { ...init, body: form };
  }
  if (options.body === undefined) return init;
  headers.set('content-type', 'application/json');
  return { ...init, body: JSON.stringify(options.body) };
};

const attempt = async (endpoint: Outline, options: Loose): Promise<Response> => {
  const response = await send(urlOf(endpoint, options), await initOf(endpoint, options));
  if (!response.ok) throw await problemOf(response);
  return response;
};

const refreshRoute: Outline = { method: 'post', path: '/auth/refresh' };

/** Renews the access cookie. Callers that meet in time share one request; false: sign in again. */
export const refresh = (): Promise<boolean> => {
  refreshing ??= withFreshToken(refreshRoute, {})
    .then(() => true)
    .catch((error: unknown) => {
      if (isProblemWith(error, 'unauthenticated', 'session-expired')) return false;
      throw error;
    })
    .finally(() => {
      refreshing = undefined;
    });
  return refreshing;
};

const withFreshToken = async (endpoint: Outline, options: Loose): Promise<Response> => {
  try {
    return await attempt(endpoint, options);
  } catch (error) {
    if (!isProblemWith(error, 'csrf-token-invalid')) throw error;
    forgetSessionSecrets();
    return attempt(endpoint, options);
  }
};

// A 401 of these is their answer, not a lapsed session.
const isAboutSession = (endpoint: Outline): boolean =>
  endpoint.path === '/auth/login' || endpoint.path === '/auth/refresh' || endpoint.path === '/auth/register';

const provenRequest = async (endpoint: Outline, options: Loose): Promise<Response> => {
  try {
    return await request(endpoint, options);
  } catch (error) {
    if (!isProblemWith(error, 'reauth-required') || !(await askForProof())) throw error;
    return request(endpoint, options);
  }
};

const request = async (endpoint: Outline, options: Loose): Promise<Response> => {
  try {
    return await withFreshToken(endpoint, options);
  } catch (error) {
    if (isAboutSession(endpoint) || !isProblemWith(error, 'unauthenticated', 'session-expired')) throw error;
    if (!(await refresh())) {
      onSessionLost();
      throw error;
    }
    return withFreshToken(endpoint, options);
  }
};

const envelopeOf = async (endpoint: Outline, options: Loose): Promise<Envelope> =>
  (await provenRequest(endpoint, options)).json();

/** Performs an operation and gives its data; a failure is always an `ApiProblem` (or the caller's abort). */
export const call = async <E extends Endpoint>(
  endpoint: E,
  ...[options]: Arguments<E>
): Promise<z.output<E['response']>> =>
  (await envelopeOf(endpoint, options ?? {})).data as z.output<E['response']>;

/** Performs a list operation and gives the items with how to go on. */
export const callPage = async <E extends Endpoint>(
  endpoint: E,
  ...[options]: Arguments<E>
): Promise<z.output<E['response']> extends readonly (infer Item)[] ? Page<Item> : never> => {
  const { data, meta } = await envelopeOf(endpoint, options ?? {});
  const page = { items: data, page: meta?.page ?? { limit: 0 } };
  return page as z.output<E['response']> extends readonly (infer Item)[] ? Page<Item> : never;
};

/** Fetches a file and gives it to the browser to keep, after the same questions as any other call. */
export const download = async <E extends Endpoint>(
  endpoint: E,
  fileName: string,
  ...[options]: Arguments<E>
): Promise<void> => {
  const file = await (await provenRequest(endpoint, options ?? {})).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
};
