import { afterAll, describe, expect, test } from 'vitest';
import { anApp } from '../../testing/app.ts';
import { aPerson, anAccount, aBrowserOf } from '../../testing/people.ts';
import { aStaffClinic, listening, lettersTo } from './staff.fixtures.ts';

const testApp = anApp();
const elsewhere = anApp();
afterAll(async () => {
  await testApp.stop();
  await elsewhere.stop();
});

const change = { role: 'manager' } as const;

describe('the people of a clinic', () => {
  test('when the list is read, it holds active, deactivated and invited people of this clinic alone', async () => {
    const { admin, clinicId, adminId } = await aStaffClinic(testApp);
    const other = await aStaffClinic(testApp);
    const assistant = await aPerson(testApp, clinicId, 'assistant');
    const gone = await aPerson(testApp, clinicId, 'dentist');
    await admin.post(`/users/${gone.userId}/deactivate`);
    await admin.post('/invitations', {
      email: 'sonia@guests.example',
      firstName: 'Sônia',
      lastName: 'Vidal',
      role: 'lab_technician',
    });
    const { status, body } = await admin.get('/users');
    expect(status).toBe(200);
    const shown = body.data.map(({ id, state }: { id: string; state: string }) => [id, state]);
    expect(shown).toContainEqual([adminId, 'active']);
    expect(shown).toContainEqual([assistant.userId, 'active']);
    expect(shown).toContainEqual([gone.userId, 'deactivated']);
    expect(body.data.find((one: { state: string }) => one.state === 'invited')).toMatchObject({
      email: 'sonia@guests.example',
      role: 'lab_technician',
    });
    expect(JSON.stringify(body)).not.toContain(other.adminId);
    expect(JSON.stringify(body)).not.toMatch(/passwordHash|argon2/);
    const row = body.data.find((one: { id: string }) => one.id === assistant.userId);
    expect(row).toMatchObject({ openSessions: 1, isYou: false, rev: 0 });
    expect(row.lastSeenAt).toBeDefined();
  });

  test('D-17: when an administrator assigns a role by the old path, the clinic is that of the login', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'assistant');
    const reply = await admin.post('/admin/role-management/assign', { userId, role: 'receptionist' });
    expect(reply.status).toBe(200);
    expect(reply.body.data.role).toBe('receptionist');
    const listed = await admin.get('/admin/role-management/users/receptionist');
    expect(listed.body.data.map((one: { id: string }) => one.id)).toEqual([userId]);
    const stats = await admin.get('/admin/role-management/stats');
    expect(stats.body.data).toEqual({ total: 2, active: 2, byRole: { admin: 1, receptionist: 1 } });
    const rights = await admin.get(`/admin/role-management/user/${userId}/permissions`);
    expect(rights.body.data.permissions).toContain('payments:take');
  });

  test('D-14: when a change names anything but a role, it is refused and nothing is stored', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'assistant');
    for (const more of [
      { clinicId },
      { isPlatformAdmin: true },
      { permissions: ['users:write'] },
      { isActive: false },
    ]) {
      const reply = await admin.patch(`/users/${userId}`, { rev: 0, role: 'dentist', ...more });
      expect(reply.status).toBe(400);
    }
    expect((await admin.patch(`/users/${userId}`, { rev: 0 })).status).toBe(400);
    expect((await admin.get(`/users/${userId}`)).body.data.role).toBe('assistant');
  });

  test('G6: when two administrators edit one person, the later one is stale', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'assistant');
    expect((await admin.patch(`/users/${userId}`, { rev: 0, role: 'dentist' })).status).toBe(200);
    const late = await admin.patch(`/users/${userId}`, { rev: 0, role: 'manager' });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('stale');
    expect(late.body.details.current.rev).toBe(1);
  });
});

