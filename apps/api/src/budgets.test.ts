import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from './testing/app.ts';
import type { Browser } from './testing/client.ts';
import { aFullClinic } from './testing/full-clinic.ts';
import { countingCommands } from './testing/oracle.ts';
import { aMember } from './testing/people.ts';
import { aRequestFor, pathOf } from './testing/sample.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
let clinic: Awaited<ReturnType<typeof aFullClinic>>;
let admin: Browser;
beforeAll(async () => {
  clinic = await aFullClinic(testApp);
  admin = await aMember(testApp, clinic.clinicId, 'super_admin');
}, 60_000);

describe('a read costs no more store commands than its route declares', () => {
  const reads = testApp.container.routes.filter(({ contract }) => contract.method === 'get');
  test.each(reads.map((route) => [route.contract.path, route] as const))('%s', async (_path, route) => {
    const query = { ...aRequestFor(route.contract).query };
    // Required ids of the query are the clinic's own, so that the use case is reached.
    for (const key of Object.keys(query)) if (clinic.ids[key] !== undefined) query[key] = clinic.ids[key];
    const ask = () => admin.get(pathOf(route.contract, clinic.ids), query);
    await ask();
    const { result, commands } = await countingCommands(ask);
    expect(result.status).toBeLessThan(500);
    expect(commands).toBeLessThanOrEqual(route.commands);
  });
});

test('PROV-1: a provider with hours offers times on a working day, none on another, is found and leaves', async () => {
  const { locationId, chairIds, typeIds } = clinic;
  const hours = [{ weekdays: [2], startsAt: '08:00', endsAt: '12:00', locationId, operatoryId: chairIds[3] }];
  const draft = { firstName: 'Nara', lastName: 'Reis', kind: 'dentist', order: 70, hours };
  const made = await admin.post('/providers', { ...draft, specialties: ['endodontics'] });
  expect(made.status).toBe(201);
  const { id } = made.body.data;
  const slotsOn = async (date: string) => {
    const reply = await admin.get(`/scheduling/appointments/providers/${id}/availability`, {
      date,
      appointmentTypeId: typeIds.evaluation,
    });
    expect(reply.status).toBe(200);
    return reply.body.data.slots;
  };
  // 2026-03-10 is a Tuesday.
  expect((await slotsOn('2026-03-10'))[0]).toMatchObject({
    startsAt: '2026-03-10T11:00:00.000Z',
    providerId: id,
  });
  expect(await slotsOn('2026-03-11')).toEqual([]);
  const found = await admin.get('/providers', { specialty: 'endodontics' });
  expect(found.body.data.map((one: { id: string }) => one.id)).toEqual([id]);
  const active = async (): Promise<unknown> => (await admin.get('/providers/stats')).body.data.active;
  const before = Number(await active());
  expect((await admin.delete(`/providers/${id}`)).status).toBe(200);
  expect(await active()).toBe(before - 1);
  expect((await admin.get('/providers', { specialty: 'endodontics' })).body.data).toEqual([]);
  expect((await admin.get(`/providers/${id}`)).body.data.isActive).toBe(false);
});
