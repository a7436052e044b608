import { afterAll, describe, expect, test } from 'vitest';
import { connection } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { anApp, aPassword } from '../../testing/app.ts';
import { aBrowser } from '../../testing/client.ts';
import { aBrowserOf, anAccount } from '../../testing/people.ts';
import { aStaffClinic, lettersTo, type StaffClinic, tokenFor } from './staff.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

let count = 0;
const aGuest = () => {
  count += 1;
  return {
    email: `guest${count}@guests.example`,
    firstName: 'Sônia',
    lastName: "D'Ávila",
    role: 'assistant',
  };
};
const names = { firstName: 'Sônia', lastName: "D'Ávila" };

const invited = async ({ admin }: StaffClinic, more: object = {}) => {
  const guest = { ...aGuest(), ...more };
  const reply = await admin.post('/invitations', guest);
  if (reply.status !== 201)
    throw new Error(`inviting answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return { ...guest, id: String(reply.body.data.id), token: await tokenFor(testApp, guest.email) };
};

const anybody = () => aBrowser(testApp.app);
const accept = (token: string, more: object = {}) =>
  anybody().post('/invitations/accept', { token, password: aPassword, ...names, ...more });

describe('inviting', () => {
  test('when somebody new accepts, they sign in with the role that was offered', async () => {
    const clinic = await aStaffClinic(testApp);
    const { email, token } = await invited(clinic);
    const preview = await anybody().post('/invitations/preview', { token });
    expect(preview.body.data).toMatchObject({
      clinicName: 'Clínica Ipê Branco',
      inviterName: "Marcos D'Ávila",
      email,
      role: 'assistant',
      hasAccount: false,
    });
    const reply = await accept(token);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ email, clinicId: clinic.clinicId, isNewAccount: true });
    expect(reply.headers['set-cookie']?.toString() ?? '').not.toContain('topsmile_access');
    const browser = await aBrowserOf(testApp, email);
    const me = await browser.get('/auth/me');
    expect(me.body.data.user).toMatchObject({ role: 'assistant', lastName: "D'Ávila" });
    expect(me.body.data.clinic.id).toBe(clinic.clinicId);
  });

  test('when the mail is written, the token stands in the fragment of our own address and is stored hashed alone', async () => {
    const clinic = await aStaffClinic(testApp);
    const { token, email } = await invited(clinic);
    const [letter] = await lettersTo(testApp, email);
    expect(letter?.secrets).toContain(`http://localhost:3000/convite#token=${token}`);
    expect(letter?.text).not.toContain(token);
    const stored = await runAsSystem('invitation-test', () =>
      connection().collection('invitations').find({ email }).toArray(),
    );
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(JSON.stringify((await clinic.admin.get('/invitations')).body)).not.toContain('tokenHash');
  });

  test('when the same address is invited twice, it is one invitation, and only the second link works', async () => {
    const clinic = await aStaffClinic(testApp);
    const first = await invited(clinic);
    const second = await clinic.admin.post('/invitations', { ...names, email: first.email, role: 'dentist' });
    expect(second.body.data.id).toBe(first.id);
    expect((await clinic.admin.get('/invitations')).body.data).toHaveLength(1);
    expect((await accept(first.token)).body.code).toBe('link-invalid');
    expect((await accept(await tokenFor(testApp, first.email))).status).toBe(200);
    const people = (await clinic.admin.get('/users')).body.data;
    expect(people.find((one: { email: string }) => one.email === first.email).role).toBe('dentist');
  });

  test('when an invitation is sent again, the old link is dead', async () => {
    const clinic = await aStaffClinic(testApp);
    const { id, token, email } = await invited(clinic);
    expect((await clinic.admin.post(`/invitations/${id}/resend`)).status).toBe(200);
    expect((await accept(token)).status).toBe(422);
    expect((await accept(await tokenFor(testApp, email))).status).toBe(200);
    expect((await clinic.admin.post(`/invitations/${id}/resend`)).body.code).toBe('wrong-state');
  });

  test('when a call is repeated under one key, one mail is written', async () => {
    const { admin } = await aStaffClinic(testApp);
    const guest = aGuest();
    const first = await admin.post('/invitations', guest, { key: 'invite-key-1' });
    const again = await admin.post('/invitations', guest, { key: 'invite-key-1' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await lettersTo(testApp, guest.email)).toHaveLength(1);
  });

  test('when somebody works here already, they are not invited', async () => {
    const { admin, adminEmail } = await aStaffClinic(testApp);
    const reply = await admin.post('/invitations', { ...aGuest(), email: adminEmail });
    expect(reply.status).toBe(409);
    expect(reply.body.issues).toEqual([{ path: 'email', message: 'alreadyExists' }]);
  });

  test('when the invitation names a provider, whoever accepts is tied to it', async () => {
    const clinic = await aStaffClinic(testApp);
    const provider = await clinic.admin.post('/providers', {
      firstName: 'Rafael',
      lastName: 'Nunes',
      kind: 'dentist',
      order: 0,
    });
    const providerId: string = provider.body.data.id;
    const { token, email } = await invited(clinic, { role: 'dentist', providerId });
    await accept(token);
    const { userId } = (await clinic.admin.get(`/providers/${providerId}`)).body.data;
    const me = await (await aBrowserOf(testApp, email)).get('/auth/me');
    expect(userId).toBe(me.body.data.user.id);
    const taken = await clinic.admin.post('/invitations', { ...aGuest(), role: 'dentist', providerId });
    expect(taken.status).toBe(409);
  });
});

