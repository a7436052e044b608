import { describe, expect, test } from 'vitest';
import type { ImportField } from '@topsmile/contracts';
import { checkRecord, createSeen, type KnownPeople, readRecord } from './import.rules.ts';

const today = '2026-03-02';
const fields: ImportField[] = [
  'firstName',
  'lastName',
  'dateOfBirth',
  'cpf',
  'phone',
  'email',
  'zipCode',
  'state',
  'notes',
];
const good = [
  'Ana',
  'Reis',
  '05/05/1980',
  '123.456.789-09',
  '11988887777',
  'a@example.com',
  '01310100',
  'sp',
  'x',
];
const withCell = (field: ImportField, text: string): string[] =>
  good.map((cell, at) => (fields[at] === field ? text : cell));
const read = (cells: readonly string[]) => readRecord({ line: 2, cells }, { fields, today });

test('a good row becomes a draft in official form', () => {
  expect(read(good)).toEqual({
    draft: {
      firstName: 'Ana',
      lastName: 'Reis',
      dateOfBirth: '1980-05-05',
      cpf: '123.456.789-09',
      phone: '(11) 98888-7777',
      email: 'a@example.com',
      address: { zipCode: '01310-100', state: 'SP' },
      notes: 'x',
      preferredContact: 'whatsapp',
    },
  });
});

describe('what is refused', () => {
  test.each<[ImportField, string, string]>([
    ['firstName', '', 'missing-name'],
    ['lastName', ' ', 'missing-name'],
    ['lastName', 'S1lva', 'invalid-name'],
    ['firstName', '=SOMA(A1)', 'invalid-name'],
    ['firstName', 'a'.repeat(101), 'invalid-name'],
    ['dateOfBirth', '31/02/1990', 'invalid-birth-date'],
    ['dateOfBirth', '10/05/80', 'invalid-birth-date'],
    ['dateOfBirth', '05/1980', 'invalid-birth-date'],
    ['dateOfBirth', '01/01/1800', 'invalid-birth-date'],
    ['dateOfBirth', '03/03/2026', 'future-birth-date'],
    ['cpf', '111.111.111-11', 'invalid-cpf'],
    ['cpf', '123456', 'invalid-cpf'],
    ['phone', '', 'missing-phone'],
    ['phone', '12345', 'invalid-phone'],
    ['phone', '1187654321', 'invalid-phone'],
    ['email', 'sem arroba', 'invalid-email'],
    ['zipCode', '1310', 'invalid-zip-code'],
    ['state', 'XX', 'invalid-state'],
    ['notes', 'a'.repeat(2001), 'invalid-notes'],
  ])('%s %j: %s', (field, text, problem) => {
    expect(read(withCell(field, text))).toEqual({ problem });
  });

  test('too few or too many cells', () => {
    for (const cells of [good.slice(1), [...good, '']])
      expect(read(cells)).toEqual({ problem: 'wrong-column-count' });
  });
});

test('what is optional may be empty; a CPF kept as a number gets its zeros back', () => {
  const cells = good.map((cell, at) =>
    fields[at] === 'firstName' || fields[at] === 'lastName' || fields[at] === 'phone' ? cell : '',
  );
  expect(read(cells)).toMatchObject({ draft: { address: {} } });
  expect(read(withCell('cpf', '1830'.padStart(9, '0').slice(0)))).toEqual({
    draft: expect.objectContaining({ cpf: '000.000.018-30' }),
  });
});

test('one column of whole names is parted at the first space', () => {
  const full = (name: string) =>
    readRecord({ line: 2, cells: [name, '11988887777'] }, { fields: ['fullName', 'phone'], today });
  expect(full('Ana  Maria dos Reis')).toMatchObject({
    draft: { firstName: 'Ana', lastName: 'Maria dos Reis' },
  });
  expect(full('Ana')).toEqual({ problem: 'missing-name' });
});

describe('people already there', () => {
  const nobody: KnownPeople = { hasCpf: () => false, namesWithPhone: () => undefined };
  const judge = (clinic: KnownPeople, rows: string[][]) => {
    const seen = createSeen();
    return rows.map((cells, at) => {
      const checked = checkRecord({ line: at + 2, cells }, { fields, today, clinic, seen });
      return 'problem' in checked ? checked.problem : (checked.warning ?? 'accepted');
    });
  };

  test('within the file: CPF, the same person, a shared phone; a refused row is nobody', () => {
    const bad = withCell('email', 'x');
    const namesake = withCell('cpf', '');
    const sister = namesake.map((cell, at) => (fields[at] === 'firstName' ? 'Bia' : cell));
    expect(judge(nobody, [bad, good, good, namesake, sister])).toEqual([
      'invalid-email',
      'accepted',
      'duplicate-cpf-in-file',
      'duplicate-patient-in-file',
      'warning-shared-phone',
    ]);
  });

  test('in the clinic', () => {
    expect(judge({ ...nobody, hasCpf: () => true }, [good])).toEqual(['existing-cpf']);
    const known = (name: string): KnownPeople => ({ ...nobody, namesWithPhone: () => new Set([name]) });
    expect(judge(known('ana reis'), [good])).toEqual(['existing-patient']);
    expect(judge(known('rui reis'), [good])).toEqual(['warning-shared-phone']);
  });
});
