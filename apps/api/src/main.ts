import { configFromProcess } from './platform/config.ts';
import { startProcess } from './process.ts';

/** The server process: starts, says where it listens, and leaves in order on the first signal. */
const main = async (): Promise<void> => {
  const running = await startProcess(configFromProcess());
  const { logger } = running.container;
  logger.info({ port: running.port, roles: running.container.config.TOPSMILE_ROLES }, 'listening');
  process.send?.({ type: 'listening', port: running.port });

  let isLeaving = false;
  const leave = (signal: string): void => {
    // A second signal does not cut requests short.
    if (isLeaving) return;
    isLeaving = true;
    logger.info({ signal }, 'draining');
    void running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => leave('SIGTERM'));
  process.on('SIGINT', () => leave('SIGINT'));
  process.on('unhandledRejection', (reason) => {
    logger.fatal({ err: reason }, 'unhandled rejection');
    process.exit(1);
  });
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The server could not start'}\n`);
  process.exit(1);
});
