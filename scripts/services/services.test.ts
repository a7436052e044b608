import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MongoClient } from 'mongodb';
import { isListening } from '../lib/ports.mjs';
import { removeFolder, temporaryFolder } from './data-folder.mjs';
import { startReplicaSet } from './mongod.mjs';
import { startRedis } from './redis.mjs';

// The first run on a machine may have to fetch the servers.
const limit = { timeout: 180_000 };

const valuesOf = async (uri: string, work: (client: MongoClient) => Promise<unknown>): Promise<unknown> => {
  const client = await new MongoClient(uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};

test(
  'a replica set takes transactions at once and keeps its data when its server is killed',
  limit,
  async () => {
    const set = await startReplicaSet({ setParameters: { ttlMonitorEnabled: false } });
    const [node] = set.nodes;
    const uri = set.uriOf('services');
    await valuesOf(uri, (client) =>
      client.withSession((session) =>
        session.withTransaction(() => client.db().collection('rows').insertOne({ a: 1 }, { session })),
      ),
    );

    await node?.kill();
    expect(node?.isRunning()).toBe(false);
    await node?.restart();
    expect(await valuesOf(uri, (client) => client.db().collection('rows').countDocuments())).toBe(1);

    await set.stop();
    expect(await isListening(node?.port ?? 0)).toBe(false);
    expect(existsSync(node?.dataFolder ?? '')).toBe(false);
  },
);

test('a data folder that another port has known becomes a set on the new port', limit, async () => {
  const dataFolder = temporaryFolder('kept');
  const first = await startReplicaSet({ dataFolder });
  await valuesOf(first.uriOf('services'), (client) => client.db().collection('rows').insertOne({ a: 1 }));
  await first.stop();

  const second = await startReplicaSet({ dataFolder });
  expect(second.nodes[0]?.port).not.toBe(first.nodes[0]?.port);
  expect(
    await valuesOf(second.uriOf('services'), (client) => client.db().collection('rows').countDocuments()),
  ).toBe(1);
  await second.stop();
  expect(existsSync(dataFolder)).toBe(true);
  removeFolder(dataFolder);
});

test('Redis answers on the loopback address and is gone when stopped', limit, async () => {
  const redis = await startRedis();
  expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`);
  expect(await isListening(redis.port)).toBe(true);
  await redis.restart();
  expect(await isListening(redis.port)).toBe(true);
  await redis.stop();
  expect(await isListening(redis.port)).toBe(false);
});
