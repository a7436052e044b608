import type { ProviderHoursBlock } from '@topsmile/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';

const testApp = anApp();
let clinic: WorkingClinic;
let other: WorkingClinic;
beforeAll(async () => {
  clinic = await aWorkingClinic(testApp);
  other = await aWorkingClinic(testApp, { chairs: 1, dentists: 1, hygienists: 0 });
});
afterAll(() => testApp.stop());

const path = '/providers';
const aProvider = (firstName: string, more: object = {}) => ({
  firstName,
  lastName: 'Teixeira',
  kind: 'dentist',
  order: 50,
  ...more,
});
const made = async (firstName: string, more: object = {}) => {
  const reply = await clinic.admin.post(path, aProvider(firstName, more));
  expect(reply.status).toBe(201);
  return reply.body.data;
};
const firstNames = (list: { firstName: string }[]) => list.map(({ firstName }) => firstName);
const found = async (query: Record<string, unknown>) =>
  firstNames((await clinic.receptionist.get(path, query)).body.data);
const userIdOf = async (browser: Browser): Promise<string> =>
  (await browser.get('/auth/me')).body.data.user.id;
const aBlock = (more: object = {}) => ({
  weekdays: [1],
  startsAt: '08:00',
  endsAt: '12:00',
  locationId: clinic.locationId,
  ...more,
});

