import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { createLogger } from '../platform/logger.ts';
import { migrate } from '../platform/migrations.ts';
import { connection, connectMongo, disconnectMongo } from '../platform/mongo.ts';
import { startOracle, takeViolations } from './oracle.ts';

// Tests live on a day of their own: by the server's clock their sessions and keys lapsed long ago, and once
// a minute it would sweep them away in the middle of a test.
const keepWhatLapsed = async (): Promise<void> => {
  for (const collection of (await connection().db?.collections()) ?? []) {
    const indexes = await collection.indexes();
    for (const { name, expireAfterSeconds } of indexes)
      if (name !== undefined && expireAfterSeconds !== undefined) await collection.dropIndex(name);
  }
};

/** Each test file gets a database of its own on the shared replica set, migrated like production. */
beforeAll(async () => {
  const uri = process.env['MONGODB_URI'] ?? '';
  await connectMongo(uri, { monitorCommands: true, databaseName: `t_${randomBytes(6).toString('hex')}` });
  await migrate(migrations, createLogger('silent'));
  await keepWhatLapsed();
  startOracle();
});

afterEach(() => {
  expect(takeViolations(), 'commands on tenant collections without a clinic').toEqual([]);
});

afterAll(async () => {
  await connection().dropDatabase();
  await disconnectMongo();
});
