import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { createLogger } from '../platform/logger.ts';
import { migrate } from '../platform/migrations.ts';
import { connection, connectMongo, disconnectMongo } from '../platform/mongo.ts';
import { startOracle, takeViolations } from './oracle.ts';

// Test clocks stand in another month: the server's own clock must not expire what is alive in theirs.
const dropExpiry = async (): Promise<void> => {
  for (const name of [
    'sessions',
    'idempotency_keys',
    'inbox',
    'sign_in_challenges',
    'sign_in_failures',
    'account_requests',
  ]) {
    const collection = connection().collection(name);
    const indexes = await collection.indexes();
    for (const index of indexes) {
      if (index.expireAfterSeconds !== undefined) await collection.dropIndex(index.name ?? '');
    }
  }
};

/** Each test file gets a database of its own on the shared replica set, migrated like production. */
beforeAll(async () => {
  const uri = process.env['MONGODB_URI'] ?? '';
  await connectMongo(uri, { monitorCommands: true, databaseName: `t_${randomBytes(6).toString('hex')}` });
  await migrate(migrations, createLogger('silent'));
  await dropExpiry();
  startOracle();
});

afterEach(() => {
  expect(takeViolations(), 'commands on tenant collections without a clinic').toEqual([]);
});

afterAll(async () => {
  await connection().dropDatabase();
  await disconnectMongo();
});