describe('providers', () => {
  test('when a provider is added, name, registration and defaults are read back', async () => {
    const license = { council: 'CRO', state: 'SP', number: '12345' };
    const provider = await made('Clara', { title: 'Dra.', license, specialties: ['endodontics'] });
    expect(provider).toMatchObject({
      fullName: 'Dra. Clara Teixeira',
      license,
      hours: [],
      overrides: [],
      timeOff: [],
      appointmentTypeIds: [],
      isActive: true,
      rev: 0,
    });
    for (const hidden of ['ord', 'clinicId', 'searchWords', 'sortName', 'changes'])
      expect(provider).not.toHaveProperty(hidden);
    expect((await clinic.receptionist.get(`${path}/${provider.id}`)).body.data).toEqual(provider);
  });

  test.each([
    [{ council: 'CRO', number: '12345' }, 'license.state'],
    [{ council: 'CRO', state: 'XX', number: '12345' }, 'license.state'],
    [{ council: 'CRO', state: 'SP', number: '12a' }, 'license.number'],
    [{ council: 'CRM', state: 'SP', number: '123' }, 'license.council'],
  ])('a registration %j is refused at %s', async (license, at) => {
    const reply = await clinic.admin.post(path, aProvider('Sem', { license }));
    expect(reply.status).toBe(400);
    expect(reply.body.issues?.map((issue) => issue.path)).toEqual([at]);
  });

  test('the search finds beginnings of names and specialties, literally and without accents', async () => {
    await made('Íngrid', { specialties: ['orthodontics'], email: 'ingrid@example.com' });
    expect(await found({ search: 'ingr' })).toEqual(['Íngrid']);
    expect(await found({ search: 'TEIX íng' })).toEqual(['Íngrid']);
    expect(await found({ search: 'ortodont' })).toEqual(['Íngrid']);
    expect(await found({ specialty: 'orthodontics' })).toEqual(['Íngrid']);
    expect(await found({ search: 'grid' })).toEqual([]);
    expect((await clinic.admin.get(path, { search: '(' })).status).toBe(200);
  });

  test('the list is in display order and its pages follow each other', async () => {
    const all = (await clinic.admin.get(path)).body;
    expect(firstNames(all.data).slice(0, 4)).toEqual(['Helena', 'Bruno', 'Íris', 'Rita']);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await clinic.admin.get(path, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }))
        .body;
      expect(page.data.length).toBeLessThanOrEqual(2);
      expect(page.meta.page?.total).toBe(all.data.length);
      seen.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.meta.page?.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.data.map(({ id }: { id: string }) => id));
    expect((await clinic.admin.get(path, { cursor: other.dentistIds[0] })).status).toBe(400);
    expect((await clinic.admin.get(path, { cursor: 'x' })).status).toBe(400);
  });

  test('when the e-mail belongs to an active provider of the clinic, it is refused', async () => {
    const email = 'Dr.Unico@Example.com ';
    const first = await made('Primeiro', { email });
    expect(first.email).toBe('dr.unico@example.com');
    const again = await clinic.admin.post(path, aProvider('Segundo', { email }));
    expect([again.status, again.body.code]).toEqual([409, 'already-exists']);
    expect(again.body.issues).toEqual([{ path: 'email', message: 'alreadyExists' }]);
    expect((await other.admin.post(path, aProvider('Vizinho', { email }))).status).toBe(201);
    await clinic.admin.delete(`${path}/${first.id}`);
    const second = await made('Segundo', { email });
    expect((await clinic.admin.patch(`${path}/${first.id}/reactivate`)).status).toBe(409);
    await clinic.admin.patch(`${path}/${second.id}`, { rev: 0, email: null });
    expect((await clinic.admin.patch(`${path}/${first.id}/reactivate`)).status).toBe(200);
  });

  test('when a user is linked, nobody else can be linked to the same user', async () => {
    const userId = await userIdOf(clinic.dentist);
    const linked = await made('Ligada', { userId });
    const again = await clinic.admin.post(path, aProvider('Outra', { userId }));
    expect(again.body.issues).toEqual([{ path: 'userId', message: 'alreadyExists' }]);
    const freed = await clinic.admin.patch(`${path}/${linked.id}`, { rev: 0, userId: null });
    expect(freed.body.data).not.toHaveProperty('userId');
    const relinked = await made('Outra');
    const reply = await clinic.admin.patch(`${path}/${relinked.id}`, { rev: 0, userId });
    expect(reply.body.data.userId).toBe(userId);
  });

  test('when a user of another clinic is linked, there is no such user', async () => {
    const userId = await userIdOf(other.dentist);
    expect((await clinic.admin.post(path, aProvider('Estranha', { userId }))).status).toBe(404);
  });

  test('when a provider is renamed, name and search follow and the rest stays', async () => {
    const provider = await made('Velha', { title: 'Dra.', specialties: ['periodontics'] });
    const reply = await clinic.admin.patch(`${path}/${provider.id}`, {
      rev: 0,
      firstName: 'Zuleica',
      title: null,
    });
    expect(reply.body.data).toMatchObject({
      fullName: 'Zuleica Teixeira',
      specialties: ['periodontics'],
      rev: 1,
    });
    expect(await found({ search: 'zul perio' })).toEqual(['Zuleica']);
    expect(await found({ search: 'velha' })).toEqual([]);
  });

  test('when two people change a provider, the second is told what changed', async () => {
    const provider = await made('Disputada');
    await clinic.admin.patch(`${path}/${provider.id}`, { rev: 0, colorIndex: 3, phone: '11988887777' });
    const late = await clinic.admin.patch(`${path}/${provider.id}`, { rev: 0, colorIndex: 1 });
    expect([late.status, late.body.code]).toEqual([409, 'stale']);
    expect(late.body.details.current).toMatchObject({ rev: 1, fields: ['phone', 'colorIndex'] });
  });

  test('when a provider leaves, the list hides and the record stays', async () => {
    const provider = await made('Saída');
    const gone = await clinic.admin.delete(`${path}/${provider.id}`);
    expect(gone.body.data).toMatchObject({ isActive: false, rev: 1 });
    expect((await clinic.admin.delete(`${path}/${provider.id}`)).body.data.rev).toBe(1);
    expect(await found({ search: 'saida' })).toEqual([]);
    expect(await found({ search: 'saida', isActive: 'false' })).toEqual(['Saída']);
    expect(await found({ search: 'saida', isActive: 'all' })).toEqual(['Saída']);
    expect((await clinic.admin.get(`${path}/${provider.id}`)).status).toBe(200);
  });

  test('the numbers count active, inactive, specialties, access and the last month', async () => {
    const fresh = await aWorkingClinic(testApp, { chairs: 1, dentists: 2, hygienists: 1 });
    const userId = await userIdOf(fresh.dentist);
    const draft = aProvider('Nova', { specialties: ['orthodontics', 'endodontics'], userId });
    expect((await fresh.admin.post(path, draft)).status).toBe(201);
    await fresh.admin.delete(`${path}/${fresh.hygienistIds[0]}`);
    expect((await fresh.receptionist.get(`${path}/stats`)).body.data).toEqual({
      total: 4,
      active: 3,
      inactive: 1,
      bySpecialty: { orthodontics: 1, endodontics: 1 },
      withSystemAccess: 1,
      recentlyAdded: 4,
    });
  });
});

