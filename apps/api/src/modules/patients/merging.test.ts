import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { aCpf, aPatient } from './patients.fixtures.ts';

let testApp: TestApp;
let browser: Browser;
let clinic: Types.ObjectId;

beforeAll(async () => {
  testApp = anApp();
  const registered = await aRegisteredClinic(testApp);
  browser = registered.browser;
  clinic = new Types.ObjectId(registered.clinicId);
});
afterAll(() => testApp.stop());

const stored = async (id: string) => {
  const found = await runInClinic(clinic, () =>
    connection()
      .collection('patients')
      .findOne({ clinicId: clinic, _id: new Types.ObjectId(id) }),
  );
  if (found === null) throw new Error('nothing there');
  const { rev: _rev, outbox: _outbox, changes: _changes, ...facts } = found;
  return facts;
};

const aPair = async () => {
  const survivor = await aPatient(browser, { firstName: 'Rosa', lastName: 'Leme', notes: 'Prefere a manhã' });
  const duplicate = await aPatient(browser, {
    firstName: 'Roza',
    lastName: 'Leme',
    notes: 'Alergia a látex',
    email: 'rosa@example.com',
    cpf: aCpf(Math.floor(survivor.recordNumber * 7919 + 1000)),
    address: { city: 'Santos', state: 'SP' },
    dateOfBirth: '1980-05-05',
  });
  return { survivor, duplicate, body: { survivorId: survivor.id, duplicateId: duplicate.id } };
};

