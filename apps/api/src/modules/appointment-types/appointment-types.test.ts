import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';

const testApp = anApp();
let clinic: WorkingClinic;
let other: WorkingClinic;
beforeAll(async () => {
  const small = { chairs: 1, dentists: 1, hygienists: 0 };
  clinic = await aWorkingClinic(testApp, small);
  other = await aWorkingClinic(testApp, small);
});
afterAll(() => testApp.stop());

const path = '/scheduling/appointment-types';
const aType = (name: string, more: object = {}) => ({
  name,
  durationMinutes: 30,
  color: '#2F6FDE',
  category: 'treatment',
  ...more,
});
const made = async (name: string, more: object = {}) =>
  (await clinic.admin.post(path, aType(name, more))).body.data;
const namesOf = (list: { name: string }[]) => list.map(({ name }) => name);

describe('appointment types', () => {
  test('when a type is added, it has the defaults and is read back the same', async () => {
    const reply = await clinic.admin.post(path, aType('Clareamento', { priceInCents: 80_000, order: 20 }));
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({
      allowsOnlineBooking: true,
      requiresApproval: false,
      bufferBeforeMinutes: 0,
      isActive: true,
      rev: 0,
    });
    const read = await clinic.receptionist.get(`${path}/${reply.body.data.id}`);
    expect(read.body.data).toEqual(reply.body.data);
  });

  test('the list is in display order and takes filters and a literal search', async () => {
    await made('Raspagem (parcial)', { category: 'cleaning', allowsOnlineBooking: false, order: 30 });
    const names = async (query: Record<string, string>) =>
      namesOf((await clinic.receptionist.get(path, query)).body.data);
    expect((await names({})).slice(0, 3)).toEqual(['Avaliação', 'Restauração', 'Profilaxia']);
    expect(await names({ search: 'AVALIACAO' })).toEqual(['Avaliação']);
    expect(await names({ search: 'parc rasp' })).toEqual(['Raspagem (parcial)']);
    expect(await names({ category: 'cleaning', isOnline: 'false' })).toEqual(['Raspagem (parcial)']);
    expect(await names({ search: '.*' })).toEqual([]);
    expect(await names({ search: 'xyz' })).toEqual([]);
  });

  test('D-6: a search that would be a broken pattern is taken literally', async () => {
    expect((await clinic.admin.get(path, { search: '(' })).status).toBe(200);
  });

  test('when the pattern does not fill the duration, the answer says so, also after a change of duration', async () => {
    const wrong = await clinic.admin.post(path, aType('Coroa', { pattern: 'X/X', patternSquareMinutes: 15 }));
    expect(wrong.status).toBe(400);
    expect(wrong.body.issues).toEqual([{ path: 'pattern', message: 'patternLength' }]);
    const type = await made('Coroa', { pattern: 'XX', patternSquareMinutes: 15 });
    const longer = await clinic.admin.patch(`${path}/${type.id}`, { rev: 0, durationMinutes: 45 });
    expect(longer.body.issues).toEqual([{ path: 'pattern', message: 'patternLength' }]);
    const freed = await clinic.admin.patch(`${path}/${type.id}`, {
      rev: 0,
      durationMinutes: 45,
      pattern: null,
    });
    expect(freed.status).toBe(200);
    expect(freed.body.data).not.toHaveProperty('pattern');
  });

  test('when an active type has the name, it is refused; a retired one sets it free', async () => {
    const first = await made('Extração');
    const again = await clinic.admin.post(path, aType('extracao'));
    expect([again.status, again.body.code]).toEqual([409, 'already-exists']);
    expect(again.body.issues).toEqual([{ path: 'name', message: 'alreadyExists' }]);
    expect((await clinic.admin.delete(`${path}/${first.id}`)).body.data.isActive).toBe(false);
    expect((await clinic.admin.post(path, aType('Extração'))).status).toBe(201);
    const back = await clinic.admin.patch(`${path}/${first.id}/reactivate`);
    expect([back.status, back.body.code]).toEqual([409, 'already-exists']);
    expect((await other.admin.post(path, aType('Extração'))).status).toBe(201);
  });

  test('when a retired type is offered again, it is as it was', async () => {
    const type = await made('Selante', { preparationInstructions: 'Escovar os dentes.' });
    await clinic.admin.delete(`${path}/${type.id}`);
    expect(namesOf((await clinic.admin.get(path)).body.data)).not.toContain('Selante');
    expect(namesOf((await clinic.admin.get(path, { includeInactive: 'true' })).body.data)).toContain(
      'Selante',
    );
    const back = await clinic.admin.patch(`${path}/${type.id}/reactivate`);
    expect(back.body.data).toEqual({ ...type, rev: 2 });
    expect((await clinic.admin.patch(`${path}/${type.id}/reactivate`)).body.data).toEqual(back.body.data);
  });

  test('when a type is copied, the copy has the next free name and the rest is equal', async () => {
    const type = await made('Faceta', {
      description: 'Resina',
      requiresApproval: true,
      bufferAfterMinutes: 10,
    });
    const copy = await clinic.admin.post(`${path}/${type.id}/duplicate`);
    expect(copy.status).toBe(201);
    expect(copy.body.data).toEqual({ ...type, id: copy.body.data.id, name: 'Faceta (Cópia)' });
    const second = await clinic.admin.post(`${path}/${type.id}/duplicate`);
    expect(second.body.data.name).toBe('Faceta (Cópia 2)');
  });

  test('when two people change a type, the second is told what changed', async () => {
    const type = await made('Moldagem');
    await clinic.admin.patch(`${path}/${type.id}`, { rev: 0, priceInCents: 100, color: '#000000' });
    const late = await clinic.admin.patch(`${path}/${type.id}`, { rev: 0, priceInCents: 200 });
    expect([late.status, late.body.code]).toEqual([409, 'stale']);
    expect(late.body.details.current).toMatchObject({ rev: 1, fields: ['priceInCents', 'color'] });
  });

  test('when a type is renamed, it is found by the new name only', async () => {
    const type = await made('Antigo nome');
    await clinic.admin.patch(`${path}/${type.id}`, { rev: 0, name: 'Protocolo novo' });
    expect(namesOf((await clinic.admin.get(path, { search: 'protocolo' })).body.data)).toEqual([
      'Protocolo novo',
    ]);
    expect((await clinic.admin.get(path, { search: 'antigo' })).body.data).toEqual([]);
  });
});

