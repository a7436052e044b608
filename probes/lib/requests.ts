import { can, Permission } from '@topsmile/contracts';
import { z } from 'zod';
import type { World } from './world.ts';
import { type Operation, pathOf, sampleOf } from './routes.ts';

/** What most rows send: every read and every write of the product, addressed to records of clinic A. */

export type Addressed = { readonly operation: Operation; readonly path: string; readonly body: unknown };

const addressed = (world: World, operation: Operation): Addressed => {
  const { body, search } = sampleOf(operation);
  return { operation, path: `${pathOf(operation, world.a.ids)}${search}`, body };
};

/** What an administrator of a clinic may call; the rest is looked at by D1 alone. */
const isForAdmin = ({ access, realm }: Operation): boolean => {
  const permission = Permission.safeParse(access);
  return realm !== 'patient' && (!permission.success || can('admin', permission.data));
};

export const reads = (world: World): Addressed[] =>
  world.operations
    .filter((operation) => !operation.isWrite && isForAdmin(operation))
    .map((operation) => addressed(world, operation));

export const writes = (world: World): Addressed[] =>
  world.operations
    .filter((operation) => operation.isWrite && !operation.isUpload && isForAdmin(operation))
    .map((operation) => addressed(world, operation));

export const uploads = (world: World): Addressed[] =>
  world.operations.filter(({ isUpload }) => isUpload).map((operation) => addressed(world, operation));

export const everything = (world: World): Addressed[] =>
  world.operations.map((operation) => addressed(world, operation));

export const isGuarded = ({ operation: { access } }: Addressed): boolean => access !== 'public';

export const withQuery = (path: string, more: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${more}`;

type Property = { type?: string; enum?: unknown; format?: string; anyOf?: Property[] };
const propertiesOf = (schema: z.ZodType): Record<string, Property> => {
  const described: { properties?: unknown } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return described.properties === undefined ? {} : (described.properties as Record<string, Property>);
};

const has = (type: string) => {
  const fits = ({ type: own, anyOf = [] }: Property): boolean => own === type || anyOf.some(fits);
  return fits;
};

const namesWhere = (schema: z.ZodType, fits: (property: Property) => boolean): string[] =>
  Object.entries(propertiesOf(schema)).flatMap(([name, property]) => (fits(property) ? [name] : []));

export const textsOf = (schema: z.ZodType): string[] => namesWhere(schema, has('string'));
export const numbersOf = (schema: z.ZodType): string[] =>
  namesWhere(schema, (property) => has('integer')(property) || has('number')(property));
export const listsOf = (schema: z.ZodType): string[] => namesWhere(schema, has('array'));
export const keysOf = (schema: z.ZodType): string[] => Object.keys(propertiesOf(schema));
