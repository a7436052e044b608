import type { Logger } from '../../platform/logger.ts';

/**
 * Runs the courier as soon as something was queued in this process, instead of at its next turn. It stands
 * still until started: processes that serve requests alone leave the work to the workers.
 */
export const createWaking = (tick: () => Promise<unknown>, logger: Logger) => {
  let isStarted = false;
  let isWanted = false;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (isWanted && isStarted) {
      isWanted = false;
      await tick().catch((error: unknown) => logger.error({ err: error }, 'messages could not be carried'));
    }
    running = undefined;
  };

  return {
    wake: (): void => {
      if (!isStarted) return;
      isWanted = true;
      running ??= run();
    },
    start: (): void => {
      isStarted = true;
    },
    stop: async (): Promise<void> => {
      isStarted = false;
      await running;
    },
  };
};
