import type { Db } from 'mongodb';
import { expect, test } from 'vitest';
import { assertIndex } from '../platform/migrations.ts';
import { connection, Types } from '../platform/mongo.ts';
import { runAsSystem } from '../platform/tenancy/context.ts';
import { placesAndProviders } from './0002-places-and-providers.ts';

const db = (): Db => connection().db as unknown as Db;

test('when the migration runs again, the indexes are there and nothing fails', async () => {
  await runAsSystem('test', () => placesAndProviders.up(db()));
  for (const collection of ['operatories', 'equipment', 'providers'])
    await assertIndex(collection, { name: 'uniq_ord', unique: true, key: { ord: 1 } });
  await assertIndex('providers', {
    name: 'uniq_active_email',
    unique: true,
    key: { clinicId: 1, email: 1 },
    partialFilterExpression: { email: { $exists: true }, isActive: true },
  });
  await assertIndex('appointment_types', {
    name: 'uniq_active_name',
    unique: true,
    key: { clinicId: 1, activeName: 1 },
    partialFilterExpression: { activeName: { $exists: true } },
  });
});

test('two resources of different clinics can never share a number', async () => {
  const row = () => ({ clinicId: new Types.ObjectId(), ord: 424_242 });
  const chairs = db().collection('operatories');
  await runAsSystem('test', async () => {
    await chairs.insertOne(row());
    await expect(chairs.insertOne(row())).rejects.toMatchObject({ code: 11_000 });
  });
});