describe('links that do not work', () => {
  test('when a link is unknown, expired, withdrawn or used, all answers are the same', async () => {
    const clinic = await aStaffClinic(testApp);
    const [expired, revoked, used] = [await invited(clinic), await invited(clinic), await invited(clinic)];
    await accept(used.token);
    expect((await clinic.admin.delete(`/invitations/${revoked.id}`)).body.data.state).toBe('revoked');
    testApp.clock.advance(7 * 86_400 + 1);
    const tokens = [expired.token, revoked.token, used.token, 'x'.repeat(43)];
    for (const path of ['/invitations/preview', '/invitations/accept']) {
      const bodies = await Promise.all(
        tokens.map(async (token) => {
          const answer = path.endsWith('accept') ? { password: aPassword, ...names } : {};
          const { status, body } = await anybody().post(path, { token, ...answer });
          return JSON.stringify({ status, ...body, requestId: '' });
        }),
      );
      expect(new Set(bodies).size).toBe(1);
      expect(bodies[0]).toContain('link-invalid');
    }
  });

  test('A12: operators instead of a token are refused as malformed', async () => {
    const reply = await anybody().post('/invitations/accept', {
      token: { $regex: '^a' },
      password: aPassword,
    });
    expect(reply.status).toBe(400);
  });

  test('when two people answer one invitation at once, one account is made', async () => {
    const clinic = await aStaffClinic(testApp);
    const { token, email } = await invited(clinic);
    const replies = await Promise.all([accept(token), accept(token)]);
    const statuses = replies.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses[0]).toBe(200);
    expect(statuses[1]).toBeGreaterThanOrEqual(409);
    const people = (await clinic.admin.get('/users')).body.data;
    expect(people.filter((one: { email: string }) => one.email === email)).toHaveLength(1);
  });

  test('when the new password is too short or the names are missing, all is said at once and the link still works', async () => {
    const clinic = await aStaffClinic(testApp);
    const { token } = await invited(clinic);
    const reply = await anybody().post('/invitations/accept', { token, password: 'segredo' });
    expect(reply.status).toBe(400);
    expect(reply.body.issues?.map(({ path }) => path).toSorted()).toEqual([
      'firstName',
      'lastName',
      'password',
    ]);
    expect(JSON.stringify(reply.body)).not.toContain('segredo');
    expect((await accept(token)).status).toBe(200);
  });
});

describe('people who have an account', () => {
  const aColleague = async () => {
    const first = await aStaffClinic(testApp);
    const { email } = await anAccount([{ clinicId: first.clinicId, role: 'dentist' }]);
    return { first, email };
  };

  test('when they prove their password, the clinic is added and nothing is lost', async () => {
    const { email, first } = await aColleague();
    const second = await aStaffClinic(testApp);
    const { token } = await invited(second, { email, role: 'hygienist' });
    expect((await anybody().post('/invitations/preview', { token })).body.data.hasAccount).toBe(true);
    const wrong = await anybody().post('/invitations/accept', { token, password: 'not the password' });
    expect(wrong.status).toBe(401);
    expect((await accept(token)).body.data.isNewAccount).toBe(false);
    const clinics = (await (await aBrowserOf(testApp, email)).get('/auth/clinics')).body.data;
    expect(clinics.map((one: { id: string; role: string }) => [one.id, one.role])).toEqual(
      expect.arrayContaining([
        [first.clinicId, 'dentist'],
        [second.clinicId, 'hygienist'],
      ]),
    );
  });

  test('when five passwords fail, the sixth is told to wait', async () => {
    const { email } = await aColleague();
    const { token } = await invited(await aStaffClinic(testApp), { email });
    for (let attempt = 0; attempt < 5; attempt += 1)
      await anybody().post('/invitations/accept', { token, password: 'not the password' });
    expect((await accept(token)).status).toBe(429);
  });

  test('when they are signed in, they join without a password; somebody else cannot', async () => {
    const { email } = await aColleague();
    const second = await aStaffClinic(testApp);
    const { token } = await invited(second, { email });
    const stranger = await second.admin.post('/invitations/join', { token });
    expect(stranger.body.code).toBe('link-invalid');
    const browser = await aBrowserOf(testApp, email);
    const joined = await browser.post('/invitations/join', { token });
    expect(joined.body.data).toEqual({ clinicId: second.clinicId });
    expect((await browser.post('/auth/switch-clinic', { clinicId: second.clinicId })).status).toBe(200);
  });
});