describe('D9: nobody reaches above themselves', () => {
  test('when a receptionist raises their own role, the answer is 403', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { browser, userId } = await aPerson(testApp, clinicId, 'receptionist');
    const reply = await browser.patch(`/users/${userId}`, { rev: 0, role: 'admin' });
    expect(reply.status).toBe(403);
    expect((await admin.get(`/users/${userId}`)).body.data.role).toBe('receptionist');
  });

  test('when an administrator makes somebody a platform administrator, the answer is 403', async () => {
    const { admin, adminId, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'dentist');
    for (const id of [userId, adminId]) {
      const reply = await admin.patch(`/users/${id}`, { rev: 0, role: 'super_admin' });
      expect(reply.status).toBe(403);
    }
    const guest = { email: 'sa@guests.example', firstName: 'Ana', lastName: 'Lima', role: 'super_admin' };
    expect((await admin.post('/invitations', guest)).status).toBe(403);
  });

  test('when an administrator invites into another clinic, or with its role, nothing is made there', async () => {
    const { admin } = await aStaffClinic(testApp);
    const other = await aStaffClinic(testApp);
    const role = await other.admin.post('/roles', {
      name: 'Deles',
      base: 'manager',
      permissions: ['patients:read'],
    });
    const guest = { email: 'b@guests.example', firstName: 'Ana', lastName: 'Lima' };
    const named = await admin.post('/invitations', { ...guest, role: 'assistant', clinicId: other.clinicId });
    expect(named.status).toBe(400);
    const foreign = await admin.post('/invitations', { ...guest, customRoleId: role.body.data.id });
    expect(foreign.status).toBe(404);
    expect((await other.admin.get('/invitations')).body.data).toEqual([]);
  });

  test('when somebody with few rights may change people, they can neither change an administrator nor hand out more', async () => {
    const { admin, adminId, clinicId } = await aStaffClinic(testApp);
    const role = await admin.post('/roles', {
      name: 'Recursos humanos',
      base: 'manager',
      permissions: ['users:read', 'users:write', 'patients:read'],
    });
    const { browser, userId } = await aPerson(testApp, clinicId, {
      role: 'manager',
      customRoleId: role.body.data.id,
    });
    const assistant = await aPerson(testApp, clinicId, 'assistant');
    expect((await browser.patch(`/users/${adminId}`, { rev: 0, ...change })).status).toBe(403);
    expect((await browser.post(`/users/${adminId}/deactivate`)).status).toBe(403);
    expect((await browser.post(`/users/${adminId}/force-reset`)).status).toBe(403);
    expect((await browser.patch(`/users/${userId}`, { rev: 0, role: 'admin' })).status).toBe(403);
    expect((await browser.patch(`/users/${assistant.userId}`, { rev: 0, role: 'dentist' })).status).toBe(403);
    const own = { name: 'Mais', base: 'manager', permissions: ['patients:read', 'settings:write'] };
    expect((await browser.post('/roles', own)).status).toBe(403);
    const raised = await browser.patch(`/roles/${role.body.data.id}`, {
      rev: 0,
      permissions: ['users:read', 'users:write', 'settings:write'],
    });
    expect(raised.status).toBe(403);
  });

  test('when the last administrator leaves, is lowered or deactivated, the answer is 409', async () => {
    const { admin, adminId } = await aStaffClinic(testApp);
    const lowered = await admin.patch(`/users/${adminId}`, { rev: 0, ...change });
    expect(lowered.status).toBe(409);
    expect(lowered.body.code).toBe('last-of-its-kind');
    expect((await admin.post(`/users/${adminId}/deactivate`)).status).toBe(409);
    expect((await admin.get('/auth/me')).body.data.user.role).toBe('admin');
  });

  test('when there is another administrator, one may leave', async () => {
    const { admin, adminId, clinicId } = await aStaffClinic(testApp);
    await aPerson(testApp, clinicId, 'admin');
    expect((await admin.patch(`/users/${adminId}`, { rev: 0, ...change })).status).toBe(200);
    expect((await admin.get('/auth/me')).body.data.user.role).toBe('manager');
  });

  test.each([0, 1])(
    'when two administrators demote each other at once, exactly one succeeds, with %i bystanders',
    async (bystanders) => {
      const { admin, adminId, clinicId } = await aStaffClinic(testApp);
      const second = await aPerson(testApp, clinicId, 'admin');
      for (let one = 0; one < bystanders; one += 1) await aPerson(testApp, clinicId, 'admin');
      const replies = await Promise.all([
        admin.patch(`/users/${second.userId}`, { rev: 0, ...change }),
        second.browser.patch(`/users/${adminId}`, { rev: 0, ...change }),
      ]);
      const statuses = replies.map(({ status }) => status).toSorted((one, other) => one - other);
      expect(statuses[0]).toBe(200);
      expect([403, 409]).toContain(statuses[1]);
    },
  );
});

