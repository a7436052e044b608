import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connection, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { PatientImportModel } from './patient-import.model.ts';
import { PatientModel } from './patient.model.ts';
import { aCpf, aPatient, aPhone } from './patients.fixtures.ts';

let testApp: TestApp;
beforeAll(() => {
  testApp = anApp();
});
afterAll(() => testApp.stop());

const testdata = join(import.meta.dirname, '../../../../../testdata');
const messy = () => readFile(join(testdata, 'patients-messy.csv'));

const aClinic = async () => {
  const { browser, clinicId } = await aRegisteredClinic(testApp);
  return { browser, clinic: new Types.ObjectId(clinicId) };
};
const check = async (browser: Browser, content: Buffer | string, name = 'pacientes.csv') => {
  const reply = await browser.upload('/patients/imports', Buffer.from(content), name);
  if (reply.status !== 201) throw new Error(`check answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.data;
};
const countOf = (clinic: Types.ObjectId) =>
  runInClinic(clinic, () => PatientModel.countDocuments({ clinicId: clinic }));
const rows = (count: number, from = 1): string =>
  Array.from({ length: count }, (_, at) => {
    const phone = `11${String(900_000_000 + from + at)}`;
    return `Pessoa;Teste Número${'abcdefghij'[at % 10] ?? ''};${aCpf(from + at)};${phone}`;
  }).join('\n');
const header = 'Nome;Sobrenome;CPF;Telefone\n';

describe('looking', () => {
  test('the messy file is reported exactly as expected, and nobody is written', async () => {
    const { browser, clinic } = await aClinic();
    const expected = JSON.parse(await readFile(join(testdata, 'patients-messy.expected.json'), 'utf8'));
    const report = await check(browser, await messy());
    const { records, accepted, warnings, errors } = report;
    const { about: _about, ...whole } = expected;
    expect({ records, accepted, warnings, errors }).toEqual(whole);
    expect(report).toMatchObject({ state: 'checked', encoding: 'windows-1252', delimiter: ';' });
    expect(report.columns.map((column: { field: string }) => column.field)).toEqual([
      'firstName',
      'lastName',
      'dateOfBirth',
      'cpf',
      'phone',
      'email',
      'zipCode',
      'street',
      'number',
      'neighborhood',
      'city',
      'state',
      'ignore',
      'notes',
    ]);
    expect(await countOf(clinic)).toBe(0);
  });

  test.each([
    ['utf-8', Buffer.from(`\uFEFFNome;Sobrenome;Telefone\nJoão;Müller;${aPhone()}\n`)],
    ['utf-8', Buffer.from(`Nome;Sobrenome;Telefone\nJoão;Müller;${aPhone()}\n`)],
    ['utf-16le', Buffer.from(`\uFEFFNome\tSobrenome\tTelefone\r\nJoão\tMüller\t${aPhone()}\r\n`, 'utf16le')],
    ['windows-1252', Buffer.from(`Nome,Sobrenome,Telefone\rJoão,Müller,${aPhone()}\r`, 'latin1')],
  ])('%s is found by itself', async (encoding, bytes) => {
    const { browser } = await aClinic();
    const report = await check(browser, bytes);
    expect(report).toMatchObject({ encoding, records: 1, accepted: 1, errors: [] });
    await browser.post(`/patients/imports/${report.id}/apply`);
    expect((await browser.get('/patients')).body.data).toMatchObject([{ fullName: 'João Müller' }]);
  });

  test('people who are in the clinic already are named: by CPF, by phone and name, by phone alone', async () => {
    const { browser } = await aClinic();
    const there = await aPatient(browser, { firstName: 'Ana', lastName: 'Reis', cpf: aCpf(41_000_001) });
    const report = await check(
      browser,
      `${header}Bia;Reis;${aCpf(41_000_001)};${aPhone()}\nANA;réis;;${there.phone}\nCai;Reis;;${there.phone}\n`,
    );
    expect(report.errors.map((row: { line: number; reason: string }) => [row.line, row.reason])).toEqual([
      [2, 'existing-cpf'],
      [3, 'existing-patient'],
    ]);
    expect(report.warnings).toEqual([{ line: 4, outcome: 'warning', reason: 'warning-shared-phone' }]);
  });

  test('other columns give another report; wrong columns are refused and change nothing', async () => {
    const { browser } = await aClinic();
    const report = await check(browser, `A;B;C\nAna;Reis;${aPhone()}\n`);
    expect(report.errors).toEqual([{ line: 2, outcome: 'error', reason: 'missing-name' }]);
    const remap = (columns: string[]) => browser.patch(`/patients/imports/${report.id}`, { columns });
    for (const columns of [['firstName'], ['phone', 'phone', 'ignore'], ['what', 'ever', 'else']])
      expect((await remap(columns)).status).toBe(400);
    const better = await remap(['firstName', 'lastName', 'phone']);
    expect(better.body.data).toMatchObject({ accepted: 1, errors: [] });
    const listed = await browser.get('/patients/imports');
    expect(listed.body.data).toMatchObject([{ id: report.id, accepted: 1 }]);
    expect((await browser.get(`/patients/imports/${report.id}`)).body.data).toEqual(better.body.data);
  });

  test('what is no text, empty or too large is refused', async () => {
    const { browser } = await aClinic();
    const upload = (bytes: Buffer) => browser.upload('/patients/imports', bytes, 'x.csv');
    expect((await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 7, 0, 1, 2, 3]))).status).toBe(415);
    expect((await upload(Buffer.from('  \n\n'))).status).toBe(400);
    expect((await upload(Buffer.alloc(25 * 1024 * 1024 + 1, 'a'))).status).toBe(413);
    expect((await browser.get('/patients/imports')).body.data).toEqual([]);
  });
});

describe('writing', () => {
  test('the accepted rows of the messy file become patients; formulas and quotes stay text', async () => {
    const { browser, clinic } = await aClinic();
    const { id } = await check(browser, await messy());
    const applied = await browser.post(`/patients/imports/${id}/apply`);
    expect(applied.body.data).toMatchObject({ state: 'imported', accepted: 307 });
    expect(await countOf(clinic)).toBe(307);
    const [found] = (await browser.get('/patients', { search: '(11) 90000-5013' })).body.data;
    const whole = await browser.get(`/patients/${found.id}`);
    expect(whole.body.data.notes).toBe('Alérgica a penicilina; usa "dentadura"\ndesde 2019');
    expect((await browser.get('/patients', { search: 'sant anna' })).body.data).toHaveLength(1);
    expect((await browser.post(`/patients/imports/${id}/apply`)).body.code).toBe('wrong-state');
    expect(await countOf(clinic)).toBe(307);
  });

  test('a formula in a note is a note', async () => {
    const { browser } = await aClinic();
    const { id } = await check(
      browser,
      `Nome;Sobrenome;Telefone;Obs\nAna;Reis;${aPhone()};=HYPERLINK("x")\n`,
    );
    await browser.post(`/patients/imports/${id}/apply`);
    const [row] = (await browser.get('/patients')).body.data;
    expect((await browser.get(`/patients/${row.id}`)).body.data.notes).toBe('=HYPERLINK("x")');
  });

  test('two who apply at once write every row once', async () => {
    const { browser, clinic } = await aClinic();
    const { id } = await check(browser, header + rows(40));
    const replies = await Promise.all([1, 2, 3].map(() => browser.post(`/patients/imports/${id}/apply`)));
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await countOf(clinic)).toBe(40);
  });

  test('a crash in the middle is resumed and doubles nobody', async () => {
    const { browser, clinic } = await aClinic();
    const { id } = await check(browser, header + rows(700));
    const done = await browser.post(`/patients/imports/${id}/apply`);
    expect(done.status).toBe(200);
    // What a process leaves that died after some rows: the state unsettled, its lease running, rows there.
    const { id: second } = await check(browser, header + rows(700, 5001));
    const importId = new Types.ObjectId(second);
    await runInClinic(clinic, async () => {
      const some = await PatientModel.collection
        .find({ clinicId: clinic }, { limit: 30, sort: { recordNumber: 1 } })
        .toArray();
      await PatientModel.collection.insertMany(
        some.map(({ _id, cpfHash: _hash, ...copy }, at) => ({
          ...copy,
          recordNumber: 900_000 + at,
          clinicId: clinic,
          importedFrom: { importId, line: 2 + at * 3 },
        })),
      );
      await PatientImportModel.collection.updateOne(
        { clinicId: clinic, _id: importId },
        { $set: { lease: { owner: 'dead', until: new Date(testApp.clock.now().getTime() + 60_000) } } },
      );
    });
    const early = await browser.post(`/patients/imports/${second}/apply`);
    expect([early.status, early.body.code]).toEqual([409, 'request-in-progress']);
    testApp.clock.advance(61);
    const resumed = await browser.post(`/patients/imports/${second}/apply`);
    expect(resumed.body.data).toMatchObject({ state: 'imported', accepted: 700 });
    const lines = await runInClinic(clinic, () =>
      PatientModel.distinct('importedFrom.line', { clinicId: clinic, 'importedFrom.importId': importId }),
    );
    expect(lines).toHaveLength(700);
    expect(await countOf(clinic)).toBe(1400);
  });

  test('who registered with a CPF between looking and writing keeps it', async () => {
    const { browser, clinic } = await aClinic();
    const { id } = await check(browser, header + rows(5, 7001));
    const first = await aPatient(browser, { firstName: 'Primeira', cpf: aCpf(7003) });
    const applied = await browser.post(`/patients/imports/${id}/apply`);
    expect(applied.body.data).toMatchObject({
      accepted: 4,
      errors: [{ line: 4, outcome: 'error', reason: 'existing-cpf' }],
    });
    expect(await countOf(clinic)).toBe(5);
    const holders = await browser.get('/patients', { search: aCpf(7003) });
    expect(holders.body.data.map((one: { id: string }) => one.id)).toEqual([first.id]);
  });

  test('ten thousand rows cost a bounded number of commands, not one for each', async () => {
    const { browser, clinic } = await aClinic();
    const content = header + rows(10_000, 20_001);
    await browser.get('/patients');
    const looked = await countingCommands(() => check(browser, content));
    expect(looked.result).toMatchObject({ records: 10_000, accepted: 10_000, errors: [], warnings: [] });
    expect(looked.commands).toBeLessThanOrEqual(20 * 2 + 6);
    const written = await countingCommands(() => browser.post(`/patients/imports/${looked.result.id}/apply`));
    expect(written.result.body.data.accepted).toBe(10_000);
    expect(written.commands).toBeLessThanOrEqual(20 * 4 + 10);
    expect(await countOf(clinic)).toBe(10_000);
    const numbers = await runInClinic(clinic, () =>
      PatientModel.find({ clinicId: clinic }, { recordNumber: 1 }).sort({ recordNumber: -1 }).limit(1).lean(),
    );
    expect(numbers[0]?.recordNumber).toBe(10_000);
  }, 60_000);
});

describe('taking back', () => {
  test('unused records go; edited, booked, named and deactivated ones stay and are counted', async () => {
    const { browser, clinic } = await aClinic();
    const { id } = await check(browser, header + rows(10, 9001));
    await browser.post(`/patients/imports/${id}/apply`);
    const people = (await browser.get('/patients')).body.data;
    const [edited, inactive, named, booked] = people;
    await browser.patch(`/patients/${edited.id}`, { rev: 0, notes: 'usada' });
    await browser.delete(`/patients/${inactive.id}`);
    const guardian = { name: 'Ana', relationship: 'mother', patientId: named.id };
    await aPatient(browser, { firstName: 'Criança', guardian });
    await runInClinic(clinic, () =>
      PatientModel.updateOne(
        { clinicId: clinic, _id: booked.id },
        { nextVisitAt: new Date('2026-05-05T12:00:00Z') },
      ),
    );
    const undone = await browser.post(`/patients/imports/${id}/undo`);
    expect(undone.body.data).toMatchObject({ removed: 6, kept: 4, report: { state: 'undone' } });
    expect(await countOf(clinic)).toBe(5);
    expect((await browser.post(`/patients/imports/${id}/undo`)).body.code).toBe('wrong-state');
    expect((await browser.post(`/patients/imports/${id}/apply`)).body.code).toBe('wrong-state');
    const again = await check(browser, header + rows(10, 9001));
    expect(again.accepted).toBe(7);
  });

  test('only what was imported can be taken back', async () => {
    const { browser } = await aClinic();
    const { id } = await check(browser, header + rows(2, 9501));
    expect((await browser.post(`/patients/imports/${id}/undo`)).body.code).toBe('wrong-state');
  });
});

test('another clinic finds none of our imports', async () => {
  const { browser } = await aClinic();
  const { browser: stranger } = await aClinic();
  const { id } = await check(browser, header + rows(2, 9601));
  const replies = [
    await stranger.get(`/patients/imports/${id}`),
    await stranger.patch(`/patients/imports/${id}`, { columns: ['firstName', 'lastName', 'cpf', 'phone'] }),
    await stranger.post(`/patients/imports/${id}/apply`),
    await stranger.post(`/patients/imports/${id}/undo`),
  ];
  expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect((await stranger.get('/patients/imports')).body.data).toEqual([]);
});

test('once an import is done its raw rows are gone', async () => {
  const { browser, clinic } = await aClinic();
  const { id } = await check(browser, header + rows(3, 9701));
  const chunks = () =>
    runInClinic(clinic, () =>
      connection()
        .collection('patient_import_chunks')
        .countDocuments({ clinicId: clinic, importId: new Types.ObjectId(id) }),
    );
  expect(await chunks()).toBe(1);
  await browser.post(`/patients/imports/${id}/apply`);
  expect(await chunks()).toBe(0);
});
