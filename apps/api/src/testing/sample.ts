import type { Endpoint } from '@topsmile/contracts';
import { z } from 'zod';

/** Makes a well-formed request for any endpoint from its own contract, so that sweeps reach the use case. */

type JsonSchema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  multipleOf?: number;
  minItems?: number;
  minLength?: number;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  default?: unknown;
};

export const aFreshId = 'f'.repeat(24);

// Values for the patterns that contracts use; a new pattern without a value fails the sweep by name.
const byPattern: [RegExp, string][] = [
  [/\[0-9a-f\]\{24\}/, aFreshId],
  [/24:00/, '12:00'],
  [/\[01\]\\d\|2\[0-3\]\):\[0-5\]\\d\$$/, '08:00'],
  [/T\(\[01\]/, '2026-03-10'],
  [/\[0-9a-fA-F\]\{6\}/, '#2F74E8'],
  [/\\d\{1,7\}/, '12345'],
  [/\\d\{6\}/, '123456'],
  [/\[X\/\]/, 'X'],
  [/FREQ/, 'FREQ=WEEKLY;COUNT=2'],
];

// Formats that no pattern shows: what the named field must look like.
const byName: Record<string, string> = {
  phone: '(11) 98888-7777',
  cpf: '123.456.789-09',
  cnpj: '11.222.333/0001-81',
  zipCode: '01310-100',
  email: 'somebody@example.com',
  zone: 'America/Sao_Paulo',
  token: 'x'.repeat(32),
};

const sampleText = (schema: JsonSchema, name: string): string => {
  if (schema.format === 'date-time') return '2026-03-10T12:00:00.000Z';
  if (schema.format === 'date') return '2026-03-10';
  const named = byName[name];
  if (named !== undefined) return named;
  const known = byPattern.find(([pattern]) => schema.pattern !== undefined && pattern.test(schema.pattern));
  return known?.[1] ?? 'Amostra'.padEnd(schema.minLength ?? 0, 'a');
};

const sampleObject = ({ required = [], properties = {} }: JsonSchema): Record<string, unknown> =>
  Object.fromEntries(required.map((key) => [key, sampleOf(properties[key] ?? {}, key)]));

const sampleList = ({ minItems = 0, items = {} }: JsonSchema, name: string): unknown[] =>
  Array.from({ length: minItems }, () => sampleOf(items, name));

const sampleNumber = ({ minimum = 0, multipleOf = 0 }: JsonSchema): number => Math.max(minimum, multipleOf);

const byType: Record<string, (schema: JsonSchema, name: string) => unknown> = {
  object: sampleObject,
  array: sampleList,
  integer: sampleNumber,
  number: sampleNumber,
  boolean: () => true,
};

const choicesOf = ({ anyOf, oneOf, allOf }: JsonSchema): JsonSchema[] => anyOf ?? oneOf ?? allOf ?? [];

const sampleOf = (schema: JsonSchema, name = ''): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = choicesOf(schema);
  if (choice !== undefined) return sampleOf(choice, name);
  return (byType[schema.type ?? ''] ?? sampleText)(schema, name);
};

// What a contract asks for beyond its schema: "one of these two" has no JSON form.
const besides: Record<string, object> = {
  'post /scheduling/blocks': { operatoryId: aFreshId },
  'patch /users/:userId': { role: 'assistant' },
  'post /admin/role-management/assign': { role: 'assistant' },
  'post /invitations': { role: 'assistant' },
  'post /roles': { base: 'assistant' },
  'post /platform/enter-clinic': { reason: 'Atendimento de um chamado' },
  'post /patients/:patientId/break-glass': { reason: 'Atendimento de urgência' },
};

const sampleBody = ({ method, path, body }: Endpoint): unknown => {
  const sample = sampleOf(jsonSchemaOf(body));
  const more = besides[`${method} ${path}`];
  return more === undefined ? sample : Object.assign({}, sample, more);
};

const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** A body and a query that the contract accepts, with only what is required. */
export const aRequestFor = (contract: Endpoint): { body: unknown; query: Record<string, unknown> } => {
  const body = sampleBody(contract);
  const query = sampleOf(jsonSchemaOf(contract.query)) as Record<string, unknown>;
  const problems = [contract.body.safeParse(body), contract.query.safeParse(query)].flatMap(
    ({ error }) => error?.issues ?? [],
  );
  if (problems.length > 0)
    throw new Error(`No sample for ${contract.method} ${contract.path}: ${JSON.stringify(problems)}`);
  return { body, query };
};

/** The path with its parameters filled in. */
export const pathOf = (contract: Endpoint, ids: Record<string, string> = {}): string =>
  contract.path.replace(/:(\w+)/g, (_match, name: string) => ids[name] ?? aFreshId);
