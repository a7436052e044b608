import * as contracts from '@topsmile/contracts';
import { aFreshId, aRequestFor } from '../../apps/api/src/testing/sample.ts';
import { exchange, jsonOf } from './wire.ts';
import { bytesOf, type Target } from './browser.ts';

/** The operations that the product itself documents, each with its contract and its access rule. */

export type Operation = {
  /** `POST /patients/{patientId}/photo` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** `public`, `signed-in` or the permission. */
  readonly access: string;
  /** `open`, `staff` or `patient`. */
  readonly realm: string;
  /** Asks for a fresh proof of identity. */
  readonly stepUp: boolean;
  readonly params: readonly string[];
  readonly isUpload: boolean;
  readonly isWrite: boolean;
  readonly contract: contracts.Endpoint;
};

const isEndpoint = (value: unknown): value is contracts.Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'response' in value;

const exported: unknown[] = Object.values(contracts);
const endpoints = new Map(
  exported
    .filter(isEndpoint)
    .map((contract) => [`${contract.method} ${contract.path.replace(/:(\w+)/g, '{$1}')}`, contract]),
);

type Described = {
  'x-access'?: string;
  'x-realm'?: string;
  'x-step-up'?: boolean;
  requestBody?: { content: object };
};

const operationOf = (path: string, method: string, described: Described): Operation => {
  const contract = endpoints.get(`${method} ${path}`);
  if (contract === undefined) throw new Error(`no contract for ${method} ${path}`);
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    access: described['x-access'] ?? 'unknown',
    realm: described['x-realm'] ?? 'unknown',
    stepUp: described['x-step-up'] ?? false,
    params: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
    isUpload: 'multipart/form-data' in (described.requestBody?.content ?? {}),
    isWrite: method !== 'get',
    contract,
  };
};

export const readOperations = async (target: Target): Promise<Operation[]> => {
  const answer = await exchange({
    port: target.port,
    bytes: bytesOf({ method: 'GET', path: '/openapi.json' }, { host: new URL(target.origin).host }),
  });
  const paths: Record<string, Record<string, Described>> = jsonOf(answer).paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method, described)),
  );
};

export const freshId = aFreshId;

export const pathOf = ({ path }: Operation, ids: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? freshId);

/** A body and a query that the contract accepts, with only what is required. */
export const sampleOf = ({ contract }: Operation): { body: unknown; search: string } => {
  const { body, query } = aRequestFor(contract);
  const search = new URLSearchParams(
    Object.entries(query).map(([key, value]) => [key, String(value)]),
  ).toString();
  return { body, search: search === '' ? '' : `?${search}` };
};
