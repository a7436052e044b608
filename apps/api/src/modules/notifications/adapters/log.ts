import type { Logger } from '../../../platform/logger.ts';
import type { Driver } from '../delivery.types.ts';

/** Nothing leaves: the message stays where the clinic reads it, and the log has its id alone. */
export const logDriver = (logger: Logger): Driver => ({
  name: 'log',
  send: ({ id }) => {
    logger.info({ messageId: id }, 'message written down, not sent');
    return Promise.resolve({ providerId: id });
  },
  close: () => Promise.resolve(),
});
