import { type MessageChannel, messageChannels } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { afterFailure, type Breaker, closedBreaker, isPaused } from './breaker.rules.ts';
import type { Reason } from './delivery.types.ts';

/** One breaker for each way out, in this process's memory. */
export const createBreakers = (clock: Clock) => {
  const breakers = new Map<MessageChannel, Breaker>();
  const of = (channel: MessageChannel): Breaker => breakers.get(channel) ?? closedBreaker;
  return {
    openChannels: (): MessageChannel[] =>
      messageChannels.filter((channel) => !isPaused(of(channel), clock.now().getTime())),
    note: (channel: MessageChannel, outcome: Reason | 'sent'): void => {
      const now = clock.now().getTime();
      breakers.set(channel, outcome === 'unreachable' ? afterFailure(of(channel), now) : closedBreaker);
    },
  };
};
