import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aMember } from '../../testing/people.ts';
import { aCpf, aDraft, aPatient, aPhone } from './patients.fixtures.ts';

let testApp: TestApp;
let admin: Browser;
let other: Browser;
let clinicId: string;

beforeAll(async () => {
  testApp = anApp();
  ({ browser: admin, clinicId } = await aRegisteredClinic(testApp));
  ({ browser: other } = await aRegisteredClinic(testApp));
});
afterAll(() => testApp.stop());

const aFreshClinic = async () => (await aRegisteredClinic(testApp)).browser;
const storedIn = (clinic: string, id: string) =>
  runInClinic(new Types.ObjectId(clinic), () =>
    connection()
      .collection('patients')
      .findOne({ clinicId: new Types.ObjectId(clinic), _id: new Types.ObjectId(id) }),
  );

describe('acceptance', () => {
  test('PAT-1 a registered patient answers 201 and is the only one in the list', async () => {
    const browser = await aFreshClinic();
    const created = await browser.post('/patients', {
      firstName: 'João',
      lastName: 'Silva',
      phone: '(11) 99999-9999',
      email: 'joao@example.com',
      address: { zipCode: '01310-100' },
    });
    expect(created.status).toBe(201);
    expect(created.body.data).toMatchObject({ firstName: 'João', fullName: 'João Silva', recordNumber: 1 });
    const list = await browser.get('/patients');
    expect(list.body.data).toHaveLength(1);
    expect(list.body.meta.page?.total).toBe(1);
  });

  test('PAT-2 the same phone and name again is refused, and says who is there; confirmed it is accepted', async () => {
    const draft = aDraft();
    const first = await admin.post('/patients', draft);
    const second = await admin.post('/patients', draft);
    expect(second.status).toBe(409);
    expect(second.body.code).toBe('duplicate-patient');
    expect(second.body.details.duplicateOf).toEqual({
      id: first.body.data.id,
      fullName: 'João Figueira',
      reason: 'phone-and-name',
    });
    const confirmed = await admin.post('/patients', { ...draft, confirmDuplicate: true });
    expect(confirmed.status).toBe(201);
  });

  test('PAT-2 a family shares one phone', async () => {
    const phone = aPhone();
    await aPatient(admin, { firstName: 'Mara', phone });
    expect((await admin.post('/patients', aDraft({ firstName: 'Bento', phone }))).status).toBe(201);
    const hints = await admin.post('/patients/duplicates', { phone, firstName: 'Lia', lastName: 'Figueira' });
    expect(hints.body.data.map((hint: { reason: string }) => hint.reason)).toEqual(['phone', 'phone']);
  });

  test('PAT-4 an unknown id is not found, by GET and by PATCH; a malformed one too (D-6)', async () => {
    const nobody = new Types.ObjectId().toHexString();
    expect((await admin.get(`/patients/${nobody}`)).status).toBe(404);
    expect((await admin.patch(`/patients/${nobody}`, { rev: 0, notes: 'x' })).status).toBe(404);
    expect((await admin.get('/patients/not-an-id')).status).toBe(404);
  });

  test('PAT-5 a deactivated patient leaves the default list and comes back', async () => {
    const browser = await aFreshClinic();
    const { id } = await aPatient(browser);
    const gone = await browser.delete(`/patients/${id}`);
    expect(gone.body.data).toMatchObject({ status: 'inactive', rev: 1 });
    expect((await browser.delete(`/patients/${id}`)).body.data.rev).toBe(1);
    expect((await browser.get('/patients')).body.data).toEqual([]);
    expect((await browser.get('/patients', { status: 'inactive' })).body.data).toHaveLength(1);
    const back = await browser.patch(`/patients/${id}/reactivate`);
    expect(back.body.data.status).toBe('active');
    expect((await browser.get('/patients')).body.data).toHaveLength(1);
  });

  test('PAT-6 phone, CPF and CEP are kept in their official form; wrong ones are refused', async () => {
    const created = await admin.post('/patients', {
      firstName: '  Célia ',
      lastName: 'dos   Santos',
      phone: '11999999999',
      cpf: '12345678909',
      address: { zipCode: '01310100' },
    });
    expect(created.body.data).toMatchObject({
      firstName: 'Célia',
      lastName: 'dos Santos',
      fullName: 'Célia dos Santos',
      phone: '(11) 99999-9999',
      cpf: '123.456.789-09',
      address: { zipCode: '01310-100' },
    });
    const refused = await admin.post('/patients', {
      firstName: 'R0bô',
      lastName: 'X',
      phone: '123',
      cpf: '12345678900',
      email: 'nada',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.issues?.map(({ path }) => path).sort()).toEqual([
      'cpf',
      'email',
      'firstName',
      'phone',
    ]);
  });
});

describe('names, ages, guardians', () => {
  test('the social name is shown first and both names are found', async () => {
    const browser = await aFreshClinic();
    const patient = await aPatient(browser, {
      firstName: 'Marcos',
      lastName: 'Teles',
      socialName: 'Mirela Teles',
    });
    expect(patient.fullName).toBe('Mirela Teles');
    for (const search of ['mirela', 'marcos', 'teles mir'])
      expect((await browser.get('/patients', { search })).body.data).toHaveLength(1);
  });

  test('D-46 a birth date is the same calendar day back, and the age goes by the clock', async () => {
    const { id } = await aPatient(admin, { dateOfBirth: '1990-03-02' });
    const reply = await admin.get(`/patients/${id}`);
    expect(reply.body.data).toMatchObject({ dateOfBirth: '1990-03-02', age: 36 });
    const { id: younger } = await aPatient(admin, { dateOfBirth: '1990-03-03' });
    expect((await admin.get(`/patients/${younger}`)).body.data.age).toBe(35);
  });

  test('late in the evening in São Paulo it is still the same day, although UTC is a day on', async () => {
    const evening = anApp();
    evening.clock.set('2026-03-03T01:30:00Z');
    const { browser } = await aRegisteredClinic(evening);
    const { age } = await aPatient(browser, { dateOfBirth: '1990-03-03' });
    expect(age).toBe(35);
    const tomorrow = await browser.post('/patients', aDraft({ dateOfBirth: '2026-03-03' }));
    expect(tomorrow.body.issues).toEqual([{ path: 'dateOfBirth', message: 'inTheFuture' }]);
    await evening.stop();
  });

  test('nobody is born in the future or 151 years ago', async () => {
    for (const dateOfBirth of ['2090-01-01', '1870-01-01', '2027-02-29'])
      expect((await admin.post('/patients', aDraft({ dateOfBirth }))).status).toBe(400);
  });

  test('a minor without a guardian is accepted and marked; with one the mark goes', async () => {
    const child = await aPatient(admin, { dateOfBirth: '2015-05-05' });
    expect(child.needsGuardian).toBe(true);
    const guardian = { name: 'Ana Figueira', relationship: 'mother' };
    const named = await admin.patch(`/patients/${child.id}`, { rev: 0, guardian });
    expect(named.body.data).toMatchObject({ needsGuardian: false, guardian });
  });

  test('D-18 a guardian of another clinic is not found, and nobody is registered', async () => {
    const browser = await aFreshClinic();
    const foreign = await aPatient(other);
    const guardian = { name: 'Ana', relationship: 'mother', patientId: foreign.id };
    expect((await browser.post('/patients', aDraft({ guardian }))).status).toBe(404);
    expect((await browser.get('/patients')).body.data).toEqual([]);
    const own = await aPatient(browser);
    const kept = await browser.post('/patients', aDraft({ guardian: { ...guardian, patientId: own.id } }));
    expect(kept.body.data.guardian.patientId).toBe(own.id);
  });
});

describe('changing', () => {
  test('absent fields stay, null clears, names and search follow', async () => {
    const { id } = await aPatient(admin, { email: 'a@example.com', notes: 'x', gender: 'male' });
    const reply = await admin.patch(`/patients/${id}`, { rev: 0, lastName: 'Quaresma', email: null });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({ fullName: 'João Quaresma', notes: 'x', gender: 'male', rev: 1 });
    expect(reply.body.data.email).toBeUndefined();
    const found = await admin.get('/patients', { search: 'quaresma' });
    expect(found.body.data.map((one: { id: string }) => one.id)).toEqual([id]);
  });

  test('a stale edit is refused and says who changed what', async () => {
    const { id } = await aPatient(admin);
    await admin.patch(`/patients/${id}`, { rev: 0, notes: 'first' });
    const late = await admin.patch(`/patients/${id}`, { rev: 0, notes: 'second' });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('stale');
    expect(late.body.details.current).toMatchObject({
      rev: 1,
      changedBy: "Marcos D'Ávila",
      fields: ['notes'],
    });
    expect((await admin.get(`/patients/${id}`)).body.data.notes).toBe('first');
  });

  test('of two edits at once exactly one wins', async () => {
    const { id } = await aPatient(admin);
    const replies = await Promise.all(
      ['one', 'two'].map((notes) => admin.patch(`/patients/${id}`, { rev: 0, notes })),
    );
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  });

  test('D-14 the clinic, the status and the numbers cannot be written from outside', async () => {
    const { id } = await aPatient(admin);
    for (const field of [
      'clinicId',
      'clinic',
      'status',
      'recordNumber',
      'ord',
      'cpfHash',
      'mergedInto',
      '$set',
    ])
      expect((await admin.patch(`/patients/${id}`, { rev: 0, [field]: 'x' })).status).toBe(400);
    expect((await admin.get(`/patients/${id}`)).body.data.rev).toBe(0);
  });

  test('the CPF of somebody active is refused on a change and on a return', async () => {
    const cpf = aCpf(100_000_001);
    const gone = await aPatient(admin, { cpf });
    await admin.delete(`/patients/${gone.id}`);
    const holder = await aPatient(admin, { cpf });
    const back = await admin.patch(`/patients/${gone.id}/reactivate`);
    expect(back.status).toBe(409);
    expect(back.body.details.duplicateOf).toMatchObject({ id: holder.id, reason: 'cpf' });
    const third = await aPatient(admin);
    expect((await admin.patch(`/patients/${third.id}`, { rev: 0, cpf })).body.code).toBe('duplicate-patient');
  });

  test('every change tells the outbox, with ids only', async () => {
    const { id } = await aPatient(admin, { firstName: 'Canário' });
    await admin.patch(`/patients/${id}`, { rev: 0, notes: 'segredo' });
    await testApp.container.relay.tick();
    const clinic = new Types.ObjectId(clinicId);
    const rows = await runInClinic(clinic, () =>
      connection()
        .collection('outbox')
        .find({ clinicId: clinic, aggregateId: id })
        .sort({ seq: 1 })
        .toArray(),
    );
    expect(rows.map(({ type, seq, payload }) => ({ type, seq, payload }))).toEqual([
      { type: 'patient.changed', seq: 0, payload: { patientId: id } },
      { type: 'patient.changed', seq: 1, payload: { patientId: id } },
    ]);
    expect((await storedIn(clinicId, id))?.['outbox']).toEqual([]);
  });
});

describe('races', () => {
  test('the same CPF twice at once: one 201, one 409 that names the winner', async () => {
    const cpf = aCpf(200_000_002);
    const replies = await Promise.all(
      ['Ada', 'Eva', 'Iva'].map((firstName) => admin.post('/patients', aDraft({ firstName, cpf }))),
    );
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    const winner = replies.find(({ status }) => status === 201)?.body.data.id;
    const named = replies.flatMap(({ status, body }) => (status === 409 ? [body.details.duplicateOf] : []));
    const holder = { id: winner, fullName: expect.any(String), reason: 'cpf' };
    expect(named).toEqual([holder, holder]);
  });

  test('record numbers are 1, 2, 3 … also when ten people register at once', async () => {
    const browser = await aFreshClinic();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => aPatient(browser, { confirmDuplicate: true })),
    );
    expect(made.map(({ recordNumber }) => recordNumber).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test('D-2 a repeated call with its key creates nobody twice', async () => {
    const browser = await aFreshClinic();
    const draft = aDraft();
    const first = await browser.post('/patients', draft, { key: 'patient-key-1' });
    const again = await browser.post('/patients', draft, { key: 'patient-key-1' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.data.id).toBe(first.body.data.id);
    expect((await browser.get('/patients')).body.data).toHaveLength(1);
  });
});

describe('who may what', () => {
  test('another clinic finds nothing of ours under any address', async () => {
    const { id } = await aPatient(admin);
    const replies = await Promise.all([
      other.get(`/patients/${id}`),
      other.patch(`/patients/${id}`, { rev: 0, notes: 'x' }),
      other.delete(`/patients/${id}`),
      other.patch(`/patients/${id}/reactivate`),
      other.get(`/patients/${id}/photo`),
      other.delete(`/patients/${id}/photo`),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  test('one CPF may be registered in two clinics, under hashes that cannot be joined', async () => {
    const cpf = aCpf(300_000_003);
    const mine = await aPatient(admin, { cpf });
    const second = await aRegisteredClinic(testApp);
    const theirs = await aPatient(second.browser, { cpf });
    const hashes = await Promise.all([storedIn(clinicId, mine.id), storedIn(second.clinicId, theirs.id)]);
    expect(hashes[0]?.['cpfHash']).not.toBe(hashes[1]?.['cpfHash']);
  });

  test('an assistant reads with the CPF masked and writes nothing', async () => {
    const assistant = await aMember(testApp, clinicId, 'assistant');
    const cpf = aCpf(456_789_123);
    const guardian = { name: 'Ana', relationship: 'mother', cpf: aCpf(456_789_124) };
    const { id } = await aPatient(admin, { cpf, guardian });
    const seen = await assistant.get(`/patients/${id}`);
    expect(seen.body.data.cpf).toMatch(/^•••\.789\.123-••$/);
    expect(JSON.stringify(seen.body)).not.toContain(cpf.slice(0, 3) + '.');
    expect(seen.body.data.guardian.cpf).toBeUndefined();
    expect((await assistant.post('/patients', aDraft())).status).toBe(403);
    expect((await assistant.patch(`/patients/${id}`, { rev: 0, notes: 'x' })).status).toBe(403);
    expect((await assistant.delete(`/patients/${id}`)).status).toBe(403);
  });

  test('only administrators deactivate; only management merges and imports', async () => {
    const { id } = await aPatient(admin);
    const receptionist = await aMember(testApp, clinicId, 'receptionist');
    expect((await receptionist.delete(`/patients/${id}`)).status).toBe(403);
    expect((await receptionist.get('/patients/imports')).status).toBe(403);
    expect((await receptionist.post('/patients/merge', { survivorId: id, duplicateId: id })).status).toBe(
      403,
    );
  });

  test('D-1 no answer holds what is only ours', async () => {
    const { id } = await aPatient(admin, { cpf: aCpf(555_000_111) });
    const texts = [await admin.get(`/patients/${id}`), await admin.get('/patients')].map(({ body }) =>
      JSON.stringify(body),
    );
    for (const text of texts)
      expect(text).not.toMatch(/cpfHash|nameTokens|phoneEndings|outbox|"ord"|_id|changes|clinicId/);
  });
});

describe('counts and costs', () => {
  test('stats count active, inactive and recent, and no merged record', async () => {
    const browser = await aFreshClinic();
    const [one] = [await aPatient(browser), await aPatient(browser, { firstName: 'Bia' })];
    await browser.delete(`/patients/${one.id}`);
    expect((await browser.get('/patients/stats')).body.data).toEqual({
      total: 2,
      active: 1,
      inactive: 1,
      recentlyAdded: 2,
    });
  });

  test('warm calls stay within their budgets', async () => {
    const { id } = await aPatient(admin, { cpf: aCpf(777_000_111) });
    await admin.get('/patients');
    const cost = async (work: () => Promise<unknown>) => (await countingCommands(work)).commands;
    expect(await cost(() => admin.get(`/patients/${id}`))).toBeLessThanOrEqual(1);
    expect(await cost(() => admin.get('/patients'))).toBeLessThanOrEqual(2);
    expect(await cost(() => admin.get('/patients', { search: 'joao' }))).toBeLessThanOrEqual(2);
    expect(await cost(() => admin.get('/patients/stats'))).toBeLessThanOrEqual(1);
    expect(
      await cost(() => admin.post('/patients/duplicates', { phone: '11999999999' })),
    ).toBeLessThanOrEqual(1);
    expect(await cost(() => admin.post('/patients', aDraft(), { key: 'budget-key-1' }))).toBeLessThanOrEqual(
      6,
    );
    expect(
      await cost(() => admin.patch(`/patients/${id}`, { rev: 0, firstName: 'Rui' })),
    ).toBeLessThanOrEqual(6);
    expect(await cost(() => admin.delete(`/patients/${id}`))).toBeLessThanOrEqual(2);
    expect(await cost(() => admin.patch(`/patients/${id}/reactivate`))).toBeLessThanOrEqual(6);
  });
});
