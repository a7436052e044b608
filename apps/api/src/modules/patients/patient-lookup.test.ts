import { expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { forBooking } from './patient-lookup.ts';

test('the relay finds documents with events through an index', async () => {
  const plan = await connection()
    .collection('patients')
    .find({ 'outbox.0': { $exists: true } })
    .explain('executionStats');
  expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('with_events');
});

test('an id that is no id is not found', async () => {
  await expect(runInClinic(new Types.ObjectId(), () => forBooking('x'))).rejects.toMatchObject({
    code: 'not-found',
  });
});
