import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { loadKnowing } from './index.ts';

const here = anApp();
const elsewhere = anApp();
afterAll(() => Promise.all([here.stop(), elsewhere.stop()]));

const loadIn = ({ container }: TestApp, clinicId: string) =>
  runInClinic(new Types.ObjectId(clinicId), () => container.schedule.load());

/** Warm on this process, whatever echoes of earlier writes still arrive. */
const warmIn = (app: TestApp, clinicId: string) =>
  vi.waitFor(async () => {
    const first = await loadIn(app, clinicId);
    expect(await loadIn(app, clinicId)).toBe(first);
    return first;
  });

let clinic: WorkingClinic;
beforeAll(async () => {
  clinic = await aWorkingClinic(here);
});

const small = { chairs: 1, dentists: 1, hygienists: 0 };
const within = { timeout: 5000, interval: 20 };

describe('what the book holds', () => {
  test('places, people and types in display order, each resource with a number of its own', async () => {
    const schedule = await loadIn(here, clinic.clinicId);
    expect([...schedule.operatories.keys()]).toEqual(clinic.chairIds);
    expect([...schedule.providers.keys()]).toEqual([...clinic.dentistIds, ...clinic.hygienistIds]);
    expect(schedule.types.get(clinic.typeIds.restoration)).toMatchObject({
      pattern: 'X//X',
      patternSquareMinutes: 15,
      durationMinutes: 60,
    });
    expect(schedule.types.get(clinic.typeIds.implant)?.requiresApproval).toBe(true);
    expect(schedule.locations.get(clinic.locationId)).toMatchObject({
      zone: 'America/Sao_Paulo',
      hours: [{ weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '18:00' }],
    });
    const helena = schedule.providers.get(clinic.dentistIds[0] ?? '');
    expect(helena).toMatchObject({ name: 'Helena Prado', kind: 'dentist' });
    expect(helena?.hours[0]).toMatchObject({
      startsAt: '08:00',
      endsAt: '12:00',
      operatoryId: clinic.chairIds[0],
    });
    const other = await loadIn(here, (await aWorkingClinic(here, small)).clinicId);
    const ords = [schedule, other].flatMap(({ operatories, providers }) =>
      [...operatories.values(), ...providers.values()].map(({ ord }) => ord),
    );
    expect(ords).toHaveLength(10);
    expect(new Set(ords).size).toBe(10);
  });

  test('inactive records too, because old visits refer to them', async () => {
    const own = await aWorkingClinic(here, small);
    await own.admin.delete(`/providers/${own.dentistIds[0]}`);
    await own.admin.delete(`/scheduling/operatories/${own.chairIds[0]}`);
    const schedule = await loadIn(here, own.clinicId);
    expect(schedule.providers.get(own.dentistIds[0] ?? '')?.isActive).toBe(false);
    expect(schedule.operatories.get(own.chairIds[0] ?? '')?.isActive).toBe(false);
  });

  test('holidays of last year to the year after next close a place unless the day is worked', async () => {
    const own = await aWorkingClinic(here, small);
    const [location] = (await own.admin.get('/clinic/locations')).body.data;
    await own.admin.patch(`/clinic/locations/${own.locationId}`, {
      rev: location.rev,
      holidays: { isObserved: true, state: 'RJ', worked: ['2026-04-21'] },
    });
    const closures = async () =>
      (await loadIn(here, own.clinicId)).locations.get(own.locationId)?.closures ?? [];
    const days = (await closures()).map(({ from }) => from);
    expect(days).toContain('2026-04-23');
    expect(days).not.toContain('2026-04-21');
    expect(days).toContain('2027-04-21');
    expect(new Set(days.map((day) => day.slice(0, 4)))).toEqual(new Set(['2025', '2026', '2027', '2028']));
    expect((await closures()).find(({ from }) => from === '2026-12-25')).toEqual({
      id: undefined,
      from: '2026-12-25',
      to: '2026-12-25',
      reason: 'Natal',
    });
    await own.admin.patch(`/clinic/locations/${own.locationId}`, {
      rev: location.rev + 1,
      holidays: { isObserved: false, worked: [] },
    });
    expect(await closures()).toEqual([]);
  });

  test('closures of the whole clinic close every place, those of a place only it', async () => {
    const own = await aWorkingClinic(here, small);
    const second = await own.admin.post('/clinic/locations', {
      name: 'Segunda',
      zone: 'America/Manaus',
      hours: [],
      holidays: { isObserved: false, worked: [] },
    });
    const close = (more: object) =>
      own.admin.post('/clinic/closures', { from: '2026-05-04', to: '2026-05-05', reason: 'Curso', ...more });
    const whole = (await close({})).body.data.id;
    const one = (await close({ locationId: own.locationId })).body.data.id;
    await own.admin.post('/clinic/closures', { from: '2019-01-01', to: '2019-01-02', reason: 'Antiga' });
    const { locations } = await loadIn(here, own.clinicId);
    const made = (locationId: string) => locations.get(locationId)?.closures.flatMap(({ id }) => id ?? []);
    expect(new Set(made(own.locationId))).toEqual(new Set([whole, one]));
    expect(made(second.body.data.id)).toEqual([whole]);
  });
});