describe('merging', () => {
  test('the preview shows what is kept, dropped and filled in, and saves nothing', async () => {
    const { survivor, duplicate, body } = await aPair();
    const before = [await stored(survivor.id), await stored(duplicate.id)];
    const reply = await browser.post('/patients/merge/preview', body);
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({
      survivor: { id: survivor.id },
      duplicate: { id: duplicate.id },
      movedVisits: 0,
    });
    expect(reply.body.data.fields).toContainEqual({
      field: 'firstName',
      kept: 'Rosa',
      dropped: 'Roza',
      result: 'Rosa',
    });
    expect(reply.body.data.fields).toContainEqual({
      field: 'address',
      dropped: 'Santos, SP',
      result: 'Santos, SP',
    });
    expect(reply.body.data.fields).toContainEqual({
      field: 'notes',
      kept: 'Prefere a manhã',
      dropped: 'Alergia a látex',
      result: 'Prefere a manhã\nAlergia a látex',
    });
    expect([await stored(survivor.id), await stored(duplicate.id)]).toEqual(before);
  });

  test('the survivor takes what it lacks, CPF included; the duplicate leaves every list; one fact is told', async () => {
    const { survivor, duplicate, body } = await aPair();
    const { result: reply, commands } = await countingCommands(() => browser.post('/patients/merge', body));
    expect(reply.status).toBe(200);
    expect(commands).toBeLessThanOrEqual(14);
    expect(reply.body.data.patient).toMatchObject({
      id: survivor.id,
      firstName: 'Rosa',
      cpf: duplicate.cpf,
      email: 'rosa@example.com',
      address: { city: 'Santos', state: 'SP' },
      rev: 1,
    });
    const byCpf = await browser.get('/patients', { search: duplicate.cpf, status: 'all' });
    expect(byCpf.body.data.map((one: { id: string }) => one.id)).toEqual([survivor.id]);
    expect((await browser.get(`/patients/${duplicate.id}`)).body.data.status).toBe('merged');
    const events = await runInClinic(clinic, () =>
      connection()
        .collection('outbox')
        .find({ clinicId: clinic, type: 'patient.merged', aggregateId: duplicate.id })
        .toArray(),
    );
    expect(events.map(({ payload }) => payload)).toEqual([
      { survivorId: survivor.id, duplicateId: duplicate.id },
    ]);
  });

  test('undoing puts both records back exactly, also for the search and the unique CPF', async () => {
    const { survivor, duplicate, body } = await aPair();
    const before = [await stored(survivor.id), await stored(duplicate.id)];
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    await testApp.container.relay.tick();
    const undone = await browser.post(`/patients/merge/${mergeId}/undo`);
    expect(undone.status).toBe(200);
    expect(undone.body.data.duplicate).toMatchObject({
      id: duplicate.id,
      status: 'active',
      cpf: duplicate.cpf,
      rev: 2,
    });
    expect([await stored(survivor.id), await stored(duplicate.id)]).toEqual(before);
    const again = await browser.post(`/patients/merge/${mergeId}/undo`);
    expect([again.status, again.body.code]).toEqual([409, 'wrong-state']);
  });

  test('after an edit of the survivor the merge cannot be undone, and the edit stays', async () => {
    const { survivor, body } = await aPair();
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    await browser.patch(`/patients/${survivor.id}`, { rev: 1, notes: 'Nova' });
    expect((await browser.post(`/patients/merge/${mergeId}/undo`)).body.code).toBe('wrong-state');
    expect((await browser.get(`/patients/${survivor.id}`)).body.data.notes).toBe('Nova');
  });

  test('a CPF that somebody else has by now stays theirs, at the merge and at its undoing', async () => {
    const { survivor, duplicate, body } = await aPair();
    await browser.patch(`/patients/${survivor.id}`, {
      rev: 0,
      cpf: aCpf(640_000_000 + survivor.recordNumber),
    });
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    await aPatient(browser, { firstName: 'Terceira', cpf: duplicate.cpf });
    expect((await browser.post(`/patients/merge/${mergeId}/undo`)).body.code).toBe('wrong-state');
    expect((await browser.get(`/patients/${duplicate.id}`)).body.data.status).toBe('merged');

    const second = await aPair();
    await browser.delete(`/patients/${second.duplicate.id}`);
    await aPatient(browser, { firstName: 'Quarta', cpf: second.duplicate.cpf });
    expect((await browser.post('/patients/merge', second.body)).body.code).toBe('wrong-state');
    expect((await browser.get(`/patients/${second.survivor.id}`)).body.data.rev).toBe(0);
  });

  test('a merged record is neither changed, nor brought back, nor merged again', async () => {
    const { duplicate, body } = await aPair();
    await browser.post('/patients/merge', body);
    const { id } = duplicate;
    const replies = [
      await browser.patch(`/patients/${id}`, { rev: 1, notes: 'x' }),
      await browser.patch(`/patients/${id}/reactivate`),
      await browser.delete(`/patients/${id}`),
      await browser.post('/patients/merge', body),
      await browser.post('/patients/merge/preview', body),
    ];
    expect(replies.map(({ body: { code } }) => code)).toEqual(Array(5).fill('wrong-state'));
  });

  test('two merges of one duplicate at once: one wins', async () => {
    const { body } = await aPair();
    const { id } = await aPatient(browser, { firstName: 'Outra' });
    const replies = await Promise.all([
      browser.post('/patients/merge', body),
      browser.post('/patients/merge', { ...body, survivorId: id }),
    ]);
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  });

  test('a record cannot be merged with itself, nor with one of another clinic', async () => {
    const { survivor, duplicate, body } = await aPair();
    const { browser: stranger } = await aRegisteredClinic(testApp);
    const foreign = await aPatient(stranger);
    expect((await browser.post('/patients/merge', { ...body, duplicateId: survivor.id })).status).toBe(400);
    expect((await browser.post('/patients/merge', { ...body, duplicateId: foreign.id })).status).toBe(404);
    expect(
      (await stranger.post('/patients/merge', { survivorId: foreign.id, duplicateId: duplicate.id })).status,
    ).toBe(404);
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    expect((await stranger.post(`/patients/merge/${mergeId}/undo`)).status).toBe(404);
  });
});

