import type { Db } from 'mongodb';
import { Umzug, type UmzugStorage } from 'umzug';
import { systemClock } from './clock.ts';
import type { Logger } from './logger.ts';
import { connection } from './mongo.ts';
import { runAsSystem } from './tenancy/context.ts';

export type Migration = {
  /** `0001-name`: the order in which migrations run. */
  readonly name: string;
  /** `expand` runs before the release that needs it, `contract` one release after the last that needed the old form. */
  readonly phase: 'expand' | 'contract';
  readonly why: string;
  /** Raw driver, safe to run twice and to resume after a crash. */
  readonly up: (db: Db) => Promise<void>;
  /** Takes back what `up` did to rows, where the release before could not read them. */
  readonly down?: (db: Db) => Promise<void>;
};

type Applied = { _id: string; at: Date };

const rawDb = (): Db => {
  const { db } = connection();
  if (db === undefined) throw new Error('Connect before migrating');
  return db as unknown as Db;
};

const storage = (db: Db): UmzugStorage => ({
  logMigration: async ({ name }) => {
    await db
      .collection<Applied>('migrations')
      .updateOne({ _id: name }, { $set: { at: systemClock.now() } }, { upsert: true });
  },
  unlogMigration: async ({ name }) => {
    await db.collection<Applied>('migrations').deleteOne({ _id: name });
  },
  executed: async () => {
    const rows = await db
      .collection<Applied>('migrations')
      .find({}, { sort: { _id: 1 } })
      .toArray();
    return rows.map((row) => row._id).filter((id) => id !== lockId);
  },
});

const lockId = '~lock';
const lockMs = 10 * 60_000;

// Two processes that boot together must not build the same index twice; a dead one's lock lapses.
const withLock = async (db: Db, work: () => Promise<void>): Promise<void> => {
  const locks = db.collection<{ _id: string; until?: Date }>('migration_locks');
  for (;;) {
    const now = systemClock.now();
    const taken = await locks
      .findOneAndUpdate(
        { _id: lockId, until: { $lt: now } },
        { $set: { until: new Date(now.getTime() + lockMs) } },
        { upsert: true },
      )
      .then(() => true)
      .catch((error: { code?: number }) => {
        if (error.code === 11_000) return false;
        throw error;
      });
    if (taken) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  try {
    await work();
  } finally {
    await locks.updateOne({ _id: lockId }, { $set: { until: new Date(0) } });
  }
};

/** Takes one migration back and notes it as not run; only one that says how can be taken back. */
export const revert = async ({ name, down }: Migration): Promise<void> => {
  if (down === undefined) throw new Error(`The migration ${name} has no way back`);
  const db = rawDb();
  await withLock(db, async () => {
    await runAsSystem(`migration-${name}-down`, () => down(db));
    await storage(db).unlogMigration({ name, context: {} });
  });
};

/** Runs what has not run yet, one process at a time, and answers the names that ran. */
export const migrate = async (migrations: readonly Migration[], logger: Logger): Promise<string[]> => {
  const db = rawDb();
  const done: string[] = [];
  const umzug = new Umzug({
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: async () => {
        await runAsSystem(`migration-${migration.name}`, () => migration.up(db));
        done.push(migration.name);
      },
    })),
    storage: storage(db),
    logger: {
      info: (event) => logger.info(event, 'migration'),
      warn: (event) => logger.warn(event, 'migration'),
      error: (event) => logger.error(event, 'migration'),
      debug: () => undefined,
    },
  });
  await withLock(db, async () => {
    await umzug.up();
  });
  return done;
};

type IndexFacts = {
  name?: string;
  unique?: boolean;
  key: Record<string, unknown>;
  partialFilterExpression?: unknown;
};

/** Throws unless an index exists with exactly these options: its absence would be the one silent failure. */
export const assertIndex = async (collection: string, expected: IndexFacts): Promise<void> => {
  const found = await rawDb()
    .collection(collection)
    .indexes()
    .catch(() => [] as IndexFacts[]);
  const same = found.find((index) => index.name === expected.name) as IndexFacts | undefined;
  const isRight =
    same !== undefined &&
    same.unique === expected.unique &&
    JSON.stringify(same.key) === JSON.stringify(expected.key) &&
    JSON.stringify(same.partialFilterExpression) === JSON.stringify(expected.partialFilterExpression);
  if (!isRight)
    throw new Error(
      `The index ${collection}.${expected.name} is missing or different: run the migrations before serving`,
    );
};
