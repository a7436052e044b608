import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { Problem, statusOfError } from '@topsmile/contracts';
import { z } from 'zod';
import type { Route } from './http/route.ts';

const envelope = (route: Route): z.ZodType =>
  z.object({
    success: z.literal(true),
    data: route.contract.response,
    meta: z.object({
      requestId: z.string(),
      timestamp: z.string(),
      ...(route.contract.isPaged
        ? {
            page: z.object({
              limit: z.number().int(),
              total: z.number().int().optional(),
              nextCursor: z.string().optional(),
            }),
          }
        : {}),
    }),
  });

const problemResponse = (codes: readonly string[]) => ({
  description: codes.join(', '),
  content: { 'application/problem+json': { schema: Problem } },
});

type Code = keyof typeof statusOfError;

const isWrite = ({ contract }: Route): boolean => contract.method !== 'get';

/** What the platform itself may answer, before the use case or instead of it. */
const platformCodes = (route: Route): Code[] => [
  'invalid-request',
  'malformed-body',
  'too-many-requests',
  'unavailable',
  'internal',
  ...(isWrite(route)
    ? ([
        'csrf-token-invalid',
        'origin-refused',
        'payload-too-large',
        'unsupported-media-type',
      ] as const satisfies Code[])
    : []),
  ...(route.access === 'public' ? [] : (['unauthenticated'] as const)),
  ...(route.access === 'public' || route.access === 'signed-in' ? [] : (['forbidden'] as const)),
  ...(route.realm === 'staff' && !route.duringDuty
    ? (['second-factor-due', 'new-password-due'] as const satisfies Code[])
    : []),
  ...(route.stepUp ? (['reauth-required'] as const) : []),
  ...(route.idempotency === 'none'
    ? []
    : (['idempotency-key-reused', 'request-in-progress'] as const satisfies Code[])),
  ...(namesRecords(route) ? (['not-found'] as const) : []),
];

const failuresOf = (route: Route): Record<string, ReturnType<typeof problemResponse>> => {
  const codes = new Set<Code>([...platformCodes(route), ...route.contract.errors]);
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    byStatus.set(statusOfError[code], [...(byStatus.get(statusOfError[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [String(status), problemResponse(list.sort())]),
  );
};

const isEmpty = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;

/** In its path, its query or its body: another clinic's record, or none, is not found. */
const namesRecords = ({ contract: { params, query, body } }: Route): boolean =>
  [params, query, body].some((part) => !isEmpty(part));

const isFile = ({ contract }: Route): boolean =>
  z.toJSONSchema(contract.response, { unrepresentable: 'any' }).format === 'binary';

const successOf = (route: Route) => ({
  description: 'Success',
  content: isFile(route)
    ? { 'image/jpeg': { schema: route.contract.response } }
    : { 'application/json': { schema: envelope(route) } },
});

/** A creation is answered once with 201; the same key again gets the same answer with 200. */
const successesOf = (route: Route): Record<string, ReturnType<typeof successOf>> => ({
  ...(route.idempotency === 'none' ? {} : { 200: { ...successOf(route), description: 'A replay' } }),
  [route.contract.status]: successOf(route),
});

const operationId = (route: Route): string =>
  `${route.contract.method}${route.contract.path.replace(/[/:-]+(\w)/g, (_match, letter: string) => letter.toUpperCase())}`;

const operationOf = (route: Route) => {
  const { contract } = route;
  const body =
    route.upload === undefined
      ? { 'application/json': { schema: contract.body } }
      : { 'multipart/form-data': { schema: z.object({ file: z.string().meta({ format: 'binary' }) }) } };
  const hasBody = route.upload !== undefined || !isEmpty(contract.body);
  return {
    method: contract.method,
    path: contract.path.replace(/:(\w+)/g, '{$1}'),
    operationId: operationId(route),
    tags: [contract.tag],
    summary: contract.summary,
    description: `Access: ${route.access}`,
    'x-access': route.access,
    'x-realm': route.realm,
    'x-step-up': route.stepUp,
    request: {
      ...(contract.params instanceof z.ZodObject && !isEmpty(contract.params)
        ? { params: contract.params }
        : {}),
      ...(contract.query instanceof z.ZodObject && !isEmpty(contract.query) ? { query: contract.query } : {}),
      ...(hasBody ? { body: { content: body } } : {}),
    },
    responses: {
      ...successesOf(route),
      ...failuresOf(route),
    },
  };
};

/** The OpenAPI 3.1 document, made from the routes that are really mounted. */
export const buildOpenApi = (routes: readonly Route[]): object => {
  const registry = new OpenAPIRegistry();
  for (const route of routes) registry.registerPath(operationOf(route) as never);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'TopSmile API',
      version: '1.0.0',
      description: 'Dental clinic management: every route, its access rule and its failures.',
    },
    servers: [{ url: '/api/v1' }],
  });
};
