import { AppError, violates } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Types } from '../mongo.ts';
import { runAsSystem } from '../tenancy/context.ts';
import type { AuditFacts, QueuedRow } from './audit.types.ts';
import { auditQueue } from './audit.model.ts';

const flushEveryMs = 250;
/** Beyond this, reads are refused rather than left out of the trail. */
const mostWaiting = 10_000;

type Outcome = Pick<AuditFacts, 'status' | 'action' | 'resourceId' | 'changes' | 'reason'>;
type Write =
  | { insertOne: { document: QueuedRow } }
  | { updateOne: { filter: { _id: Types.ObjectId; clinicId: Types.ObjectId }; update: object } };

const rowOf = (clinicId: Types.ObjectId, facts: AuditFacts, isSettled: boolean): QueuedRow => ({
  _id: new Types.ObjectId(),
  clinicId,
  ...facts,
  isSettled,
});

/** Writes that wait in this process for at most a quarter of a second, in one batch. */
const createBuffer = (logger: Logger) => {
  let waiting: Write[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting;
    if (batch.length === 0) return;
    waiting = [];
    try {
      await runAsSystem('audit', () => auditQueue().bulkWrite(batch, { ordered: false }));
    } catch (error) {
      // Sent before, when the answer was lost: the rest of the batch went through.
      if (violates(error, '_id_')) return;
      // Kept for the next try.
      waiting = [...batch, ...waiting];
      const err = error instanceof Error ? error.name : 'unknown';
      logger.warn({ err, rows: waiting.length }, 'audit waits');
      schedule();
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    flushing = flushing.then(write);
    return flushing;
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => void flush(), flushEveryMs).unref();
  };
  return {
    flush,
    add: (one: Write): void => {
      waiting.push(one);
      schedule();
    },
    isFull: (): boolean => waiting.length >= mostWaiting,
  };
};

/**
 * Where calls leave their rows. Reads wait in this process for at most a quarter of a second; a change has its
 * row before it begins, so that nothing can be changed without one, and its outcome follows with the reads.
 */
export const createAuditTrail = ({ logger }: { logger: Logger }) => {
  const buffer = createBuffer(logger);
  return {
    /** Leaves a row to be written within a quarter of a second; no I/O here. */
    enqueue: (clinicId: Types.ObjectId, facts: AuditFacts): void =>
      buffer.add({ insertOne: { document: rowOf(clinicId, facts, true) } }),

    /** The same for what was refused at the door: a flood of it is left out rather than kept in memory. */
    enqueueRefused: (clinicId: Types.ObjectId, facts: AuditFacts): void => {
      if (!buffer.isFull()) buffer.add({ insertOne: { document: rowOf(clinicId, facts, true) } });
    },

    /** Writes a row that says what is about to happen, and answers how to add how it ended. */
    begin: async (clinicId: Types.ObjectId, facts: AuditFacts): Promise<(outcome: Outcome) => void> => {
      const row = rowOf(clinicId, { ...facts, status: 0 }, false);
      await runAsSystem('audit', () => auditQueue().insertOne(row));
      return (outcome) =>
        buffer.add({
          updateOne: {
            filter: { _id: row._id, clinicId },
            update: { $set: { ...outcome, isSettled: true } },
          },
        });
    },

    /** Throws 503 while so many rows wait that a read would go unrecorded. */
    assertRoom: (): void => {
      if (!buffer.isFull()) return;
      throw new AppError('unavailable', 'The audit trail cannot be written right now. Try again shortly.', {
        details: { retryAfterSeconds: 2 },
      });
    },

    /** Everything that waits is in the store; part of every shutdown. */
    flush: buffer.flush,
  };
};
export type AuditTrail = ReturnType<typeof createAuditTrail>;
