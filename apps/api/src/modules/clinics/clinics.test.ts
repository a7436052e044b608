import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aMember } from '../../testing/people.ts';

const testApp = anApp();
let clinic: WorkingClinic;
let other: WorkingClinic;
beforeAll(async () => {
  clinic = await aWorkingClinic(testApp);
  other = await aWorkingClinic(testApp, { chairs: 1, dentists: 1, hygienists: 0 });
});
afterAll(() => testApp.stop());

const unknownId = 'f'.repeat(24);
const aLocation = (name: string, more: object = {}) => ({
  name,
  zone: 'America/Sao_Paulo',
  hours: [{ weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '18:00' }],
  holidays: { isObserved: true, state: 'SP', worked: [] },
  ...more,
});

describe('the clinic', () => {
  test('when a setting changes, the others keep their values', async () => {
    const before = (await clinic.admin.get('/clinic')).body.data;
    const reply = await clinic.admin.patch('/clinic', {
      rev: before.rev,
      settings: { slotStepMinutes: 20 },
      phone: '11988887777',
    });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({
      phone: '(11) 98888-7777',
      settings: { ...before.settings, slotStepMinutes: 20 },
      rev: before.rev + 1,
    });
    const cleared = await clinic.admin.patch('/clinic', { rev: before.rev + 1, phone: null });
    expect(cleared.body.data).not.toHaveProperty('phone');
  });

  test('when two people change it at once, the second is told what changed and by whom', async () => {
    const { rev } = (await clinic.admin.get('/clinic')).body.data;
    await clinic.admin.patch('/clinic', { rev, name: 'Clínica Ipê Amarelo' });
    const late = await clinic.admin.patch('/clinic', { rev, name: 'Clínica Ipê Roxo' });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('stale');
    expect(late.body.details.current).toEqual({
      rev: rev + 1,
      changedAt: testApp.clock.now().toISOString(),
      changedBy: "Marcos D'Ávila",
      fields: ['name'],
    });
    expect((await clinic.admin.get('/clinic')).body.data.name).toBe('Clínica Ipê Amarelo');
  });

  test('when another clinic has the CNPJ, it is refused at that field', async () => {
    const cnpj = '11.222.333/0001-81';
    const mine = (await clinic.admin.get('/clinic')).body.data;
    expect((await clinic.admin.patch('/clinic', { rev: mine.rev, cnpj })).status).toBe(200);
    const theirs = (await other.admin.get('/clinic')).body.data;
    const reply = await other.admin.patch('/clinic', { rev: theirs.rev, cnpj });
    expect(reply.status).toBe(409);
    expect(reply.body.issues).toEqual([{ path: 'cnpj', message: 'alreadyExists' }]);
  });

  test('D-14: an unknown key is refused and nothing changes', async () => {
    const before = (await clinic.admin.get('/clinic')).body.data;
    const reply = await clinic.admin.patch('/clinic', { rev: before.rev, status: 'suspended', isDemo: true });
    expect(reply.status).toBe(400);
    expect((await clinic.admin.get('/clinic')).body.data).toEqual(before);
  });

  test('when a manager changes the settings of the clinic, the role does not allow it', async () => {
    const manager = await aMember(testApp, clinic.clinicId, 'manager');
    const { rev } = (await manager.get('/clinic')).body.data;
    expect((await manager.patch('/clinic', { rev, name: 'Outra' })).status).toBe(403);
  });
});

