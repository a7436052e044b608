import type { Collection, Document } from 'mongodb';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { noteWrite } from './effects.ts';

export { Types } from 'mongoose';
export type { ClientSession } from 'mongoose';
export type { AnyBulkWriteOperation, Collection, Document, Filter, UpdateFilter } from 'mongodb';

mongoose.set('sanitizeFilter', true);
mongoose.set('strictQuery', 'throw');
mongoose.set('bufferCommands', false);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);

/** Marks operators of our own as such; whatever else looks like an operator in a filter becomes a value. */
export const trusted = <T extends object>(filter: T): T => mongoose.trusted(filter) as T;

export type ConnectOptions = { monitorCommands?: boolean; databaseName?: string };

/** Fails within five seconds when the database is away: request paths answer 503 instead of hanging. */
export const connectMongo = async (uri: string, options: ConnectOptions = {}): Promise<Connection> => {
  await mongoose.connect(uri, {
    serverSelectionTimeoutMS: 5000,
    socketTimeoutMS: 20_000,
    waitQueueTimeoutMS: 5000,
    maxPoolSize: 50,
    retryWrites: true,
    w: 'majority',
    journal: true,
    readConcernLevel: 'majority',
    readPreference: 'primary',
    appName: 'topsmile',
    monitorCommands: options.monitorCommands ?? false,
    ...(options.databaseName === undefined ? {} : { dbName: options.databaseName }),
  });
  return mongoose.connection;
};

export const disconnectMongo = (): Promise<void> => mongoose.disconnect();
export const connection = (): Connection => mongoose.connection;

const opened = new WeakMap<object, Map<string, Collection>>();

/** Throws as a query of Mongoose would while there is no connection; `isUnavailable` knows it. */
const openDatabase = (): NonNullable<Connection['db']> => {
  const { db } = mongoose.connection;
  if (db === undefined) throw new mongoose.Error('Cannot read before initial connection is complete');
  return db;
};

/** The driver's collection below a model, with the type of what is stored; no casting, no defaults, no hooks. */
export const collectionOf = <Doc extends Document>(model: {
  collection: { collectionName: string };
}): Collection<Doc> => {
  const db = openDatabase();
  const { collectionName } = model.collection;
  const known = opened.get(db) ?? new Map<string, Collection>();
  opened.set(db, known);
  const collection = known.get(collectionName) ?? (db.collection(collectionName) as unknown as Collection);
  known.set(collectionName, collection);
  return collection as unknown as Collection<Doc>;
};

/** A stored collection by its name, for work that is told what to look through. */
export const collectionNamed = <Doc extends Document>(name: string): Collection<Doc> =>
  mongoose.connection.collection<Doc>(name);

const pings = async (): Promise<boolean> => {
  try {
    await mongoose.connection.db?.command({ ping: 1 });
    return mongoose.connection.readyState === 1;
  } catch {
    // The question is answered with "no"; the cause is in the driver's own log line.
    return false;
  }
};

/** Whether the database answers in time. The clock is ours: the driver waits 20 s for a frozen server. */
export const databaseAnswers = async (withinMs: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const answers = await Promise.race([pings(), tooLate]);
  clearTimeout(timer);
  return answers;
};

export type Tx = { readonly session: ClientSession };

/**
 * Several documents change together or not at all. The work may run more than once (transient errors):
 * nothing in it may reach outside the database.
 */
export const inTransaction = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  mongoose.connection.withSession((session) =>
    session.withTransaction(async () => {
      const result = await work({ session });
      noteWrite();
      return result;
    }),
  );

const unavailable = new Set([
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
  'PoolClearedError',
  'PoolClearedOnNetworkError',
  'MongooseServerSelectionError',
  'MongooseNotConnectedError',
]);
// NotWritablePrimary, InterruptedDueToReplStateChange, PrimarySteppedDown, ShutdownInProgress …, and the
// sockets of a server that was killed.
const transientCodes: ReadonlySet<unknown> = new Set([
  6,
  7,
  89,
  91,
  189,
  262,
  9001,
  10_107,
  11_600,
  11_602,
  13_435,
  13_436,
  'EPIPE',
  'ECONNRESET',
]);

/** Whether a failure says "the database cannot answer now" rather than "this request is wrong". */
export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (unavailable.has(error.name) || transientCodes.has(code)) return true;
  if (error.name === 'MongooseError' && error.message.includes('initial connection')) return true;
  return error.cause !== undefined && isUnavailable(error.cause);
};

type RefusedWrite = { index: number; errmsg?: string };

/** The writes of an unordered batch that the server refused; none when the failure is of another kind. */
export const refusedWrites = (error: unknown): RefusedWrite[] => {
  if (typeof error !== 'object' || error === null || !('writeErrors' in error)) return [];
  // The driver gives a single refusal bare and several as a list.
  return [error.writeErrors as RefusedWrite | RefusedWrite[]].flat();
};