describe('working hours', () => {
  test('when hours are replaced, overrides and time off that are not named stay', async () => {
    const provider = await made('Horária', { hours: [aBlock()] });
    const at = `${path}/${provider.id}/working-hours`;
    const timeOff = [{ from: '2026-07-01', to: '2026-07-15', kind: 'vacation' }];
    const overrides = [{ date: '2026-03-10', blocks: [] }];
    const first = await clinic.admin.patch(at, { rev: 0, hours: [aBlock()], overrides, timeOff });
    expect(first.status).toBe(200);
    expect(first.body.data).toMatchObject({ stranded: [], provider: { overrides, timeOff, rev: 1 } });
    const operatoryId = clinic.chairIds[0];
    const hours = [aBlock({ operatoryId }), aBlock({ startsAt: '13:00', endsAt: '24:00' })];
    const second = await clinic.admin.patch(at, { rev: 1, hours });
    expect(second.body.data.provider).toMatchObject({ hours, overrides, timeOff, rev: 2 });
    const late = await clinic.admin.patch(at, { rev: 1, hours: [] });
    expect(late.body.details.current.fields).toEqual(['hours']);
    expect(await found({ locationId: clinic.locationId, search: 'horaria' })).toEqual(['Horária']);
  });

  test('when a person would be in two chairs at once, the later block is refused', async () => {
    const [one, two] = clinic.chairIds;
    const hours = [aBlock({ operatoryId: one }), aBlock({ operatoryId: two, startsAt: '11:00' })];
    const reply = await clinic.admin.post(path, aProvider('Dupla', { hours }));
    expect(reply.status).toBe(400);
    expect(reply.body.issues).toEqual([{ path: 'hours.1.startsAt', message: 'overlaps' }]);
  });

  test('when hours, overrides and time off are wrong, all of it is told at once', async () => {
    const reply = await clinic.admin.patch(`${path}/${clinic.dentistIds[0]}/working-hours`, {
      rev: 0,
      hours: [aBlock({ startsAt: '08:01' })],
      overrides: [
        { date: '2026-03-10', blocks: [] },
        { date: '2026-03-10', blocks: [] },
      ],
      timeOff: [{ from: '2026-07-15', to: '2026-07-01' }],
    });
    expect(reply.status).toBe(400);
    expect(reply.body.issues?.map((issue) => issue.path)).toEqual([
      'hours.0.startsAt',
      'overrides.1.date',
      'timeOff.0.to',
    ]);
  });

  test('when the chair stands in another place, the answer says which block', async () => {
    const moema = await clinic.admin.post('/clinic/locations', {
      name: 'Moema',
      zone: 'America/Sao_Paulo',
      hours: [],
      holidays: { isObserved: false, worked: [] },
    });
    const locationId = moema.body.data.id;
    const operatoryId = clinic.chairIds[0];
    const reply = await clinic.admin.patch(`${path}/${clinic.dentistIds[0]}/working-hours`, {
      rev: 0,
      hours: [aBlock()],
      overrides: [
        { date: '2026-03-10', blocks: [{ startsAt: '08:00', endsAt: '09:00', locationId, operatoryId }] },
      ],
    });
    expect(reply.status).toBe(400);
    expect(reply.body.issues).toEqual([{ path: 'overrides.0.blocks.0.operatoryId', message: 'elsewhere' }]);
  });

  test('a preview asks which visits the new hours leave outside and saves nothing', async () => {
    const { clinicId } = clinic;
    const providerId = clinic.dentistIds[0] ?? '';
    const before = (await clinic.admin.get(`${path}/${providerId}`)).body.data;
    const body = { rev: before.rev, hours: [aBlock({ weekdays: [6] })] };
    const reply = await clinic.admin.post(`${path}/${providerId}/working-hours/preview`, body);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ stranded: [] });
    expect((await clinic.admin.get(`${path}/${providerId}`)).body.data).toEqual(before);
    const schedule = await runInClinic(new Types.ObjectId(clinicId), () => testApp.container.schedule.load());
    const weekdays = schedule.providers
      .get(providerId)
      ?.hours.map((block: ProviderHoursBlock) => block.weekdays);
    expect(weekdays).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
  });
});

