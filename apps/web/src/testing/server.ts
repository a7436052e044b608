import {
  statusOfError,
  type Endpoint,
  type ErrorCode,
  type Issue,
  type PageInfo,
  type ProblemDetails,
} from '@topsmile/contracts';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import type { z } from 'zod';

const origin = 'http://localhost:3000/api/v1';
const requestId = '00000000-0000-4000-8000-000000000000';
const urlFor = (path: string): string => `${origin}${path}`;

const csrf = http.get(urlFor('/csrf-token'), () =>
  HttpResponse.json({ csrfToken: 'token-1', data: { csrfToken: 'token-1' } }),
);

/** Most people work in one clinic. */
const clinics = http.get(urlFor('/auth/clinics'), () => HttpResponse.json({ success: true, data: [] }));

/** The API as the contracts describe it; each test adds the answers it needs. */
export const server = setupServer(csrf, clinics);

type Wire = Pick<Endpoint, 'method' | 'path'>;
export type Received = {
  body: unknown;
  query: URLSearchParams;
  headers: Headers;
  params: Record<string, string>;
};
type Answer<E extends Endpoint> = z.input<E['response']>;

const receivedOf = async (request: Request, params: Record<string, unknown>): Promise<Received> => ({
  body:
    request.method === 'GET'
      ? undefined
      : await request
          .clone()
          .json()
          .catch(() => undefined),
  query: new URL(request.url).searchParams,
  headers: request.headers,
  params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])),
});

const success = (data: unknown, page?: PageInfo): HttpResponse<JsonBodyType> =>
  HttpResponse.json({
    success: true,
    data: data as JsonBodyType,
    meta: { requestId, timestamp: '2026-11-25T13:42:00.000Z', ...(page === undefined ? {} : { page }) },
  });

/** Answers an endpoint with data of its contract; a function sees what was sent. Returns what it received. */
export const respond = <E extends Endpoint>(
  endpoint: E,
  data: Answer<E> | ((received: Received) => Answer<E>),
): Received[] => {
  const calls: Received[] = [];
  server.use(
    http[endpoint.method](urlFor(endpoint.path), async ({ request, params }) => {
      const received = await receivedOf(request, params);
      calls.push(received);
      const answer = typeof data === 'function' ? (data as (given: Received) => unknown)(received) : data;
      const size = Array.isArray(answer) ? answer.length : 0;
      return success(answer, endpoint.isPaged ? { limit: 50, total: size } : undefined);
    }),
  );
  return calls;
};

type Failure = {
  issues?: Issue[];
  details?: ProblemDetails;
  retryAfterSeconds?: number;
  /** Only the first call fails; later ones fall through to the answers given before. */
  isOnce?: boolean;
};

/** Answers an endpoint with one of the API's problems. */
export const refuse = (
  endpoint: Wire,
  code: ErrorCode,
  { retryAfterSeconds, isOnce = false, ...rest }: Failure = {},
): Received[] => {
  const calls: Received[] = [];
  const status = statusOfError[code];
  server.use(
    http[endpoint.method](
      urlFor(endpoint.path),
      async ({ request, params }) => {
        calls.push(await receivedOf(request, params));
        return HttpResponse.json(
          {
            type: 'about:blank',
            title: code,
            status,
            detail: code,
            code,
            requestId,
            success: false,
            ...rest,
          },
          {
            status,
            headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
          },
        );
      },
      { once: isOnce },
    ),
  );
  return calls;
};

/** The way to the API is cut for an endpoint. */
export const cut = (endpoint: Wire): void =>
  server.use(http[endpoint.method](urlFor(endpoint.path), () => HttpResponse.error()));
