import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connection } from '../platform/mongo.ts';
import { runAsSystem } from '../platform/tenancy/context.ts';
import { aBrowser } from '../testing/client.ts';
import { aConfig, anApp } from '../testing/app.ts';
import { demoPassword, demoPeople } from '../public-config.ts';
import { seed } from './index.ts';

const testApp = anApp({ TOPSMILE_DEMO: 'true' });
afterAll(() => testApp.stop());

beforeAll(async () => {
  await seed(['demo'], {
    config: aConfig({ TOPSMILE_DEMO: 'true' }),
    say: () => undefined,
    clock: testApp.clock,
  });
}, 180_000);

const sampled = 400;

const problemOf = async (validated: () => Promise<void>): Promise<string[]> => {
  try {
    await validated();
    return [];
  } catch (error) {
    return [String(error)];
  }
};

/** Per collection: how many rows were looked at, and what their schema says against them. */
const judged = () =>
  runAsSystem('seed-test', async () => {
    const verdicts = [];
    for (const model of Object.values(connection().models)) {
      const rows = await model.collection.find({}).limit(sampled).toArray();
      const problems = [];
      for (const row of rows)
        problems.push(
          ...(await problemOf(async () => new model(row, undefined, { defaults: false }).validate())),
        );
      verdicts.push({
        name: model.collection.collectionName,
        count: rows.length,
        problems: problems.slice(0, 3),
      });
    }
    return verdicts;
  });

describe('D-53: the demo clinic', () => {
  test('every row that the seed writes is one its schema would accept', async () => {
    const verdicts = await judged();
    expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
    const filled = verdicts.filter(({ count }) => count > 0).map(({ name }) => name);
    expect(filled).toEqual(
      expect.arrayContaining([
        'clinics',
        'users',
        'providers',
        'appointment_types',
        'patients',
        'appointments',
      ]),
    );
  });

  test('whoever it prints can sign in and sees the day', async () => {
    for (const { email } of demoPeople) {
      const browser = aBrowser(testApp.app);
      expect([email, (await browser.signIn(email, demoPassword)).status]).toEqual([email, 200]);
      const { clinic } = (await browser.get('/auth/me')).body.data;
      const query = {
        locationId: clinic.locations[0].id,
        from: testApp.clock.now().toISOString().slice(0, 10),
      };
      expect((await browser.get('/scheduling/agenda', query)).body.data.visits.length).toBeGreaterThan(10);
    }
  });
});
