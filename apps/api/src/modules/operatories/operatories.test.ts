import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';

const testApp = anApp();
let clinic: WorkingClinic;
let other: WorkingClinic;
let moema: string;
beforeAll(async () => {
  clinic = await aWorkingClinic(testApp, { chairs: 2, dentists: 1, hygienists: 0 });
  other = await aWorkingClinic(testApp, { chairs: 1, dentists: 1, hygienists: 0 });
  const draft = {
    name: 'Filial Moema',
    zone: 'America/Sao_Paulo',
    hours: [],
    holidays: { isObserved: false, worked: [] },
  };
  moema = (await clinic.admin.post('/clinic/locations', draft)).body.data.id;
});
afterAll(() => testApp.stop());

const chairs = '/scheduling/operatories';
const equipment = '/scheduling/equipment';
const firstChair = () => `${chairs}/${clinic.chairIds[0]}`;
const theirChair = () => `${chairs}/${other.chairIds[0]}`;
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);

const anEquipment = async (name: string, locationId = clinic.locationId): Promise<string> =>
  (await clinic.admin.post(equipment, { locationId, name })).body.data.id;

describe('chairs', () => {
  test('when a chair is added, it is shown in display order and found by its id', async () => {
    const scope = await anEquipment('Microscópio');
    const draft = {
      locationId: clinic.locationId,
      name: 'Sala 9',
      room: 'Térreo',
      equipmentIds: [scope],
      order: 9,
    };
    const made = await clinic.admin.post(chairs, draft);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ ...draft, isActive: true, rev: 0 });
    expect(made.body.data).not.toHaveProperty('ord');
    const listed = (await clinic.receptionist.get(chairs, { locationId: clinic.locationId })).body.data;
    expect(idsOf(listed)).toEqual([...clinic.chairIds, made.body.data.id]);
    expect((await clinic.dentist.get(`${chairs}/${made.body.data.id}`)).body.data).toEqual(made.body.data);
  });

  test('when a chair is retired, it leaves the list, frees its name and stays readable', async () => {
    const draft = { locationId: clinic.locationId, name: 'Provisória' };
    const { id } = (await clinic.admin.post(chairs, draft)).body.data;
    const retired = await clinic.admin.delete(`${chairs}/${id}`);
    expect(retired.body.data).toMatchObject({ isActive: false, rev: 1 });
    expect((await clinic.admin.delete(`${chairs}/${id}`)).body.data).toEqual(retired.body.data);
    expect(idsOf((await clinic.admin.get(chairs)).body.data)).not.toContain(id);
    expect(idsOf((await clinic.admin.get(chairs, { includeInactive: 'true' })).body.data)).toContain(id);
    expect((await clinic.admin.post(chairs, draft)).status).toBe(201);
    const back = await clinic.admin.patch(`${chairs}/${id}`, { rev: 1, isActive: true });
    expect([back.status, back.body.code]).toEqual([409, 'already-exists']);
  });

  test('when two chairs of a place are given one name at once, one wins', async () => {
    const draft = { locationId: clinic.locationId, name: 'Gêmea' };
    const replies = await Promise.all([1, 2].map(() => clinic.admin.post(chairs, draft)));
    expect(replies.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([201, 409]);
    expect((await clinic.admin.post(chairs, { ...draft, locationId: moema })).status).toBe(201);
  });

  test('when two people change a chair, the second is told what changed', async () => {
    const { rev } = (await clinic.admin.get(firstChair())).body.data;
    const renamed = await clinic.admin.patch(firstChair(), { rev, name: 'Cadeira Azul', color: '#2F6FDE' });
    expect(renamed.status).toBe(200);
    await clinic.admin.patch(firstChair(), { rev: rev + 1, color: null });
    const late = await clinic.admin.patch(firstChair(), { rev, name: 'Cadeira Verde' });
    expect(late.status).toBe(409);
    expect(late.body.details.current).toMatchObject({ rev: rev + 2, fields: ['name', 'color'] });
    expect((await clinic.admin.get(firstChair())).body.data).not.toHaveProperty('color');
  });

  test('when equipment stands in another place, the answer says which', async () => {
    const here = await anEquipment('Raio X');
    const there = await anEquipment('Tomógrafo', moema);
    const { rev } = (await clinic.admin.get(firstChair())).body.data;
    const reply = await clinic.admin.patch(firstChair(), { rev, equipmentIds: [here, there] });
    expect(reply.status).toBe(400);
    expect(reply.body.issues).toEqual([{ path: 'equipmentIds.1', message: 'elsewhere' }]);
  });
});