describe('what the book remembers', () => {
  test('when it was read once, reading it again costs no store command', async () => {
    await warmIn(here, clinic.clinicId);
    const again = await countingCommands(() => loadIn(here, clinic.clinicId));
    expect(again.commands).toBe(0);
  });

  test('when many ask at once, it is read once', async () => {
    await warmIn(here, clinic.clinicId);
    here.container.schedule.forget(clinic.clinicId);
    const { result, commands } = await countingCommands(() =>
      Promise.all(Array.from({ length: 20 }, () => loadIn(here, clinic.clinicId))),
    );
    expect(new Set(result).size).toBe(1);
    expect(commands).toBeLessThanOrEqual(7);
  });

  test('D-11: one clinic never reads what another one asked for, also at the same moment', async () => {
    const own = await aWorkingClinic(here, small);
    here.container.schedule.forget(own.clinicId);
    here.container.schedule.forget(clinic.clinicId);
    const [mine, theirs] = await Promise.all([loadIn(here, own.clinicId), loadIn(here, clinic.clinicId)]);
    expect(mine.clinicId).toBe(own.clinicId);
    expect(theirs.clinicId).toBe(clinic.clinicId);
    expect([...mine.providers.keys()]).toEqual(own.dentistIds);
    expect((await loadIn(here, own.clinicId)).providers.has(clinic.dentistIds[0] ?? '')).toBe(false);
  });

  test('when this process changes anything, the next reader sees it and the version is another', async () => {
    const own = await aWorkingClinic(here, small);
    const versions = new Set<string>();
    const versionAfter = async (change: () => Promise<{ status: number }>) => {
      await warmIn(here, own.clinicId);
      const { status } = await change();
      expect([200, 201]).toContain(status);
      versions.add((await loadIn(here, own.clinicId)).version);
    };
    const { admin, locationId } = own;
    versions.add((await loadIn(here, own.clinicId)).version);
    const { rev } = (await admin.get('/clinic')).body.data;
    await versionAfter(() => admin.patch('/clinic', { rev, settings: { slotStepMinutes: 30 } }));
    await versionAfter(() => admin.patch(`/clinic/locations/${locationId}`, { rev: 0, hours: [] }));
    await versionAfter(() => admin.patch(`/scheduling/operatories/${own.chairIds[0]}`, { rev: 0, order: 3 }));
    await versionAfter(() => admin.post('/scheduling/equipment', { locationId, name: 'Laser' }));
    await versionAfter(() =>
      admin.patch(`/providers/${own.dentistIds[0]}/working-hours`, { rev: 0, hours: [] }),
    );
    await versionAfter(() => admin.delete(`/scheduling/appointment-types/${own.typeIds.cleaning}`));
    const closure = await admin.post('/clinic/closures', {
      from: '2026-05-04',
      to: '2026-05-04',
      reason: 'X',
    });
    versions.add((await loadIn(here, own.clinicId)).version);
    await versionAfter(() => admin.delete(`/clinic/closures/${closure.body.data.id}`));
    expect(versions.size).toBe(8);
    expect((await loadIn(here, own.clinicId)).settings.slotStepMinutes).toBe(30);
  });

  test('when the year turns, the holidays of one year more are there', async () => {
    const app = anApp();
    app.clock.set('2026-12-31T23:59:00Z');
    const { clinicId, locationId } = await aRegisteredClinic(app);
    const lastDay = async () =>
      (await loadIn(app, clinicId)).locations.get(locationId)?.closures.at(-1)?.from;
    expect(await lastDay()).toBe('2028-12-25');
    app.clock.set('2027-01-01T00:00:00Z');
    expect(await lastDay()).toBe('2029-12-25');
    await app.stop();
  });
});

