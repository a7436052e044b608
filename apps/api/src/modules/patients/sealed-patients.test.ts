import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import { afterAll, describe, expect, test } from 'vitest';
import { sealedFieldsWith } from '../../migrations/0007-sealed-fields.ts';
import { createFieldCipher } from '../../platform/crypto/field-cipher.ts';
import { createKeyCare } from '../../platform/crypto/key-care.ts';
import { createKeyring } from '../../platform/crypto/keyring.ts';
import { createLogger } from '../../platform/logger.ts';
import { migrate, revert } from '../../platform/migrations.ts';
import { connection, Types } from '../../platform/mongo.ts';
import { runAsSystem, runInClinic } from '../../platform/tenancy/context.ts';
import { aConfig, anApp, aRegisteredClinic } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { sealedFieldsOfPatients } from './patient-secrets.ts';
import { patients } from './patient.model.ts';
import { aCpf, aDraft, aPatient } from './patients.fixtures.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
const logger = createLogger('silent');

const spelled = (cpf: string): string => cpf.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3-$4');
const db = (): Db => connection().db as unknown as Db;

/** Everything the store holds, as a thief would read it. */
const dump = (): Promise<string> =>
  runAsSystem('test', async () => {
    const names = (await db().listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
    const rows = await Promise.all(names.map((name) => db().collection(name).find({}).toArray()));
    return JSON.stringify(rows);
  });

let serial = 700_000_000;
const secretsOfOne = () => {
  serial += 2;
  return {
    cpf: spelled(aCpf(serial)),
    guardianCpf: spelled(aCpf(serial + 1)),
    notes: `canário ${serial}: alergia a látex`,
  };
};
type Secrets = ReturnType<typeof secretsOfOne>;

const draftOf = ({ cpf, guardianCpf, notes }: Secrets, facts: object = {}) =>
  aDraft({ cpf, notes, guardian: { name: 'Rosa', relationship: 'mother', cpf: guardianCpf }, ...facts });
const read = async (browser: Browser, id: string) => (await browser.get(`/patients/${id}`)).body.data;
const shows = ({ cpf, guardianCpf, notes }: Secrets) => ({ cpf, notes, guardian: { cpf: guardianCpf } });
const traces = (text: string, { cpf, guardianCpf, notes }: Secrets): string[] =>
  [cpf, cpf.replace(/\D/g, ''), guardianCpf, guardianCpf.replace(/\D/g, ''), notes, 'alergia a'].filter(
    (one) => text.includes(one),
  );

describe('what the store holds of a patient', () => {
  test('however it came in, no CPF and no note can be read from a copy of the database', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const [typed, edited, kept, merged, listed, waiting] = Array.from({ length: 6 }, secretsOfOne);
    if (!typed || !edited || !kept || !merged || !listed || !waiting) throw new Error('six');
    const all = [typed, edited, kept, merged, listed, waiting];

    const key = { key: 'sealed-patient-1' };
    const draft = draftOf(typed);
    const made = await browser.post('/patients', draft, key);
    expect(made.status).toBe(201);
    const again = await browser.post('/patients', draft, key);
    expect([again.status, again.body.data]).toEqual([200, made.body.data]);
    const plain = await aPatient(browser);
    const { cpf, notes } = edited;
    const guardian = { name: 'Rosa', relationship: 'mother', cpf: edited.guardianCpf };
    const change = await browser.patch(`/patients/${plain.id}`, { rev: 0, cpf, notes, guardian });
    expect(change.status).toBe(200);

    const survivor = await aPatient(browser, { notes: kept.notes });
    const duplicate = (await browser.post('/patients', draftOf(merged))).body.data;
    const merge = await browser.post('/patients/merge', {
      survivorId: survivor.id,
      duplicateId: duplicate.id,
    });
    expect(merge.status).toBe(200);
    expect(merge.body.data.patient).toMatchObject({ cpf: merged.cpf, guardian: { cpf: merged.guardianCpf } });
    expect(merge.body.data.patient.notes).toBe(`${kept.notes}\n${merged.notes}`);

    const sheet = (one: Secrets, phone: string): Buffer =>
      Buffer.from(`nome;sobrenome;telefone;cpf;observações\nRui;Galvão;${phone};${one.cpf};${one.notes}\n`);
    const upload = async (one: Secrets, phone: string) =>
      (await browser.upload('/patients/imports', sheet(one, phone), 'pacientes.csv')).body.data;
    const applied = await upload(listed, '11955551111');
    expect(applied.columns.map(({ sample }: { sample: string }) => sample)).toContain(listed.cpf);
    expect((await browser.post(`/patients/imports/${applied.id}/apply`)).body.data.accepted).toBe(1);
    await upload(waiting, '11955552222');

    const stored = await dump();
    expect(all.flatMap((one) => traces(stored, one))).toEqual([]);
    expect(await read(browser, made.body.data.id)).toMatchObject(shows(typed));
    expect(await read(browser, plain.id)).toMatchObject(shows(edited));
    const found = await browser.get('/patients', { search: listed.cpf });
    expect(found.body.data).toHaveLength(1);
  });

  test('a merge that is taken back gives both their own again', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const secrets = secretsOfOne();
    const survivor = await aPatient(browser);
    const duplicate = (await browser.post('/patients', draftOf(secrets))).body.data;
    const ids = { survivorId: survivor.id, duplicateId: duplicate.id };
    const preview = await browser.post('/patients/merge/preview', ids);
    expect(JSON.stringify(preview.body.data.fields)).toContain(secrets.cpf);
    const merge = await browser.post('/patients/merge', ids);
    const undone = await browser.post(`/patients/merge/${merge.body.data.mergeId}/undo`);
    expect(undone.status).toBe(200);
    expect(await read(browser, duplicate.id)).toMatchObject(shows(secrets));
    expect(await read(browser, survivor.id)).not.toHaveProperty('cpf');
  });

  test('a list opens nothing, and a record costs no more commands than before', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const { id } = (await browser.post('/patients', draftOf(secretsOfOne()))).body.data;
    await read(browser, id);
    const { commands } = await countingCommands(() => read(browser, id));
    expect(commands).toBeLessThanOrEqual(3);
    // Whoever spoils a sealed value cannot take the list down with it.
    await runAsSystem('test', () =>
      db()
        .collection('patients')
        .updateOne({ _id: new Types.ObjectId(id) }, { $set: { cpf: 'v1|spoilt' } }),
    );
    const list = await browser.get('/patients');
    expect([list.status, list.body.data.length]).toEqual([200, 1]);
  });
});

