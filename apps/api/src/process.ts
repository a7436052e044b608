import { createServer, type Server } from 'node:http';
import { createApp } from './app.ts';
import { type Container, createContainer, type Overrides } from './container.ts';
import { migrations } from './migrations/index.ts';
import type { Config } from './platform/config.ts';
import { createJobRunner } from './platform/jobs.ts';
import { migrate } from './platform/migrations.ts';
import { connectMongo, disconnectMongo } from './platform/mongo.ts';
import { assertSchedulingIndexes } from './boot-checks.ts';

const drainMs = 25_000;

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port');
  return address.port;
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(portOf(server)));
  });

/** Stops accepting, lets requests in flight finish for at most 25 s, then cuts what is left. */
const drain = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
};

const startHttp = async (container: Container, readiness: { isDraining: boolean }) => {
  const { config } = container;
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    createApp(container, readiness),
  );
  server.on('request', (_request, response) => {
    if (readiness.isDraining) response.setHeader('Connection', 'close');
  });
  return { server, port: await listen(server, config.PORT, config.TOPSMILE_HOST) };
};

/** Brings a process up: database, migrations, feed, jobs, HTTP; answers how to take it down again. */
export const startProcess = async (config: Config, overrides: Overrides = {}) => {
  const container = createContainer(config, overrides);
  const readiness = { isDraining: false };
  await connectMongo(config.MONGODB_URI);
  await migrate(migrations, container.logger);
  await assertSchedulingIndexes();
  container.feed.start();
  const runner = createJobRunner(container.jobs, container.logger);
  if (config.TOPSMILE_ROLES !== 'api') await runner.start();
  const http = config.TOPSMILE_ROLES === 'worker' ? undefined : await startHttp(container, readiness);

  const stop = async (): Promise<void> => {
    readiness.isDraining = true;
    if (http !== undefined) await drain(http.server);
    await runner.stop();
    await container.feed.stop();
    container.redis?.disconnect();
    await disconnectMongo();
  };
  return { container, port: http?.port, stop };
};
