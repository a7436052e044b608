/**
 * Listens on a free port, tells the harness which, and ends on SIGTERM.
 * @param {import('node:http').Server} server
 */
export const listening = (server) => {
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object')
      process.send?.({ type: 'listening', port: address.port });
  });
  process.on('SIGTERM', () => process.exit(0));
};