describe('what other processes change', () => {
  test('a changed record, a new one and a removed one are seen within a second or so', async () => {
    const own = await aWorkingClinic(here, small);
    const [providerId = ''] = own.dentistIds;
    await warmIn(elsewhere, own.clinicId);
    await own.admin.patch(`/providers/${providerId}`, { rev: 0, firstName: 'Renata' });
    await vi.waitFor(async () => {
      const { providers } = await loadIn(elsewhere, own.clinicId);
      expect(providers.get(providerId)?.name).toBe('Renata Prado');
    }, within);

    await warmIn(elsewhere, own.clinicId);
    const chair = await own.admin.post('/scheduling/operatories', {
      locationId: own.locationId,
      name: 'Nova',
    });
    await vi.waitFor(async () => {
      expect((await loadIn(elsewhere, own.clinicId)).operatories.has(chair.body.data.id)).toBe(true);
    }, within);

    const closure = await own.admin.post('/clinic/closures', {
      from: '2026-05-04',
      to: '2026-05-04',
      reason: 'X',
    });
    const isClosed = async () =>
      (await loadIn(elsewhere, own.clinicId)).locations
        .get(own.locationId)
        ?.closures.some(({ id }) => id === closure.body.data.id);
    await vi.waitFor(async () => expect(await isClosed()).toBe(true), within);
    await warmIn(elsewhere, own.clinicId);
    await own.admin.delete(`/clinic/closures/${closure.body.data.id}`);
    await vi.waitFor(async () => expect(await isClosed()).toBe(false), within);
  });

  test('when one clinic changes, what is remembered of the others stays', async () => {
    const own = await aWorkingClinic(here, small);
    const kept = await warmIn(elsewhere, clinic.clinicId);
    await warmIn(elsewhere, own.clinicId);
    await own.admin.patch(`/scheduling/operatories/${own.chairIds[0]}`, { rev: 0, name: 'Azul' });
    await vi.waitFor(async () => {
      const { operatories } = await loadIn(elsewhere, own.clinicId);
      expect(operatories.get(own.chairIds[0] ?? '')?.name).toBe('Azul');
    }, within);
    expect(await loadIn(elsewhere, clinic.clinicId)).toBe(kept);
  });

  test('while the feed is down, every reading comes from the database', async () => {
    const deaf = anApp();
    const own = await aWorkingClinic(here, small);
    await warmIn(deaf, own.clinicId);
    await deaf.container.feed.stop();
    const patched = await own.admin.patch(`/scheduling/operatories/${own.chairIds[0]}`, {
      rev: 0,
      name: 'Verde',
    });
    expect(patched.status).toBe(200);
    expect(deaf.container.feed.isLive()).toBe(false);
    const { operatories } = await loadIn(deaf, own.clinicId);
    expect(operatories.get(own.chairIds[0] ?? '')?.name).toBe('Verde');
    expect((await countingCommands(() => loadIn(deaf, own.clinicId))).commands).toBe(7);
  });

  test('when a chair was added elsewhere a moment ago, a request that names it is served', async () => {
    const own = await aWorkingClinic(here, small);
    await warmIn(elsewhere, own.clinicId);
    const chair = await own.admin.post('/scheduling/operatories', { locationId: own.locationId, name: 'Já' });
    const schedule = await runInClinic(new Types.ObjectId(own.clinicId), () =>
      loadKnowing(elsewhere.container.schedule, own.clinicId, { operatoryIds: [chair.body.data.id] }),
    );
    expect(schedule.operatories.has(chair.body.data.id)).toBe(true);
  });
});
