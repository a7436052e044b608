import type { Db } from 'mongodb';

/** One command of the product as the server saw it. */
export type Operation = {
  readonly op: string;
  readonly ns: string;
  readonly millis: number;
  readonly keysExamined?: number;
  readonly docsExamined?: number;
  readonly nreturned?: number;
  readonly responseLength?: number;
  readonly planSummary?: string;
  readonly hasSortStage?: boolean;
  readonly command?: Record<string, unknown>;
};

/** Every command the product sent while the work ran; its change stream and housekeeping aside. */
export const profiled = async (db: Db, work: () => Promise<void>): Promise<Operation[]> => {
  await db.command({ profile: 0 });
  await db
    .collection('system.profile')
    .drop()
    .catch(() => undefined);
  await db.createCollection('system.profile', { capped: true, size: 64 * 2 ** 20 });
  await db.command({ profile: 2 });
  await work();
  await db.command({ profile: 0 });
  const isStream = (row: Operation): boolean => JSON.stringify(row).includes('$changeStream');
  const rows = await db
    .collection<Operation>('system.profile')
    .find({ appName: 'topsmile' }, { sort: { ts: 1 } })
    .toArray();
  return rows.filter((row) => !isStream(row));
};
