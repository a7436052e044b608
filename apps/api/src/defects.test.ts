import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBookingClinic, at } from './modules/appointments/appointments.fixtures.ts';
import type { Route } from './platform/http/route.ts';
import { connection, Types } from './platform/mongo.ts';
import { runInClinic } from './platform/tenancy/context.ts';
import { anApp } from './testing/app.ts';
import type { Browser } from './testing/client.ts';
import { aFullClinic } from './testing/full-clinic.ts';
import { aMember } from './testing/people.ts';
import { aRequestFor, pathOf } from './testing/sample.ts';

/** Defects of the first TopSmile that belong to no single module, by their numbers. */

const testApp = anApp();
afterAll(() => testApp.stop());

describe('D-47: names that the client reads', () => {
  let clinic: Awaited<ReturnType<typeof aFullClinic>>;
  let admin: Browser;
  beforeAll(async () => {
    clinic = await aFullClinic(testApp);
    admin = await aMember(testApp, clinic.clinicId, 'super_admin');
  }, 60_000);

  const lists: [string, Route][] = testApp.container.routes
    .filter(({ contract, realm }) => contract.method === 'get' && realm === 'staff')
    .map((route) => [route.contract.path, route]);

  const keysIn = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = Array.isArray(value) ? [] : Object.keys(value);
    return [...own, ...Object.values(value).flatMap(keysIn)];
  };

  test('the session says the clinic by the name that everything else uses', async () => {
    const { data } = (await admin.get('/auth/me')).body;
    expect(data.clinic.id).toBe(clinic.clinicId);
    expect(data.user.id).toMatch(/^[0-9a-f]{24}$/);
  });

  test.each(lists)('GET %s calls every id `id`, never `_id`', async (_path, { contract }) => {
    const reply = await admin.get(pathOf(contract, clinic.ids), aRequestFor(contract).query);
    expect(keysIn(reply.body.data).filter((key) => key.startsWith('_') || key.startsWith('$'))).toEqual([]);
  });

  test.each(['/patients', '/providers', '/scheduling/appointment-types', '/scheduling/operatories'])(
    'the list at %s shows what is there, each with its id',
    async (path) => {
      const { data } = (await admin.get(path)).body;
      expect(data.length).toBeGreaterThan(0);
      for (const row of data) expect(row.id).toMatch(/^[0-9a-f]{24}$/);
    },
  );
});

describe('D-53: a restart', () => {
  test('events that nobody had delivered when the process ended are delivered by the next one', async () => {
    const first = anApp();
    const clinic = await aBookingClinic(first);
    const visit = await clinic.booked({ startsAt: at('09:00') });
    await first.stop();
    const clinicId = new Types.ObjectId(clinic.clinicId);
    const noted = async () => {
      const person = await runInClinic(clinicId, () =>
        connection()
          .collection('patients')
          .findOne({ clinicId, _id: new Types.ObjectId(visit.patientId) }),
      );
      return person?.['nextVisitAt'];
    };
    expect(await noted()).toBeUndefined();
    const second = anApp();
    await second.container.relay.tick();
    expect(await noted()).toEqual(new Date(visit.startsAt));
    await second.stop();
  });
});