describe('guardians', () => {
  const guardianOf = async (id: string) => (await browser.get(`/patients/${id}`)).body.data.guardian;
  const aWardOf = (guardianId: string) =>
    aPatient(browser, {
      firstName: 'Nina',
      dateOfBirth: '2018-03-03',
      guardian: { name: 'Rosa Leme', relationship: 'mother', patientId: guardianId },
    });

  test('whoever had the duplicate as guardian has the survivor, and gets the duplicate back when it is undone', async () => {
    const { survivor, duplicate, body } = await aPair();
    const ward = await aWardOf(duplicate.id);
    const stranger = await aWardOf(survivor.id);
    const { result, commands } = await countingCommands(() => browser.post('/patients/merge', body));
    expect(result.status).toBe(200);
    expect(commands).toBeLessThanOrEqual(14);
    expect(await guardianOf(ward.id)).toMatchObject({ name: 'Rosa Leme', patientId: survivor.id });
    expect((await browser.patch(`/patients/${ward.id}`, { rev: 0, notes: 'x' })).body.code).toBe('stale');
    await browser.post(`/patients/merge/${result.body.data.mergeId}/undo`);
    expect((await guardianOf(ward.id)).patientId).toBe(duplicate.id);
    expect((await guardianOf(stranger.id)).patientId).toBe(survivor.id);
    await testApp.container.relay.tick();
    expect((await browser.get(`/patients/${ward.id}`)).body.data.rev).toBe(2);
  });

  test('who was given another guardian after the merge keeps that one', async () => {
    const { duplicate, body } = await aPair();
    const ward = await aWardOf(duplicate.id);
    const other = await aPatient(browser, { firstName: 'Avó' });
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    const guardian = { name: 'Avó Leme', relationship: 'grandparent', patientId: other.id };
    expect((await browser.patch(`/patients/${ward.id}`, { rev: 1, guardian })).status).toBe(200);
    expect((await browser.post(`/patients/merge/${mergeId}/undo`)).status).toBe(200);
    expect((await guardianOf(ward.id)).patientId).toBe(other.id);
  });

  test('nobody becomes their own guardian', async () => {
    const guardian = await aPatient(browser, { firstName: 'Rosa' });
    const ward = await aWardOf(guardian.id);
    const merged = await browser.post('/patients/merge', { survivorId: ward.id, duplicateId: guardian.id });
    expect(merged.status).toBe(200);
    expect(merged.body.data.patient.guardian).toEqual({ name: 'Rosa Leme', relationship: 'mother' });
    await browser.post(`/patients/merge/${merged.body.data.mergeId}/undo`);
    expect((await guardianOf(ward.id)).patientId).toBe(guardian.id);
  });
});

describe('earlier merges', () => {
  const listed = async (id: string) => (await browser.get(`/patients/${id}/merges`)).body.data;

  test('both records tell of it: who, when, and whether it can be taken back', async () => {
    const { survivor, duplicate, body } = await aPair();
    expect(await listed(survivor.id)).toEqual([]);
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    const entry = {
      id: mergeId,
      survivor: { id: survivor.id, fullName: 'Rosa Leme', recordNumber: survivor.recordNumber },
      duplicate: { id: duplicate.id, fullName: 'Roza Leme', recordNumber: duplicate.recordNumber },
      movedVisits: 0,
      at: testApp.clock.now().toISOString(),
      by: "Marcos D'Ávila",
      canUndo: true,
    };
    expect(await listed(survivor.id)).toEqual([entry]);
    expect(await listed(duplicate.id)).toEqual([entry]);
    await browser.patch(`/patients/${survivor.id}`, { rev: 1, notes: 'Nova' });
    expect(await listed(survivor.id)).toMatchObject([{ id: mergeId, canUndo: false }]);
  });

  test('one that was taken back says so; another clinic sees nothing', async () => {
    const { survivor, body } = await aPair();
    const { mergeId } = (await browser.post('/patients/merge', body)).body.data;
    await browser.post(`/patients/merge/${mergeId}/undo`);
    expect(await listed(survivor.id)).toMatchObject([
      { id: mergeId, undoneAt: testApp.clock.now().toISOString(), canUndo: false },
    ]);
    const { browser: stranger } = await aRegisteredClinic(testApp);
    expect((await stranger.get(`/patients/${survivor.id}/merges`)).status).toBe(404);
  });
});
