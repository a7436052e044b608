import mongoose, { type Aggregate, type Query, type Schema, Types } from 'mongoose';
import {
  currentContext,
  isSameContext,
  maybeContext,
  type TenantContext,
  TenantViolation,
} from './context.ts';
import { registerTenantCollection } from './guard.ts';

/** `clinic`: rows of one clinic. `patient`: rows of one patient of a clinic. `global`: rows of the platform. */
export type Tenancy = 'clinic' | 'patient' | 'global';

/** The field of every tenant schema: stamped at construction, required, never changed. */
export const clinicIdField = {
  type: Types.ObjectId,
  required: true,
  immutable: true,
  default: (): Types.ObjectId | undefined => {
    const context = maybeContext();
    return context?.kind === 'clinic' ? context.clinicId : undefined;
  },
} as const;

const declared = new WeakMap<object, Tenancy>();

/** Declares who owns the rows of a schema; compiling a model without it throws. */
export const tenancy = <S extends Schema>(kind: Tenancy, schema: S): S => {
  declared.set(schema, kind);
  return schema;
};

const stamps = new WeakMap<object, TenantContext | undefined>();

const assertStamp = (lazy: object): TenantContext => {
  const context = currentContext();
  if (!isSameContext(stamps.get(lazy), context))
    throw new TenantViolation('A query built in one context was awaited in another');
  return context;
};

const operations = [
  'find',
  'findOne',
  'countDocuments',
  'distinct',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
] as const;

function scopeQuery(this: Query<unknown, unknown>): void {
  const context = assertStamp(this);
  if (context.kind === 'clinic') this.where({ clinicId: context.clinicId });
}

function scopeAggregate(this: Aggregate<unknown>): void {
  const context = assertStamp(this);
  if (context.kind === 'clinic') this.pipeline().unshift({ $match: { clinicId: context.clinicId } });
}

function scopeSave(this: { $where?: object; clinicId?: unknown }): void {
  const context = currentContext();
  if (context.kind === 'clinic') this.$where = { ...this.$where, clinicId: context.clinicId };
}

const tenancyPlugin = (schema: Schema): void => {
  const kind = declared.get(schema);
  if (kind === undefined) throw new Error('A schema must declare its tenancy');
  if (kind === 'global') return;
  if (schema.path('clinicId') === undefined)
    throw new Error('A tenant schema must have clinicId: clinicIdField');
  schema.pre([...operations], { document: false, query: true }, scopeQuery);
  schema.pre('aggregate', scopeAggregate);
  schema.pre('save', scopeSave as never);
};

mongoose.set('applyPluginsToChildSchemas', false);
mongoose.plugin(tenancyPlugin);

type QueryClass = { new (...args: unknown[]): object; prototype: object };
type Stampable = { Query: QueryClass; aggregate: (...args: unknown[]) => object };

/** Remembers, at the moment a query is built, whose context it belongs to. */
const stampQueries = (model: Stampable): void => {
  const Original = model.Query;
  const Stamped = function (this: object, ...args: unknown[]) {
    Original.apply(this as never, args as never);
    stamps.set(this, maybeContext());
  } as unknown as QueryClass & { base?: unknown };
  Stamped.prototype = Original.prototype;
  Stamped.base = (Original as { base?: unknown }).base;
  model.Query = Stamped;
  const aggregate = model.aggregate;
  model.aggregate = function (this: unknown, ...args: unknown[]) {
    const built = aggregate.apply(this, args);
    stamps.set(built, maybeContext());
    return built;
  };
};

/** Compiles a model: tenancy declared, queries stamped, the collection known to the guard. */
export const defineModel = ((name: string, schema: Schema, collection: string) => {
  const model = mongoose.model(name, schema, collection);
  if (declared.get(schema) === 'global') return model;
  registerTenantCollection(collection);
  stampQueries(model as unknown as Stampable);
  return model;
}) as typeof mongoose.model;
