import type { MessageChannel } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import { createLeases } from '../../platform/leases.ts';
import type { Logger } from '../../platform/logger.ts';
import { connection } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { createBreakers } from './breakers.ts';
import { failureOf } from './delivery.ts';
import type { Driver, Receipt } from './delivery.types.ts';
import type { MessageDoc } from './message.model.ts';
import { parcelOf } from './parcel.ts';
import { createSettling } from './settling.ts';

export type Drivers = Record<MessageChannel, Driver>;
type Deps = { clock: Clock; logger: Logger; box: SecretBox; drivers: Drivers };

/** Longer than any driver may take: a message is not taken over while it is still being sent. */
const leaseMs = 60_000;
/** Handed over side by side, so that one slow reader's server does not hold up the others. */
const lanes = 4;

/** Carries queued messages out: leased, retried with jitter, given up after eight attempts. */
export const createCourier = ({ clock, logger, box, drivers }: Deps) => {
  const breakers = createBreakers(clock);
  const rows = () => connection().collection('messages');
  const leases = createLeases<MessageDoc>({ rows, sort: { nextAt: 1 }, leaseMs, clock });
  const settle = createSettling({ clock, logger, leases });

  const carry = async (row: MessageDoc): Promise<void> => {
    if (row.lapsesAt !== undefined && row.lapsesAt <= clock.now()) return settle.lapsed(row);
    const driver = drivers[row.channel];
    let receipt: Receipt;
    try {
      receipt = await driver.send(parcelOf(row, box));
    } catch (error) {
      const failure = failureOf(error);
      breakers.note(row.channel, failure.reason);
      return settle.failed(row, failure);
    }
    breakers.note(row.channel, 'sent');
    // A crash before this line repeats the message once, under the same message id.
    return settle.sent(row, receipt, driver.name);
  };

  const claim = (): Promise<MessageDoc | null> =>
    leases.claim({ channel: { $in: breakers.openChannels() } }, { state: 'sending' });

  const lane = async (): Promise<number> => {
    let count = 0;
    for (let row = await claim(); row !== null; row = await claim()) {
      await carry(row);
      count += 1;
    }
    return count;
  };

  return {
    /** Sends what is due; answers how many messages were worked on. Safe to run in many processes at once. */
    tick: (): Promise<number> =>
      runAsSystem('message-courier', async () => {
        const counts = await Promise.all(Array.from({ length: lanes }, lane));
        return counts.reduce((sum, count) => sum + count, 0);
      }),
  };
};
