import type { ChangeStream, ChangeStreamDocument } from 'mongodb';
import type { Logger } from './logger.ts';
import { connection } from './mongo.ts';

/** What a cache registers: told of each changed document, and to forget all when changes may have been missed. */
type Watched = {
  readonly collection: string;
  /** Updates of nothing but these fields are not told. */
  readonly ignoring?: readonly string[];
};
type Listener = Watched & {
  readonly changed: (id: string) => void;
  readonly forget: () => void;
};

/** The server leaves out what nobody wants to hear: the process is not even woken for it. */
const unheard = ({ collection, ignoring = [] }: Watched): object => ({
  'ns.coll': collection,
  operationType: 'update',
  'updateDescription.removedFields': [],
  $expr: {
    $setIsSubset: [
      { $map: { input: { $objectToArray: '$updateDescription.updatedFields' }, in: '$$this.k' } },
      [...ignoring],
    ],
  },
});

const reopenAfterMs = 500;

/**
 * Tells this process which documents changed, within a second of the write. Caches of sessions, roles and
 * configuration hang on it: while `isLive()` is false they must read the database instead.
 */
export class ChangeFeed {
  readonly #listeners: Listener[] = [];
  readonly #logger: Logger;
  #stream: ChangeStream | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isRunning = false;
  /** True from the moment the server holds the cursor: a change before it would be missed. */
  #isListening = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  on(watched: string | Watched, changed: (id: string) => void, forget: () => void): void {
    const what = typeof watched === 'string' ? { collection: watched } : watched;
    this.#listeners.push({ ...what, changed, forget });
  }

  isLive(): boolean {
    return this.#isListening && this.#stream !== undefined && !this.#stream.closed;
  }

  start(): void {
    this.#isRunning = true;
    this.#open();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#isListening = false;
    clearTimeout(this.#retry);
    const closing = this.#stream;
    this.#stream = undefined;
    await closing?.close();
  }

  #open(): void {
    if (!this.#isRunning) return;
    try {
      const collections = [...new Set(this.#listeners.map((one) => one.collection))];
      const quiet = this.#quietListeners().map(unheard);
      const stream = connection()
        .getClient()
        .db(connection().name)
        .watch(
          [
            { $match: { 'ns.coll': { $in: collections }, ...(quiet.length > 0 && { $nor: quiet }) } },
            { $project: { ns: 1, documentKey: 1, operationType: 1 } },
          ],
          { maxAwaitTimeMS: 500 },
        );
      // The first token comes with the answer that opens the cursor.
      stream.once('resumeTokenChanged', () => this.#listen(stream));
      stream.on('change', (change) => this.#deliver(change));
      stream.on('error', () => this.#lose(stream));
      stream.on('close', () => this.#lose(stream));
      this.#stream = stream;
    } catch {
      // Not connected yet or any more: the retry asks again.
      this.#lose(undefined);
    }
  }

  /** Those whose collection nobody else listens to more closely. */
  #quietListeners(): Listener[] {
    return this.#listeners.filter(
      (one) =>
        one.ignoring !== undefined &&
        this.#listeners.every((other) => other === one || other.collection !== one.collection),
    );
  }

  #listen(stream: ChangeStream): void {
    if (this.#stream !== stream) return;
    for (const { forget } of this.#listeners) forget();
    this.#isListening = true;
  }

  #deliver(change: ChangeStreamDocument): void {
    if (!('documentKey' in change)) return;
    const id = String(change.documentKey._id);
    for (const { collection, changed } of this.#listeners) if (collection === change.ns.coll) changed(id);
  }

  #lose(lost: ChangeStream | undefined): void {
    if (this.#stream !== lost) return;
    this.#stream = undefined;
    this.#isListening = false;
    void lost?.close().catch(() => undefined);
    for (const { forget } of this.#listeners) forget();
    if (!this.#isRunning) return;
    this.#logger.warn('change feed lost; reading from the database until it is back');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), reopenAfterMs);
    this.#retry.unref();
  }
}