describe('who may do what', () => {
  test('D-3, D-11: ids of another clinic are not found, before and after their owner reads them', async () => {
    const theirs = `${path}/${other.typeIds.evaluation}`;
    const gear = await other.admin.post('/scheduling/equipment', {
      locationId: other.locationId,
      name: 'Foto',
    });
    expect((await clinic.admin.get(theirs)).status).toBe(404);
    expect((await other.admin.get(theirs)).status).toBe(200);
    const replies = await Promise.all([
      clinic.admin.get(theirs),
      clinic.admin.patch(theirs, { rev: 0, name: 'Nosso' }),
      clinic.admin.post(`${theirs}/duplicate`),
      clinic.admin.patch(`${theirs}/reactivate`),
      clinic.admin.delete(theirs),
      clinic.admin.get(`${path}/not-an-id`),
      clinic.admin.post(path, aType('Com foto', { equipmentIds: [gear.body.data.id] })),
      clinic.admin.patch(`${path}/${clinic.typeIds.cleaning}`, { rev: 0, equipmentIds: [gear.body.data.id] }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 404));
    expect((await other.admin.get(theirs)).body.data).toMatchObject({ rev: 0, isActive: true });
  });

  test('when a receptionist configures, the role does not allow it', async () => {
    const { receptionist, typeIds } = clinic;
    const mine = `${path}/${typeIds.evaluation}`;
    const replies = await Promise.all([
      receptionist.post(path, aType('Meu')),
      receptionist.patch(mine, { rev: 0, name: 'Meu' }),
      receptionist.post(`${mine}/duplicate`),
      receptionist.patch(`${mine}/reactivate`),
      receptionist.delete(mine),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('D-14: unknown keys are refused and nothing changes', async () => {
    const mine = `${path}/${clinic.typeIds.evaluation}`;
    const before = (await clinic.admin.get(mine)).body.data;
    const replies = await Promise.all([
      clinic.admin.patch(mine, { rev: before.rev, clinic: other.clinicId }),
      clinic.admin.patch(mine, { rev: before.rev, isActive: false }),
      clinic.admin.post(path, aType('X', { activeName: 'y' })),
      clinic.admin.post(`${mine}/duplicate`, { name: 'Z' }),
      clinic.admin.get(path, { where: '1' }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect((await clinic.admin.get(mine)).body.data).toEqual(before);
  });

  test('D-4: an empty draft is answered with every required field', async () => {
    const reply = await clinic.admin.post(path, {});
    expect(reply.status).toBe(400);
    expect(reply.body.issues?.map((issue) => issue.path).toSorted()).toEqual([
      'category',
      'color',
      'durationMinutes',
      'name',
    ]);
  });

  test('reads cost one store command and writes at most six', async () => {
    const mine = `${path}/${clinic.typeIds.emergency}`;
    const cost = async (work: () => Promise<unknown>) => (await countingCommands(work)).commands;
    expect(await cost(() => clinic.admin.get(path, { search: 'av' }))).toBe(1);
    expect(await cost(() => clinic.admin.get(mine))).toBe(1);
    const key = { key: 'budget-of-a-type' };
    expect(await cost(() => clinic.admin.post(path, aType('Barato'), key))).toBeLessThanOrEqual(6);
    expect(await cost(() => clinic.admin.patch(mine, { rev: 0, order: 7 }))).toBeLessThanOrEqual(6);
    expect(await cost(() => clinic.admin.post(`${mine}/duplicate`))).toBeLessThanOrEqual(6);
    expect(await cost(() => clinic.admin.delete(mine))).toBeLessThanOrEqual(6);
  });
});
