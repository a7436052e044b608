import {
  type ClientSession,
  Collection as DriverCollection,
  type FindCursor,
  MongoServerError,
} from 'mongodb';
import { connection } from '../../apps/api/src/platform/mongo.ts';

/**
 * The ways to get booking wrong, put in between the product and the driver of the process that loads this.
 * The product itself stays as it is.
 */

type Collection = {
  collectionName: string;
  find: (filter: object, options: object) => FindCursor;
};
type Method = (this: Collection, ...args: unknown[]) => Promise<unknown>;
type Around = (call: {
  collection: Collection;
  args: unknown[];
  go: (args: unknown[]) => Promise<unknown>;
}) => Promise<unknown>;
type Claiming = { _id: unknown; clinicId: unknown; claims: number[]; segments: { resId: unknown }[] };

const prototype = DriverCollection.prototype as unknown as Record<string, Method>;

const around = (name: string, work: Around): void => {
  const original = prototype[name];
  if (original === undefined) throw new Error(`the driver has no ${name}`);
  prototype[name] = function mutated(...args) {
    if (this.collectionName !== 'appointments') return original.apply(this, args);
    return work({ collection: this, args, go: (changed) => original.apply(this, changed) });
  };
};

type Update = { $set?: Record<string, unknown>; $unset?: Record<string, unknown> };

/** What an update claims, as a document that an overlap could be looked for. */
const claimedBy = ([filter, update]: readonly unknown[]): Claiming | undefined => {
  const { $set } = (update ?? {}) as Update;
  return $set?.['claims'] === undefined ? undefined : ({ ...(filter as object), ...$set } as Claiming);
};

const taken = (): Error =>
  new MongoServerError({
    message: 'E11000 duplicate key error collection: proof.appointments index: uniq_claims dup key',
    code: 11_000,
  });

const assertFree = async (collection: Collection, wanted: Claiming, options: object): Promise<void> => {
  const filter = {
    clinicId: wanted.clinicId,
    'segments.resId': { $in: wanted.segments.map(({ resId }) => resId) },
    claims: { $in: wanted.claims },
    _id: { $ne: wanted._id },
  };
  const [other] = await collection.find(filter, { limit: 1, projection: { _id: 1 }, ...options }).toArray();
  if (other !== undefined) throw taken();
};

const readThenWrite = (): void => {
  around('insertOne', async ({ collection, args, go }) => {
    await assertFree(collection, args[0] as Claiming, {});
    return go(args);
  });
  around('findOneAndUpdate', async ({ collection, args, go }) => {
    const wanted = claimedBy(args);
    if (wanted !== undefined) await assertFree(collection, wanted, {});
    return go(args);
  });
};

const inSnapshot = <T>(work: (session: ClientSession) => Promise<T>): Promise<T> =>
  connection()
    .getClient()
    .withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      }),
    );

const readThenWriteInTransaction = (): void => {
  around('insertOne', ({ collection, args, go }) =>
    inSnapshot(async (session) => {
      await assertFree(collection, args[0] as Claiming, { session });
      return go([args[0], { session }]);
    }),
  );
  around('findOneAndUpdate', ({ collection, args, go }) => {
    const wanted = claimedBy(args);
    if (wanted === undefined) return go(args);
    const { writeConcern: _concern, ...options } = args[2] as { writeConcern?: unknown };
    return inSnapshot(async (session) => {
      await assertFree(collection, wanted, { session });
      return go([args[0], args[1], { ...options, session }]);
    });
  });
};

const acknowledgedByOne = (): void => {
  const places = { insertOne: 1, updateOne: 2, updateMany: 2, findOneAndUpdate: 2 };
  for (const [name, at] of Object.entries(places))
    around(name, ({ args, go }) => {
      const changed = [...args];
      changed[at] = { ...(args[at] as object | undefined), writeConcern: { w: 1, journal: false } };
      return go(changed);
    });
};

const moveKeepsClaims = (): void =>
  around('findOneAndUpdate', ({ args, go }) => {
    const { $set = {}, ...update } = args[1] as Update;
    const { claims: _claims, ...kept } = $set;
    const isMove = $set['claims'] !== undefined && $set['startsAt'] !== undefined;
    return go(isMove ? [args[0], { ...update, $set: kept }, args[2]] : args);
  });

const emptyInsteadOfUnset = (): void =>
  around('findOneAndUpdate', ({ args, go }) => {
    const { $set, $unset = {}, ...update } = args[1] as Update;
    if (!('claims' in $unset)) return go(args);
    const { claims: _claims, ...gone } = $unset;
    const changed = { ...update, $set: { ...$set, claims: [] } };
    return go([args[0], Object.keys(gone).length === 0 ? changed : { ...changed, $unset: gone }, args[2]]);
  });

const mutations: Readonly<Record<string, () => void>> = {
  'read-then-insert': readThenWrite,
  'read-then-insert-in-transaction': readThenWriteInTransaction,
  'no-majority': acknowledgedByOne,
  'move-keeps-claims': moveKeepsClaims,
  'empty-array-instead-of-unset': emptyInsteadOfUnset,
};

/** Mutants that change nothing but an index need nothing here. */
export const mutate = (name: string): void => mutations[name]?.();