describe('locations', () => {
  test('when a location is added, it is listed in order with its canonical zone', async () => {
    const reply = await clinic.admin.post('/clinic/locations', aLocation('Filial Moema', { order: 5 }));
    expect(reply.status).toBe(201);
    const listed = (await clinic.receptionist.get('/clinic/locations')).body.data;
    expect(listed.at(-1)).toEqual(reply.body.data);
    expect(reply.body.data).toMatchObject({ isActive: true, rev: 0, holidays: { state: 'SP' } });
  });

  test('R15: a zone that is not in the IANA list is 422, also in a change', async () => {
    const added = await clinic.admin.post('/clinic/locations', aLocation('Sem fuso', { zone: 'GMT+3' }));
    expect([added.status, added.body.code]).toEqual([422, 'zone-unknown']);
    const reply = await clinic.admin.patch(`/clinic/locations/${clinic.locationId}`, {
      rev: 0,
      zone: 'Brasilia',
    });
    expect([reply.status, reply.body.code]).toEqual([422, 'zone-unknown']);
  });

  test('when hours are off the grid, the answer says where', async () => {
    const hours = [{ weekdays: [1], startsAt: '08:03', endsAt: '18:00' }];
    const reply = await clinic.admin.post('/clinic/locations', aLocation('Fora', { hours }));
    expect(reply.status).toBe(400);
    expect(reply.body.issues).toEqual([{ path: 'hours.0.startsAt', message: 'fiveMinutes' }]);
  });

  test('when an active location has the name, whatever its accents, it is refused', async () => {
    expect((await clinic.admin.post('/clinic/locations', aLocation('São José'))).status).toBe(201);
    const reply = await clinic.admin.post('/clinic/locations', aLocation('SAO JOSE'));
    expect(reply.status).toBe(409);
    expect(reply.body.issues).toEqual([{ path: 'name', message: 'alreadyExists' }]);
    expect((await other.admin.post('/clinic/locations', aLocation('São José'))).status).toBe(201);
  });

  test('when two people close the last two locations at once, one stays open', async () => {
    const small = await aWorkingClinic(testApp, { chairs: 1, dentists: 1, hygienists: 0 });
    const second = (await small.admin.post('/clinic/locations', aLocation('Segunda'))).body.data;
    const replies = await Promise.all(
      [small.locationId, second.id].map((id) =>
        small.admin.patch(`/clinic/locations/${id}`, { rev: 0, isActive: false }),
      ),
    );
    expect(replies.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('last-of-its-kind');
    const left = (await small.admin.get('/clinic/locations')).body.data;
    expect(left.filter(({ isActive }: { isActive: boolean }) => isActive)).toHaveLength(1);
  });

  test('holidays of a year are those of country and state, and worked days are open', async () => {
    const worked = ['2026-07-09'];
    const body = aLocation('Plantão', { holidays: { isObserved: true, state: 'SP', worked } });
    const { id } = (await clinic.admin.post('/clinic/locations', body)).body.data;
    const days = (await clinic.receptionist.get(`/clinic/locations/${id}/holidays`, { year: 2026 })).body
      .data;
    const byDate = new Map(days.map((day: { date: string }) => [day.date, day]));
    expect(byDate.get('2026-04-21')).toEqual({
      date: '2026-04-21',
      name: 'Dia de Tiradentes',
      isObserved: true,
    });
    expect(byDate.get('2026-07-09')).toMatchObject({ isObserved: false });
    expect(byDate.get('2026-11-20')).toMatchObject({ isObserved: true });
    expect(byDate.has('2026-06-12')).toBe(false);
  });

  test('when the year is no year, it is refused', async () => {
    const path = `/clinic/locations/${clinic.locationId}/holidays`;
    expect((await clinic.admin.get(path, { year: 'all' })).status).toBe(400);
    expect((await clinic.admin.get(path)).status).toBe(400);
  });
});

describe('closures', () => {
  test('when a place closes, the closure is listed and can be removed', async () => {
    const draft = {
      locationId: clinic.locationId,
      from: '2026-12-24T12:00',
      to: '2026-12-26',
      reason: 'Natal',
    };
    const made = await clinic.admin.post('/clinic/closures', draft);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ ...draft, strandedCount: 0 });
    const whole = await clinic.admin.post('/clinic/closures', {
      from: '2026-05-02',
      to: '2026-05-02',
      reason: 'Curso',
    });
    const ids = async (query: object) =>
      (await clinic.receptionist.get('/clinic/closures', { ...query })).body.data.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids({})).toEqual([whole.body.data.id, made.body.data.id]);
    expect(await ids({ from: '2026-12-26' })).toEqual([made.body.data.id]);
    expect(await ids({ locationId: clinic.locationId })).toHaveLength(2);
    expect(await ids({ locationId: other.locationId })).toEqual([whole.body.data.id]);
    const gone = await clinic.admin.delete(`/clinic/closures/${made.body.data.id}`);
    expect(gone.body.data).toEqual({ id: made.body.data.id });
    expect((await clinic.admin.delete(`/clinic/closures/${made.body.data.id}`)).status).toBe(404);
  });

  test.each([
    ['2026-02-30', '2026-03-01', 'from'],
    ['2026-03-02', '2026-03-01', 'to'],
    ['2026-03-02T10:00', '2026-03-02T10:00', 'to'],
  ])('from %s to %s is refused at %s', async (from, to, path) => {
    const reply = await clinic.admin.post('/clinic/closures', { from, to, reason: 'Obra' });
    expect(reply.status).toBe(400);
    expect(reply.body.issues?.map((issue: { path: string }) => issue.path)).toEqual([path]);
  });
});

