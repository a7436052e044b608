import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { aClock } from '../../testing/clock.ts';
import { brokenInvariants } from '../../testing/invariants.ts';
import { aScriptWorld } from './scripts.fixtures.ts';
import { createScripts } from './scripts.cases.fixtures.ts';

// Two applications on one database: what one process remembers must not help it against the other.
const clock = aClock();
const apps = [anApp({}, { clock }), anApp({}, { clock })] as const;
const servers: Server[] = [];
const urls: string[] = [];

beforeAll(async () => {
  for (const { app } of apps) {
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  for (const { stop } of apps) await stop();
});

describe('the scheduling scripts', () => {
  test.each(createScripts({ races: 10 }))('$id: $pins', { timeout: 60_000 }, async ({ run }) => {
    clock.set('2026-03-02T12:00:00Z');
    const context = { urls, testApp: apps[0], setTime: clock.set };
    await run(await aScriptWorld(context), context);
    expect(await brokenInvariants()).toEqual([]);
  });
});
