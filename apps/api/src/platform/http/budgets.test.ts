import { afterAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../../../../scripts/services/redis.mjs';
import { createLogger } from '../logger.ts';
import { connectRedis } from '../redis.ts';
import { anApp, aRegisteredClinic } from '../../testing/app.ts';
import { aMember } from '../../testing/people.ts';
import { type Budgets, type Charge, createBudgets, createMemoryBudgets } from './budgets.ts';

const logger = createLogger('silent');
const redis = await startRedis({});
const clients = [connectRedis(redis.url, logger), connectRedis(redis.url, logger)] as const;
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await redis.stop();
});

const person = (key: string, limit = 10): Charge => ({ key: `person:${key}`, limit });
const clinic = (key: string, limit = 1000): Charge => ({ key: `clinic:${key}`, limit });

/** How many of so many calls get through. */
const allowed = async (
  calls: number,
  call: (at: number) => ReturnType<Budgets['spend']>,
): Promise<number> => {
  const standings = await Promise.all(Array.from({ length: calls }, async (_, at) => call(at)));
  return standings.filter(({ isAllowed }) => isAllowed).length;
};

describe('budgets of one process', () => {
  test('when a heavy call is made, it takes its weight, and one that does not fit takes nothing', async () => {
    const budgets = createMemoryBudgets();
    expect(await budgets.spend([person('ana')], 8)).toMatchObject({ isAllowed: true, remaining: 2 });
    expect(await budgets.spend([person('ana')], 5)).toMatchObject({ isAllowed: false, remaining: 0 });
    expect(await budgets.spend([person('ana')], 2)).toMatchObject({ isAllowed: true, remaining: 0 });
  });

  test('when the clinic has spent all, its people wait, and nothing is taken from their own budgets', async () => {
    const budgets = createMemoryBudgets();
    await budgets.spend([person('ana'), clinic('ipe', 3)], 3);
    expect(await budgets.spend([person('bia'), clinic('ipe', 3)], 1)).toMatchObject({ isAllowed: false });
    expect(await budgets.spend([person('bia'), clinic('other', 3)], 1)).toMatchObject({ remaining: 2 });
  });
});

describe('budgets in Redis', () => {
  test('when two processes share a Redis, exactly the budget gets through, in one round trip a call', async () => {
    await Promise.all(clients.map((client) => client.ping()));
    const processes = clients.map((client) => createBudgets(client));
    const before = await clients[0].info('commandstats');
    const charges = [person('shared'), clinic('shared')];
    expect(await allowed(14, (at) => processes[at % 2]?.spend(charges, 1) ?? Promise.reject())).toBe(10);
    const calls = (stats: string) => Number(/cmdstat_eval:calls=(\d+)/.exec(stats)?.[1] ?? 0);
    expect(calls(await clients[0].info('commandstats')) - calls(before)).toBe(14);
  });

  test('when a budget is spent, it says until when', async () => {
    const budgets = createBudgets(clients[0]);
    await budgets.spend([person('late', 1)], 1);
    const standing = await budgets.spend([person('late', 1)], 1);
    expect(standing).toMatchObject({ isAllowed: false, limit: 1, remaining: 0 });
    expect(standing.resetMs).toBeGreaterThan(50_000);
    expect(standing.resetMs).toBeLessThanOrEqual(60_000);
  });

  test('Z07: when Redis dies, limits become stricter, never absent', async () => {
    const budgets = createBudgets(clients[0]);
    await redis.kill();
    expect(await allowed(12, () => budgets.spend([person('insured')], 1))).toBe(5);
  });
});

describe('what a caller is told', () => {
  const testApp = anApp({ TOPSMILE_READS_PER_USER_PER_MINUTE: '4' });
  afterAll(() => testApp.stop());

  test('when calls go on, the rest is told, and after the last one how long to wait', async () => {
    const { clinicId } = await aRegisteredClinic(testApp);
    const browser = await aMember(testApp, clinicId, 'receptionist');
    const replies = [];
    for (let call = 0; call < 5; call += 1) replies.push(await browser.get('/patients'));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(replies.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['3', '2', '1', '0', '0']);
    expect(replies[0]?.headers['ratelimit-limit']).toBe('4');
    expect(Number(replies[4]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('D-37: when somebody else of the clinic calls, their budget is their own', async () => {
    const { clinicId } = await aRegisteredClinic(testApp);
    const [one, other] = [
      await aMember(testApp, clinicId, 'receptionist'),
      await aMember(testApp, clinicId, 'dentist'),
    ];
    for (let call = 0; call < 5; call += 1) await one.get('/patients');
    expect((await other.get('/patients')).status).toBe(200);
  });
});
