import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { noteWrite } from '../effects.ts';
import { currentContext, TenantViolation } from './context.ts';
import { assertBulk, assertDocument, assertFilter, assertPipeline, assertUpdate } from './guard-rules.ts';

/**
 * The wall: every method of the driver's collection prototype is wrapped, so that whatever reaches a
 * tenant collection (Mongoose, a raw collection, a migration, a job) names the clinic of the current
 * context or is refused. System work passes and is marked with its reason.
 */

const tenantCollections = new Set<string>();
export const registerTenantCollection = (name: string): void => void tenantCollections.add(name);
export const isTenantCollection = (name: string): boolean => tenantCollections.has(name);

type Check = (args: readonly unknown[], clinicId: Types.ObjectId) => void;
type Guarded = { optionsAt: number; check: Check };

const byFilter =
  (at: number): Check =>
  (args, clinicId) =>
    assertFilter(args[at], clinicId);
const updating: Check = (args, clinicId) => {
  assertFilter(args[0], clinicId);
  assertUpdate(args[1], clinicId);
};
const replacing: Check = (args, clinicId) => {
  assertFilter(args[0], clinicId);
  assertDocument(args[1], clinicId);
};

const guarded: Record<string, Guarded> = {
  find: { optionsAt: 1, check: byFilter(0) },
  findOne: { optionsAt: 1, check: byFilter(0) },
  countDocuments: { optionsAt: 1, check: byFilter(0) },
  count: { optionsAt: 1, check: byFilter(0) },
  distinct: { optionsAt: 2, check: byFilter(1) },
  deleteOne: { optionsAt: 1, check: byFilter(0) },
  deleteMany: { optionsAt: 1, check: byFilter(0) },
  findOneAndDelete: { optionsAt: 1, check: byFilter(0) },
  updateOne: { optionsAt: 2, check: updating },
  updateMany: { optionsAt: 2, check: updating },
  findOneAndUpdate: { optionsAt: 2, check: updating },
  replaceOne: { optionsAt: 2, check: replacing },
  findOneAndReplace: { optionsAt: 2, check: replacing },
  insertOne: { optionsAt: 1, check: (args, clinicId) => assertDocument(args[0], clinicId) },
  insertMany: {
    optionsAt: 1,
    check: (args, clinicId) =>
      (Array.isArray(args[0]) ? args[0] : [args[0]]).forEach((one) => assertDocument(one, clinicId)),
  },
  bulkWrite: { optionsAt: 1, check: (args, clinicId) => assertBulk(args[0], clinicId) },
  aggregate: { optionsAt: 1, check: (args, clinicId) => assertPipeline(args[0], clinicId) },
};
const bulkWriters = new Set(['insertMany', 'bulkWrite']);
const isWrite = (name: string): boolean => /^(?:insert|update|replace|delete|bulk|findOneAnd)/.test(name);

// What a transaction writes is gone with it unless it commits.
const isInTransaction = (options: unknown): boolean =>
  typeof options === 'object' &&
  options !== null &&
  'session' in options &&
  (options.session as ClientSession | undefined)?.inTransaction() === true;

// No filter can hold these to one clinic.
const systemOnly = [
  'drop',
  'rename',
  'estimatedDocumentCount',
  'initializeOrderedBulkOp',
  'initializeUnorderedBulkOp',
  'watch',
];

type Method = (this: { collectionName: string }, ...args: unknown[]) => unknown;
const prototype = mongoose.mongo.Collection.prototype as unknown as Record<string, Method>;

const markSystem = (args: unknown[], optionsAt: number, reason: string): unknown[] => {
  const marked = [...args];
  while (marked.length < optionsAt) marked.push({});
  marked[optionsAt] = { ...(marked[optionsAt] as object | undefined), comment: `system:${reason}` };
  return marked;
};

// The driver builds insertMany and bulkWrite out of the reserved bulk operations: inside a call whose items
// were all checked, and only there, these pass.
const bulkIsChecked = new AsyncLocalStorage<true>();

const wrap = (name: string, rule: Guarded): void => {
  const original = prototype[name];
  if (original === undefined) return;
  prototype[name] = function guardedMethod(...args) {
    if (isWrite(name) && !isInTransaction(args[rule.optionsAt])) noteWrite();
    if (!tenantCollections.has(this.collectionName)) return original.apply(this, args);
    const context = currentContext();
    if (context.kind === 'system')
      return original.apply(this, markSystem(args, rule.optionsAt, context.reason));
    rule.check(args, context.clinicId);
    if (!bulkWriters.has(name)) return original.apply(this, args);
    return bulkIsChecked.run(true, () => original.apply(this, args));
  };
};

const reserve = (name: string): void => {
  const original = prototype[name];
  if (original === undefined) return;
  prototype[name] = function reservedMethod(...args) {
    const isReserved = tenantCollections.has(this.collectionName) && bulkIsChecked.getStore() !== true;
    if (isReserved && currentContext().kind !== 'system') {
      throw new TenantViolation(`Refused by the tenancy guard: ${name} on a tenant collection`);
    }
    return original.apply(this, args);
  };
};

for (const [name, rule] of Object.entries(guarded)) wrap(name, rule);
systemOnly.forEach(reserve);