describe('Z25: keys are replaced while the clinic works', () => {
  const keyNamed = (id: string) => ({ id, key: createHash('sha256').update(`kek ${id}`).digest() });
  const { clock } = testApp;
  const own = aConfig().TOPSMILE_ENCRYPTION_KEYS;
  const keysOf = (...ids: string[]) => createKeyring([...ids.map(keyNamed), ...own]);

  test('no read fails, every value ends under the new key, and the old ones are empty', async () => {
    const { browser, clinicId } = await aRegisteredClinic(testApp);
    const people = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const secrets = secretsOfOne();
        return { secrets, id: String((await browser.post('/patients', draftOf(secrets))).body.data.id) };
      }),
    );
    const owner = new Types.ObjectId(clinicId);
    const sealed = async (): Promise<string[]> => {
      const rows = await runInClinic(owner, () => patients().find({ clinicId: owner }).toArray());
      return rows.flatMap(({ cpf, notes, guardian }) => [cpf, notes, guardian?.cpf].map(String));
    };
    const keyIds = async () => new Set((await sealed()).map((one) => one.split('|')[1]));
    const before = await keyIds();
    expect(before.size).toBe(1);

    let isOver = false;
    let reads = 0;
    const failures: unknown[] = [];
    const readOn = async (): Promise<void> => {
      for (let at = 0; !isOver; at += 1) {
        const person = people[at % people.length];
        if (person === undefined) return;
        // A process that has just started: nothing is remembered.
        const fresh = anApp({}, { clock });
        const shown = await read(browser, person.id);
        const again = await runInClinic(owner, async () => {
          const doc = await patients().findOne({ clinicId: owner, _id: new Types.ObjectId(person.id) });
          const place = { collection: 'patients', field: 'cpf', id: new Types.ObjectId(person.id) };
          return fresh.container.cipher.open(owner, place, String(doc?.cpf));
        });
        await fresh.stop();
        reads += 1;
        if (shown?.cpf !== person.secrets.cpf || again !== person.secrets.cpf) failures.push(shown);
      }
    };
    const readers = [readOn(), readOn()];
    const keyring = keysOf();
    const care = createKeyCare({
      clock,
      logger,
      keyring,
      cipher: createFieldCipher({ clock, keyring }),
      sealedFields: sealedFieldsOfPatients,
      days: 365,
    });
    for (let turn = 0; turn < 3; turn += 1) {
      await care.rotateAll();
      await care.reseal(() => true);
    }
    isOver = true;
    await Promise.all(readers);

    expect(failures).toEqual([]);
    expect(reads).toBeGreaterThan(2);
    const after = await keyIds();
    expect(after.size).toBe(1);
    expect([...after]).not.toEqual([...before]);
    const rows = await runAsSystem('test', () =>
      db().collection('clinic_keys').find({ clinicId: owner }).sort({ version: 1 }).toArray(),
    );
    expect(rows.map(({ version, emptiedAt }) => [version, emptiedAt instanceof Date])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
    for (const { id, secrets } of people) expect(await read(browser, id)).toMatchObject(shows(secrets));
  });

  test('when the key that wraps keys is another, nothing sealed is touched and every record reads', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    const secrets = secretsOfOne();
    const { id } = (await browser.post('/patients', draftOf(secrets))).body.data;
    const stored = async () =>
      runAsSystem('test', () =>
        db()
          .collection('patients')
          .findOne({ _id: new Types.ObjectId(String(id)) }),
      );
    const before = await stored();
    const keyring = keysOf('next');
    const cipher = createFieldCipher({ clock, keyring });
    const care = createKeyCare({
      clock,
      logger,
      keyring,
      cipher,
      sealedFields: sealedFieldsOfPatients,
      days: 365,
    });
    await care.rewrap();
    expect(await stored()).toEqual(before);
    const key = keyNamed('next').key.toString('base64');
    const current = own.map((one) => `${one.id}:${one.key.toString('base64')}`);
    const after = anApp({ TOPSMILE_ENCRYPTION_KEYS: [`next:${key}`, ...current].join(',') }, { clock });
    const place = { collection: 'patients', field: 'cpf', id: new Types.ObjectId(String(id)) };
    const clinicId = before?.['clinicId'];
    if (!(clinicId instanceof Types.ObjectId)) throw new Error('a patient has a clinic');
    const opened = await runInClinic(clinicId, () =>
      after.container.cipher.open(clinicId, place, String(before?.['cpf'])),
    );
    await after.stop();
    expect(opened).toBe(secrets.cpf);
    // Back, for the tests that follow.
    const back = createKeyring([...own, keyNamed('next')]);
    await createKeyCare({ clock, logger, keyring: back, cipher, sealedFields: [], days: 365 }).rewrap();
  });
});

