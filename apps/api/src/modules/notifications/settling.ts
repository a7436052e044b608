import type { Clock } from '../../platform/clock.ts';
import { type Leases, maxAttempts } from '../../platform/leases.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Reason, Receipt } from './delivery.types.ts';
import type { MessageDoc } from './message.model.ts';

type Deps = { clock: Clock; logger: Logger; leases: Leases<MessageDoc> };

const finished = { nextAt: '', lease: '' } as const;

/** Notes how an attempt ended; only the holder of the lease can. */
export const createSettling = ({ clock, logger, leases }: Deps) => ({
  sent: (row: MessageDoc, { providerId }: Receipt, driver: string): Promise<void> =>
    leases.settle(row, {
      $set: { state: 'sent', sentAt: clock.now(), driver, providerId },
      $unset: { ...finished, failure: '', sealedSecrets: '' },
    }),

  lapsed: (row: MessageDoc): Promise<void> =>
    leases.settle(row, {
      $set: { state: 'dead', failure: 'lapsed' },
      $unset: { ...finished, sealedSecrets: '' },
    }),

  failed: async (
    row: MessageDoc,
    { reason, isFinal }: { reason: Reason; isFinal: boolean },
  ): Promise<void> => {
    const { template, attempts } = row;
    const facts = { messageId: row._id.toHexString(), template, attempts, err: reason };
    if (isFinal || attempts >= maxAttempts) {
      logger.error(facts, 'message given up');
      await leases.settle(row, { $set: { state: 'dead', failure: reason }, $unset: finished });
      return;
    }
    logger.warn(facts, 'message not delivered yet');
    await leases.settle(row, {
      $set: { state: 'failed', failure: reason, nextAt: leases.nextTry(row) },
      $unset: { 'lease.until': '' },
    });
  },
});
