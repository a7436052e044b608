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

const failuresOf = (route: Route): Record<string, ReturnType<typeof problemResponse>> => {
  const codes = new Set<keyof typeof statusOfError>([
    'invalid-request',
    'too-many-requests',
    'unavailable',
    ...route.contract.errors,
  ]);
  if (route.access !== 'public') codes.add('unauthenticated');
  if (route.access !== 'public' && route.access !== 'signed-in') codes.add('forbidden');
  if (route.contract.path.includes(':')) codes.add('not-found');
  const byStatus = new Map<number, string[]>();
  for (const code of codes)
    byStatus.set(statusOfError[code], [...(byStatus.get(statusOfError[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [String(status), problemResponse(list.sort())]),
  );
};

const isEmpty = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;

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
      [contract.status]: {
        description: 'Success',
        content: { 'application/json': { schema: envelope(route) } },
      },
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