describe('who may do what', () => {
  test('D-11: a provider of another clinic is not found, before and after its owner reads it', async () => {
    const theirs = `${path}/${other.dentistIds[0]}`;
    expect((await clinic.admin.get(theirs)).status).toBe(404);
    expect((await other.admin.get(theirs)).status).toBe(200);
    expect((await clinic.admin.get(theirs)).status).toBe(404);
  });

  test('D-3: ids of another clinic are not found, in paths and in bodies', async () => {
    const theirs = `${path}/${other.dentistIds[0]}`;
    const mine = `${path}/${clinic.dentistIds[0]}`;
    const { admin } = clinic;
    const elsewhere = { rev: 0, hours: [aBlock({ locationId: other.locationId })] };
    const theirChair = { rev: 0, hours: [aBlock({ operatoryId: other.chairIds[0] })] };
    const appointmentTypeIds = [other.typeIds.evaluation];
    const replies = await Promise.all([
      admin.patch(theirs, { rev: 0, firstName: 'Nossa' }),
      admin.patch(`${theirs}/working-hours`, { rev: 0, hours: [] }),
      admin.post(`${theirs}/working-hours/preview`, { rev: 0, hours: [] }),
      admin.patch(`${theirs}/reactivate`),
      admin.delete(theirs),
      admin.get(`${path}/not-an-id`),
      admin.patch(`${mine}/working-hours`, elsewhere),
      admin.post(`${mine}/working-hours/preview`, theirChair),
      admin.patch(mine, { rev: 0, appointmentTypeIds }),
      admin.post(path, aProvider('Nossa', { appointmentTypeIds })),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 404));
    expect((await other.admin.get(theirs)).body.data).toMatchObject({ rev: 0, isActive: true });
  });

  test('when a receptionist configures, the role does not allow it', async () => {
    const mine = `${path}/${clinic.dentistIds[0]}`;
    const { receptionist } = clinic;
    const replies = await Promise.all([
      receptionist.post(path, aProvider('Minha')),
      receptionist.patch(mine, { rev: 0, firstName: 'Minha' }),
      receptionist.patch(`${mine}/working-hours`, { rev: 0, hours: [] }),
      receptionist.post(`${mine}/working-hours/preview`, { rev: 0, hours: [] }),
      receptionist.patch(`${mine}/reactivate`),
      receptionist.delete(mine),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 403));
  });

  test('D-14: unknown keys are refused and nothing changes', async () => {
    const mine = `${path}/${clinic.dentistIds[1]}`;
    const before = (await clinic.admin.get(mine)).body.data;
    const replies = await Promise.all([
      clinic.admin.patch(mine, { rev: before.rev, clinic: other.clinicId }),
      clinic.admin.patch(mine, { rev: before.rev, hours: [] }),
      clinic.admin.patch(mine, { rev: before.rev, ord: 1 }),
      clinic.admin.post(path, aProvider('X', { isActive: false })),
      clinic.admin.get(path, { clinicId: other.clinicId }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    expect((await clinic.admin.get(mine)).body.data).toEqual(before);
  });

  test('reads cost at most three store commands and writes at most six', async () => {
    const mine = `${path}/${clinic.dentistIds[2]}`;
    const { admin } = clinic;
    // What a change leaves to read again is counted with the next reader: the schedule is warm here.
    const warm = async (work: () => Promise<unknown>): Promise<number> => {
      const counts: number[] = [];
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await runInClinic(new Types.ObjectId(clinic.clinicId), () => testApp.container.schedule.load());
        counts.push((await countingCommands(work)).commands);
      }
      return Math.min(...counts);
    };
    const [listed] = (await admin.get(path)).body.data;
    expect(await warm(() => admin.get(path, { search: 'a', cursor: listed.id }))).toBeLessThanOrEqual(3);
    expect(await warm(() => admin.get(mine))).toBe(1);
    expect(await warm(() => admin.get(`${path}/stats`))).toBe(1);
    const { rev } = (await admin.get(mine)).body.data;
    let next = rev;
    const change = (body: object) => ({ rev: next++, ...body });
    expect(await warm(() => admin.post(path, aProvider('Barata')))).toBeLessThanOrEqual(4);
    expect(await warm(() => admin.patch(mine, change({ order: 9 })))).toBeLessThanOrEqual(6);
    const hours = [aBlock()];
    expect(await warm(() => admin.patch(`${mine}/working-hours`, change({ hours })))).toBeLessThanOrEqual(6);
  });
});
