import { maximumClinicRoles } from '@topsmile/contracts';
import { afterAll, describe, expect, test } from 'vitest';
import { anApp, aPassword } from '../../testing/app.ts';
import { aBrowser } from '../../testing/client.ts';
import { aBrowserOf, aMember, anAccount, aPerson } from '../../testing/people.ts';
import { aStaffClinic, listening, tokenFor } from './staff.fixtures.ts';

const testApp = anApp();
const elsewhere = anApp();
afterAll(async () => {
  await testApp.stop();
  await elsewhere.stop();
});

const draft = { name: 'Coordenação clínica', base: 'manager', permissions: ['patients:read', 'users:read'] };

const whoAccepted = async (email: string) => {
  const answer = { firstName: 'Ana', lastName: 'Lima', password: aPassword };
  await aBrowser(testApp.app).post('/invitations/accept', {
    token: await tokenFor(testApp, email),
    ...answer,
  });
  return aBrowserOf(testApp, email);
};

describe("roles of the clinic's own", () => {
  test('when one is made, it stands beside the eight fixed ones with its rights and its people', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const made = await admin.post('/roles', draft);
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ ...draft, peopleCount: 0, rev: 0 });
    await aPerson(testApp, clinicId, { role: 'manager', customRoleId: made.body.data.id });
    const { fixed, own } = (await admin.get('/roles')).body.data;
    expect(fixed).toHaveLength(8);
    expect(fixed.find((one: { role: string }) => one.role === 'admin').peopleCount).toBe(1);
    expect(own).toEqual([{ ...made.body.data, peopleCount: 1 }]);
  });

  test('when somebody has it, they may do what it says and nothing more', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { id } = (await admin.post('/roles', draft)).body.data;
    const { browser } = await aPerson(testApp, clinicId, { role: 'manager', customRoleId: id });
    const me = (await browser.get('/auth/me')).body.data;
    expect(me.permissions.toSorted()).toEqual(draft.permissions.toSorted());
    expect(me.user).toMatchObject({ role: 'manager', roleName: draft.name });
    expect((await browser.get('/users')).status).toBe(200);
    expect((await browser.get('/reports')).status).toBe(404);
    expect((await browser.post('/scheduling/operatories', {})).status).toBe(403);
    expect((await browser.get('/security/permissions/my-permissions')).body.data.permissions).toHaveLength(2);
  });

  test('§55: when its rights change, whoever has it is bound at the next request, here and on another process', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { id } = (await admin.post('/roles', draft)).body.data;
    const { email } = await anAccount([{ clinicId, role: 'manager', customRoleId: id }]);
    const here = await aBrowserOf(testApp, email);
    const there = await aBrowserOf(elsewhere, email);
    const { news } = await listening(elsewhere, 'clinic_roles');
    expect([await here.get('/users'), await there.get('/users')].map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    const changed = await admin.patch(`/roles/${id}`, { rev: 0, permissions: ['patients:read'] });
    expect(changed.status).toBe(200);
    expect((await here.get('/users')).status).toBe(403);
    await news;
    expect((await there.get('/users')).status).toBe(403);
  }, 5000);

  test('when somebody has it or is invited to it, it cannot be removed', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { id } = (await admin.post('/roles', draft)).body.data;
    const guest = { email: 'held@guests.example', firstName: 'Ana', lastName: 'Lima', customRoleId: id };
    const invitation = await admin.post('/invitations', guest);
    expect((await admin.delete(`/roles/${id}`)).body.code).toBe('wrong-state');
    await admin.delete(`/invitations/${invitation.body.data.id}`);
    const { userId } = await aPerson(testApp, clinicId, { role: 'manager', customRoleId: id });
    expect((await admin.delete(`/roles/${id}`)).body.code).toBe('wrong-state');
    const given = await admin.patch(`/users/${userId}`, { rev: 0, role: 'assistant' });
    expect(given.body.data.customRole).toBeUndefined();
    expect((await admin.delete(`/roles/${id}`)).status).toBe(200);
    expect((await admin.get(`/roles/${id}`)).status).toBe(404);
  });

  test('when somebody accepts an invitation to it, they have it', async () => {
    const { admin } = await aStaffClinic(testApp);
    const { id } = (await admin.post('/roles', draft)).body.data;
    const email = 'own-role@guests.example';
    await admin.post('/invitations', { email, firstName: 'Ana', lastName: 'Lima', customRoleId: id });
    const browser = await whoAccepted(email);
    expect((await browser.get('/auth/me')).body.data.user.roleName).toBe(draft.name);
  });

  test('when the name is taken, whatever its case and accents, the answer names the field', async () => {
    const { admin } = await aStaffClinic(testApp);
    await admin.post('/roles', draft);
    const again = await admin.post('/roles', { ...draft, name: 'COORDENACAO CLINICA' });
    expect(again.status).toBe(409);
    expect(again.body.issues).toEqual([{ path: 'name', message: 'alreadyExists' }]);
  });

  test('when two administrators edit one role, the later one is stale', async () => {
    const { admin } = await aStaffClinic(testApp);
    const { id } = (await admin.post('/roles', draft)).body.data;
    const changes = ['Uma', 'Outra'].map((name) => admin.patch(`/roles/${id}`, { rev: 0, name }));
    const statuses = (await Promise.all(changes)).map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
  });

  test('when twenty exist, also two at once make no twenty-first', async () => {
    const { admin } = await aStaffClinic(testApp);
    for (let one = 1; one < maximumClinicRoles; one += 1)
      await admin.post('/roles', { ...draft, name: `Perfil ${one}` });
    const last = await Promise.all(['A', 'B'].map((name) => admin.post('/roles', { ...draft, name })));
    expect(last.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    expect((await admin.get('/roles')).body.data.own).toHaveLength(maximumClinicRoles);
  });

  test('when a right belongs to the platform or is unknown, no role is made', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const platform = await aMember(testApp, clinicId, 'super_admin');
    for (const browser of [admin, platform])
      for (const permission of ['platform:enter', 'clinical:delete'])
        expect((await browser.post('/roles', { ...draft, permissions: [permission] })).status).toBe(403);
    expect((await admin.post('/roles', { ...draft, permissions: ['everything'] })).status).toBe(400);
    expect((await admin.post('/roles', { ...draft, base: 'super_admin' })).status).toBe(403);
    expect((await admin.get('/roles')).body.data.own).toEqual([]);
  });
});
