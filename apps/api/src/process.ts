import { createServer, type Server, type ServerResponse } from 'node:http';
import { createApp } from './app.ts';
import { type Container, createContainer, type Overrides } from './container.ts';
import { migrations } from './migrations/index.ts';
import type { Config } from './platform/config.ts';
import type { Readiness } from './platform/http/health.ts';
import { assertKeysAtHand } from './platform/crypto/key-care.ts';
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

const closeAfter = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('Connection', 'close');
};

/** Answers under way; one that leaves a connection idle while the process is leaving closes it as well. */
const watchAnswers = (server: Server, readiness: Readiness): ReadonlySet<ServerResponse> => {
  const underWay = new Set<ServerResponse>();
  // Before the application, which may have answered when it returns.
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (readiness.isDraining) closeAfter(response);
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (readiness.isDraining) server.closeIdleConnections();
    });
  });
  return underWay;
};

type Http = { server: Server; underWay: ReadonlySet<ServerResponse>; port: number };

/** Stops accepting, lets requests in flight finish for at most 25 s, then cuts what is left. */
const drain = async ({ server, underWay }: Http): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const response of underWay) closeAfter(response);
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
};

const startHttp = async (container: Container, readiness: Readiness): Promise<Http> => {
  const { config } = container;
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      // Node looks for overdue connections only every half minute unless told.
      connectionsCheckingInterval: 2000,
    },
    createApp(container, readiness),
  );
  const underWay = watchAnswers(server, readiness);
  return { server, underWay, port: await listen(server, config.PORT, config.TOPSMILE_HOST) };
};

/** Brings a process up: database, migrations, feed, jobs, HTTP; answers how to take it down again. */
export const startProcess = async (config: Config, overrides: Overrides = {}) => {
  const container = createContainer(config, overrides);
  const readiness: Readiness = { isDraining: false };
  await connectMongo(config.MONGODB_URI);
  await migrate(migrations, container.logger);
  await assertSchedulingIndexes();
  await assertKeysAtHand(container.keyring);
  container.feed.start();
  const runner = createJobRunner(container.jobs, container.logger);
  if (config.TOPSMILE_ROLES !== 'api') {
    await runner.start();
    container.messages.start();
  }
  const http = config.TOPSMILE_ROLES === 'worker' ? undefined : await startHttp(container, readiness);

  const stop = async (): Promise<void> => {
    readiness.isDraining = true;
    if (http !== undefined) await drain(http);
    await container.trail.flush();
    await runner.stop();
    await container.messages.stop();
    await container.feed.stop();
    container.redis?.disconnect();
    await disconnectMongo();
  };
  return { container, port: http?.port, stop };
};