describe('changes count at once', () => {
  test('C12, D-31: when a role is lowered, the next request of an open session has the new rights', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { browser, userId, email } = await aPerson(testApp, clinicId, 'manager');
    expect((await browser.get('/users')).status).toBe(200);
    const reply = await admin.patch(`/users/${userId}`, { rev: 0, role: 'assistant' });
    expect(reply.status).toBe(200);
    expect((await browser.get('/users')).status).toBe(403);
    expect((await browser.get('/auth/me')).body.data.user.role).toBe('assistant');
    expect((await lettersTo(testApp, email)).map(({ template }) => template)).toEqual(['role-changed']);
  });

  test('C12: when another process lowers the role, this one obeys as soon as it hears of it', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId, email } = await anAccount([{ clinicId, role: 'manager' }]);
    const { news } = await listening(elsewhere, 'users');
    const browser = await aBrowserOf(elsewhere, email);
    expect((await browser.get('/users')).status).toBe(200);
    await admin.patch(`/users/${userId}`, { rev: 0, role: 'assistant' });
    await news;
    expect((await browser.get('/users')).status).toBe(403);
  }, 5000);

  test('C11, D-31: when somebody is deactivated, every session of theirs in this clinic is dead, and none elsewhere', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const other = await aStaffClinic(testApp);
    const { userId, email } = await anAccount([
      { clinicId, role: 'dentist' },
      { clinicId: other.clinicId, role: 'dentist' },
    ]);
    const here = await aBrowserOf(testApp, email);
    const there = await aBrowserOf(testApp, email);
    const switched = await there.post('/auth/switch-clinic', { clinicId: other.clinicId });
    expect(switched.status).toBe(200);
    there.forgetCsrf();
    const reply = await admin.post(`/users/${userId}/deactivate`);
    expect(reply.status).toBe(200);
    expect(reply.body.data.state).toBe('deactivated');
    expect((await here.get('/auth/me')).status).toBe(401);
    expect((await here.post('/auth/refresh')).status).toBe(401);
    expect((await there.get('/auth/me')).status).toBe(200);
    const letters = (await lettersTo(testApp, email)).map(({ template }) => template);
    expect(letters.at(-1)).toBe('access-removed');
    expect((await admin.post(`/users/${userId}/deactivate`)).body.code).toBe('wrong-state');
    const back = await admin.post(`/users/${userId}/reactivate`);
    expect(back.body.data.state).toBe('active');
    // The sessions of before stay dead.
    expect((await here.get('/auth/me')).status).toBe(401);
    expect((await aBrowserOf(testApp, email)).get).toBeDefined();
  });

  test('when somebody is deactivated, the invitations they sent are withdrawn', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const leaving = await aPerson(testApp, clinicId, 'admin');
    await leaving.browser.post('/invitations', {
      email: 'me-again@guests.example',
      firstName: 'Ana',
      lastName: 'Lima',
      role: 'admin',
    });
    await admin.post(`/users/${leaving.userId}/deactivate`);
    expect((await admin.get('/invitations')).body.data).toEqual([]);
  });

  test('when a reset is forced, sessions end and nothing but a new password works at the next sign-in', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { browser, userId, email } = await aPerson(testApp, clinicId, 'dentist');
    const reply = await admin.post(`/users/${userId}/force-reset`);
    expect(reply.status).toBe(200);
    expect(reply.body.data.mustChangePassword).toBe(true);
    expect((await browser.get('/auth/me')).status).toBe(401);
    const again = await aBrowserOf(testApp, email);
    const refused = await again.get('/patients');
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('new-password-due');
  });

  test('when the last proof of identity is old, changing people asks for a new one', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'assistant');
    testApp.clock.advance(11 * 60);
    const reply = await admin.patch(`/users/${userId}`, { rev: 0, ...change });
    expect(reply.status).toBe(403);
    expect(reply.body.code).toBe('reauth-required');
  });
});

describe('sessions of somebody else', () => {
  test('when an administrator ends one session, it is dead and the other lives', async () => {
    const { admin, clinicId } = await aStaffClinic(testApp);
    const { userId, email, browser } = await aPerson(testApp, clinicId, 'assistant');
    const second = await aBrowserOf(testApp, email);
    await second.get('/auth/me');
    const listed = await admin.get(`/users/${userId}/sessions`);
    expect(listed.body.data).toHaveLength(2);
    expect(JSON.stringify(listed.body)).not.toMatch(/refreshHash|salt/);
    const { id } = listed.body.data[0];
    expect((await admin.delete(`/users/${userId}/sessions/${id}`)).status).toBe(200);
    const alive = [await browser.get('/auth/me'), await second.get('/auth/me')].map(({ status }) => status);
    expect(alive.toSorted((one, other) => one - other)).toEqual([200, 401]);
    expect((await admin.delete(`/users/${userId}/sessions`)).status).toBe(200);
    expect((await browser.get('/auth/me')).status).toBe(401);
    expect((await second.get('/auth/me')).status).toBe(401);
  });

  test('when the session belongs to somebody else than the path says, the answer is 404 and it lives', async () => {
    const { admin, adminId, clinicId } = await aStaffClinic(testApp);
    const { userId } = await aPerson(testApp, clinicId, 'assistant');
    const [own] = (await admin.get(`/users/${adminId}/sessions`)).body.data;
    expect((await admin.delete(`/users/${userId}/sessions/${own.id}`)).status).toBe(404);
    expect((await admin.get('/auth/me')).status).toBe(200);
  });
});