describe('who may do what', () => {
  test('D-3: ids of another clinic are not found, in paths and in bodies', async () => {
    const closure = (
      await other.admin.post('/clinic/closures', { from: '2026-05-02', to: '2026-05-02', reason: 'Curso' })
    ).body.data.id;
    const replies = await Promise.all([
      clinic.admin.patch(`/clinic/locations/${other.locationId}`, { rev: 0, name: 'Nossa' }),
      clinic.admin.get(`/clinic/locations/${other.locationId}/holidays`, { year: 2026 }),
      clinic.admin.delete(`/clinic/closures/${closure}`),
      clinic.admin.delete(`/clinic/closures/${unknownId}`),
      clinic.admin.delete('/clinic/closures/not-an-id'),
      clinic.admin.post('/clinic/closures', {
        locationId: other.locationId,
        from: '2026-05-02',
        to: '2026-05-02',
        reason: 'Obra',
      }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await other.admin.get('/clinic/closures')).body.data).toHaveLength(1);
  });

  test('when a receptionist configures, the role does not allow it', async () => {
    const { receptionist, locationId } = clinic;
    const replies = await Promise.all([
      receptionist.post('/clinic/locations', aLocation('Minha')),
      receptionist.patch(`/clinic/locations/${locationId}`, { rev: 0, name: 'Minha' }),
      receptionist.post('/clinic/closures', { from: '2026-05-02', to: '2026-05-02', reason: 'Folga' }),
      receptionist.delete(`/clinic/closures/${unknownId}`),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test('an unknown key is refused everywhere', async () => {
    const { admin, locationId } = clinic;
    const replies = await Promise.all([
      admin.post('/clinic/locations', { ...aLocation('X'), clinicId: other.clinicId }),
      admin.patch(`/clinic/locations/${locationId}`, { rev: 0, clinic: other.clinicId }),
      admin.post('/clinic/closures', { from: '2026-05-02', to: '2026-05-02', reason: 'X', ord: 1 }),
      admin.get('/clinic/closures', { clinicId: other.clinicId }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });

  test('reads cost at most three store commands and writes at most six', async () => {
    const { admin, locationId } = clinic;
    const cost = async (work: () => Promise<unknown>) => (await countingCommands(work)).commands;
    expect(await cost(() => admin.get('/clinic'))).toBeLessThanOrEqual(3);
    expect(await cost(() => admin.get('/clinic/locations'))).toBeLessThanOrEqual(3);
    expect(await cost(() => admin.get('/clinic/closures'))).toBeLessThanOrEqual(3);
    const { rev } = (await admin.get('/clinic')).body.data;
    expect(await cost(() => admin.patch('/clinic', { rev, isSetUp: true }))).toBeLessThanOrEqual(6);
    const [location] = (await admin.get('/clinic/locations')).body.data;
    expect(location.id).toBe(locationId);
    const change = { rev: location.rev, phone: '1138887777' };
    expect(await cost(() => admin.patch(`/clinic/locations/${locationId}`, change))).toBeLessThanOrEqual(6);
  });
});