describe('equipment', () => {
  test('when equipment is added, changed and retired, the list follows', async () => {
    const made = await clinic.admin.post(equipment, { locationId: moema, name: 'Laser', order: 3 });
    expect(made.body.data).toMatchObject({ name: 'Laser', order: 3, isActive: true, rev: 0 });
    const { id } = made.body.data;
    const retired = await clinic.admin.patch(`${equipment}/${id}`, { rev: 0, isActive: false });
    expect(retired.body.data).toMatchObject({ isActive: false, rev: 1 });
    expect(idsOf((await clinic.receptionist.get(equipment, { locationId: moema })).body.data)).not.toContain(
      id,
    );
    const all = await clinic.receptionist.get(equipment, { locationId: moema, includeInactive: 'true' });
    expect(idsOf(all.body.data)).toContain(id);
    const late = await clinic.admin.patch(`${equipment}/${id}`, { rev: 0, name: 'Laser 2' });
    expect([late.status, late.body.code]).toEqual([409, 'stale']);
  });

  test('when the name is taken in that place, it is refused', async () => {
    await anEquipment('Ultrassom');
    const reply = await clinic.admin.post(equipment, { locationId: clinic.locationId, name: 'ultrassom' });
    expect([reply.status, reply.body.code]).toEqual([409, 'already-exists']);
  });
});

describe('who may do what', () => {
  test('D-3: ids of another clinic are not found, in paths and in bodies', async () => {
    const theirs = (await other.admin.post(equipment, { locationId: other.locationId, name: 'Foto' })).body
      .data.id;
    const replies = await Promise.all([
      clinic.admin.get(theirChair()),
      clinic.admin.patch(theirChair(), { rev: 0, name: 'Nossa' }),
      clinic.admin.delete(theirChair()),
      clinic.admin.get(`${chairs}/not-an-id`),
      clinic.admin.post(chairs, { locationId: other.locationId, name: 'Nossa' }),
      clinic.admin.patch(firstChair(), { rev: 0, equipmentIds: [theirs] }),
      clinic.admin.patch(`${equipment}/${theirs}`, { rev: 0, name: 'Nossa' }),
      clinic.admin.post(equipment, { locationId: other.locationId, name: 'Nossa' }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 404));
    expect((await clinic.admin.get(chairs, { locationId: other.locationId })).body.data).toEqual([]);
    expect((await other.admin.get(theirChair())).body.data).toMatchObject({ rev: 0, isActive: true });
  });

  test('when a dentist configures, the role does not allow it', async () => {
    const { dentist, locationId } = clinic;
    const replies = await Promise.all([
      dentist.post(chairs, { locationId, name: 'Minha' }),
      dentist.patch(firstChair(), { rev: 0, name: 'Minha' }),
      dentist.delete(firstChair()),
      dentist.post(equipment, { locationId, name: 'Minha' }),
      dentist.patch(`${equipment}/${'f'.repeat(24)}`, { rev: 0, name: 'Minha' }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('D-14: unknown keys, another number in the guard and another place are refused', async () => {
    const { admin, locationId } = clinic;
    const replies = await Promise.all([
      admin.post(chairs, { locationId, name: 'X', ord: 1 }),
      admin.patch(firstChair(), { rev: 0, locationId: moema }),
      admin.patch(firstChair(), { rev: 0, clinicId: other.clinicId }),
      admin.post(equipment, { locationId, name: 'X', isActive: false }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  });

  test('reads cost at most three store commands', async () => {
    const cost = async (path: string) => (await countingCommands(() => clinic.admin.get(path))).commands;
    expect(await cost(chairs)).toBe(1);
    expect(await cost(firstChair())).toBe(1);
    expect(await cost(equipment)).toBe(1);
  });
});
