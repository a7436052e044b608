import type { ChangeStream, ChangeStreamDocument } from 'mongodb';
import type { Logger } from './logger.ts';
import { connection } from './mongo.ts';

type Listener = (id: string) => void;

/**
 * Tells each process which documents changed, within a second of the write. Caches of sessions, roles and
 * configuration hang on it: while `isLive()` is false they must read the database instead.
 */
export const createChangeFeed = (logger: Logger) => {
  const listeners = new Map<string, Listener[]>();
  const onGap: (() => void)[] = [];
  let stream: ChangeStream | undefined;
  let isRunning = false;
  let retry: NodeJS.Timeout | undefined;

  const deliver = (change: ChangeStreamDocument): void => {
    if (!('documentKey' in change) || !('ns' in change) || !('coll' in change.ns)) return;
    const id = String(change.documentKey._id);
    for (const listener of listeners.get(change.ns.coll) ?? []) listener(id);
  };

  const reopenLater = (error: unknown): void => {
    const broken = stream;
    stream = undefined;
    void broken?.close().catch(() => undefined);
    for (const forget of onGap) forget();
    if (!isRunning || retry !== undefined) return;
    logger.warn(
      { err: error instanceof Error ? error.name : 'closed' },
      'change feed lost; reading from the database',
    );
    retry = setTimeout(() => {
      retry = undefined;
      open();
    }, 500);
    retry.unref();
  };

  const open = (): void => {
    if (!isRunning) return;
    try {
      const pipeline = [
        { $match: { 'ns.coll': { $in: [...listeners.keys()] } } },
        { $project: { 'ns.coll': 1, documentKey: 1, operationType: 1 } },
      ];
      const opened = connection().getClient().db(connection().name).watch(pipeline, { maxAwaitTimeMS: 500 });
      opened.on('change', deliver);
      opened.on('error', reopenLater);
      opened.on('close', () => (stream === opened ? reopenLater('closed') : undefined));
      stream = opened;
    } catch (error) {
      reopenLater(error);
    }
  };

  return {
    /** Called with the id of every changed document of a collection, and `forget` when changes may have been missed. */
    on: (collection: string, listener: Listener, forget: () => void): void => {
      listeners.set(collection, [...(listeners.get(collection) ?? []), listener]);
      onGap.push(forget);
    },
    isLive: (): boolean => stream !== undefined && !stream.closed,
    start: (): void => {
      isRunning = true;
      open();
    },
    stop: async (): Promise<void> => {
      isRunning = false;
      if (retry !== undefined) clearTimeout(retry);
      const closing = stream;
      stream = undefined;
      await closing?.close();
    },
  };
};
export type ChangeFeed = ReturnType<typeof createChangeFeed>;