describe('the migration of what was plain', () => {
  const migration = sealedFieldsWith(() => testApp.container.cipher);
  const run = () => runAsSystem('test', () => migration.up(db()));

  /** As the release before wrote it: 450 records, more than two batches. */
  const plainPatients = async (browser: Browser, clinicId: Types.ObjectId) => {
    const { id } = await aPatient(browser);
    const [template] = await runInClinic(clinicId, () =>
      patients()
        .find({ clinicId, _id: new Types.ObjectId(String(id)) })
        .toArray(),
    );
    if (template === undefined) throw new Error('the patient was made');
    const rows = Array.from({ length: 450 }, (_, at) => ({
      ...template,
      _id: new Types.ObjectId(),
      ord: 2_000_000 + at,
      recordNumber: 2_000_000 + at,
      outbox: [],
      ...(at % 3 === 0 ? {} : { cpf: spelled(aCpf(800_000_000 + at)), notes: `canário ${at}` }),
      ...(at % 10 === 1
        ? {
            guardian: { name: 'Rosa', relationship: 'mother' as const, cpf: spelled(aCpf(810_000_000 + at)) },
          }
        : {}),
    }));
    await runInClinic(clinicId, () => patients().insertMany(rows));
    return rows;
  };
  const rowsOf = (clinicId: Types.ObjectId) =>
    runInClinic(clinicId, () =>
      patients()
        .find({ clinicId, ord: { $gte: 2_000_000 } }, { sort: { _id: 1 } })
        .toArray(),
    );

  test('Z24: seals every row once, resumes where it broke off, and its way back restores each', async () => {
    const { browser, clinicId } = await aRegisteredClinic(testApp);
    const owner = new Types.ObjectId(clinicId);
    const before = await plainPatients(browser, owner);
    // Broken off: the cipher fails on the way.
    let calls = 0;
    const { cipher } = testApp.container;
    const failing = sealedFieldsWith(() => {
      calls += 1;
      if (calls > 250) throw new Error('killed');
      return cipher;
    });
    await expect(runAsSystem('test', () => failing.up(db()))).rejects.toThrow('killed');
    const half = (await rowsOf(owner)).filter(({ cpf }) => cpf?.startsWith('v1|')).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(300);

    await run();
    const sealed = await rowsOf(owner);
    expect(JSON.stringify(sealed)).not.toMatch(/canário|\d{3}\.\d{3}\.\d{3}-\d{2}/);
    await run();
    expect(await rowsOf(owner)).toEqual(sealed);
    const some = before[1];
    expect(await read(browser, String(some?._id))).toMatchObject({ cpf: some?.cpf, notes: some?.notes });

    await revert(migration);
    expect(await rowsOf(owner)).toEqual(before);
    // A row that is plain, as one that the release before writes meanwhile, still reads.
    expect(await read(browser, String(some?._id))).toMatchObject({ cpf: some?.cpf, notes: some?.notes });
    // Taken back, it is due again: the next start runs it.
    expect(await migrate([migration], logger)).toEqual([migration.name]);
    expect(await rowsOf(owner)).not.toEqual(before);
  });

  test('a migration without a way back cannot be taken back', async () => {
    const { down: _down, ...oneWay } = migration;
    await expect(revert(oneWay)).rejects.toThrow('has no way back');
  });
});
