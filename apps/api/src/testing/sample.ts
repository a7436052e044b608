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

const sampleOf = (schema: JsonSchema, name = ''): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice !== undefined) return sampleOf(choice, name);
  if (schema.type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map((key) => [key, sampleOf(schema.properties?.[key] ?? {}, key)]),
    );
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, name));
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.max(schema.minimum ?? 0, schema.multipleOf ?? 0);
  if (schema.type === 'boolean') return true;
  return sampleText(schema, name);
};

const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

// A rule over several fields asks by name for one that alone is optional.
const completed = (schema: z.ZodType, sample: unknown): unknown => {
  const missing = (schema.safeParse(sample).error?.issues ?? []).filter(({ code }) => code === 'custom');
  const { properties = {} } = jsonSchemaOf(schema);
  const added = missing.flatMap(({ path: [key] }) =>
    typeof key === 'string' ? [[key, sampleOf(properties[key] ?? {}, key)] as const] : [],
  );
  return added.length === 0 ? sample : { ...(sample as object), ...Object.fromEntries(added) };
};

/** A body and a query that the contract accepts, with only what is required. */
export const aRequestFor = (contract: Endpoint): { body: unknown; query: Record<string, unknown> } => {
  const body = completed(contract.body, sampleOf(jsonSchemaOf(contract.body)));
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
