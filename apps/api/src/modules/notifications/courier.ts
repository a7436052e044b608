import { type MessageChannel, messageChannels } from '@topsmile/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import { given } from '../../platform/given.ts';
import { createLeases, maxAttempts } from '../../platform/leases.ts';
import type { Logger } from '../../platform/logger.ts';
import { connection } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { afterFailure, type Breaker, closedBreaker, isPaused } from './breaker.rules.ts';
import { failureOf } from './delivery.ts';
import type { Driver, Parcel, Reason, Receipt } from './delivery.types.ts';
import type { MessageDoc } from './message.model.ts';
import { escapeHtml, fillMarks } from './wording.rules.ts';

export type Drivers = Record<MessageChannel, Driver>;
type Deps = { clock: Clock; logger: Logger; box: SecretBox; drivers: Drivers };

/** Longer than any driver may take: a message is not taken over while it is still being sent. */
const leaseMs = 60_000;
/** Handed over side by side, so that one slow reader's server does not hold up the others. */
const lanes = 4;

const Secrets = z.record(z.string(), z.string());
const finished = { nextAt: '', lease: '' } as const;

const createBreakers = (clock: Clock) => {
  const breakers = new Map<MessageChannel, Breaker>();
  const of = (channel: MessageChannel): Breaker => breakers.get(channel) ?? closedBreaker;
  return {
    openChannels: (): MessageChannel[] =>
      messageChannels.filter((channel) => !isPaused(of(channel), clock.now().getTime())),
    note: (channel: MessageChannel, outcome: Reason | 'sent'): void => {
      const now = clock.now().getTime();
      const next = outcome === 'unreachable' ? afterFailure(of(channel), now) : closedBreaker;
      breakers.set(channel, next);
    },
  };
};

/** Carries queued messages out: leased, retried with jitter, given up after eight attempts. */
export const createCourier = ({ clock, logger, box, drivers }: Deps) => {
  const breakers = createBreakers(clock);
  const leases = createLeases<MessageDoc>({
    rows: () => connection().collection('messages'),
    sort: { nextAt: 1 },
    leaseMs,
    clock,
  });

  const parcelOf = (row: MessageDoc): Parcel => {
    const secrets =
      row.sealedSecrets === undefined ? {} : Secrets.parse(JSON.parse(box.open(row.sealedSecrets)));
    const secretOf = (name: string): string => {
      const value = secrets[name];
      if (value === undefined) throw new Error('A message lacks the secret it was to carry');
      return value;
    };
    const html =
      row.html === undefined ? undefined : fillMarks(row.html, (name) => escapeHtml(secretOf(name)));
    return {
      id: row._id.toHexString(),
      from: row.from,
      to: { name: row.to.name, address: box.open(row.to.sealedAddress) },
      subject: row.subject,
      text: fillMarks(row.text, secretOf),
      ...given({ html }),
    };
  };

  const settleSent = (row: MessageDoc, { providerId }: Receipt): Promise<void> => {
    const sent = { state: 'sent', sentAt: clock.now(), driver: drivers[row.channel].name, providerId };
    return leases.settle(row, { $set: sent, $unset: { ...finished, failure: '', sealedSecrets: '' } });
  };

  const settleFailed = async (row: MessageDoc, error: unknown): Promise<void> => {
    const { reason, isFinal } = failureOf(error);
    breakers.note(row.channel, reason);
    const isDead = isFinal || row.attempts >= maxAttempts;
    const facts = {
      messageId: row._id.toHexString(),
      template: row.template,
      attempts: row.attempts,
      err: reason,
    };
    logger[isDead ? 'error' : 'warn'](facts, isDead ? 'message given up' : 'message not delivered yet');
    await (isDead
      ? leases.settle(row, { $set: { state: 'dead', failure: reason }, $unset: finished })
      : leases.settle(row, {
          $set: { state: 'failed', failure: reason, nextAt: leases.nextTry(row) },
          $unset: { 'lease.until': '' },
        }));
  };

  const settleLapsed = (row: MessageDoc): Promise<void> =>
    leases.settle(row, {
      $set: { state: 'dead', failure: 'lapsed' },
      $unset: { ...finished, sealedSecrets: '' },
    });

  const carry = async (row: MessageDoc): Promise<void> => {
    if (row.lapsesAt !== undefined && row.lapsesAt <= clock.now()) return settleLapsed(row);
    let receipt: Receipt;
    try {
      receipt = await drivers[row.channel].send(parcelOf(row));
    } catch (error) {
      return settleFailed(row, error);
    }
    breakers.note(row.channel, 'sent');
    // A crash before this line repeats the message once, under the same message id.
    return settleSent(row, receipt);
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
export type Courier = ReturnType<typeof createCourier>;
