import { describe, expect, test } from 'vitest';
import { guessColumns, isUsable } from './import-columns.rules.ts';
import { decode, delimiterOf, encodingOf, shownFileName } from './import-file.rules.ts';

describe('encoding', () => {
  test.each([
    ['utf-8', Buffer.from('\uFEFFNome')],
    ['utf-8', Buffer.from('Endereço')],
    ['utf-8', Buffer.from('plain')],
    ['utf-16le', Buffer.from('\uFEFFNome', 'utf16le')],
    ['utf-16le', Buffer.from('Nome;Telefone', 'utf16le')],
    ['windows-1252', Buffer.from('Endereço', 'latin1')],
    ['windows-1252', Buffer.from([0x93, 0x4f, 0x6c, 0xe1, 0x94])],
  ] as const)('%s', (encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect(decode(bytes, encoding)?.startsWith('\uFEFF')).toBe(false);
  });

  test('bytes that are no text give none', () => {
    const bytes = Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 8, 9]);
    expect(decode(bytes, encodingOf(bytes))).toBeUndefined();
  });
});

test.each([
  [';', 'Nome;Telefone\nAna, a boa;1'],
  [',', 'Nome,Telefone\nAna;Rui,1'],
  ['\t', 'Nome\tTelefone'],
  ['|', 'Nome|Telefone'],
  [',', '"Nome; sobrenome",Telefone'],
  [';', 'Nome'],
])('the delimiter %j is found in the header', (delimiter, text) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

test.each([
  [
    ['Nome', 'Sobrenome', 'Endereço', 'Nº', 'Observações', 'Convênio'],
    ['firstName', 'lastName', 'street', 'number', 'notes', 'ignore'],
  ],
  [
    ['First Name', 'Last Name', 'E-mail', 'ZIP', 'Date of Birth'],
    ['firstName', 'lastName', 'email', 'zipCode', 'dateOfBirth'],
  ],
  [
    ['Nombre', 'Apellidos', 'Teléfono', 'Fecha de nacimiento'],
    ['firstName', 'lastName', 'phone', 'dateOfBirth'],
  ],
  [
    ['NOME', 'celular', 'Data de Nascimento:', 'CPF'],
    ['fullName', 'phone', 'dateOfBirth', 'cpf'],
  ],
  [
    ['Nome completo', 'Telefone', 'Celular'],
    ['fullName', 'phone', 'ignore'],
  ],
])('headers %j are understood', (headers, fields) => {
  expect(guessColumns(headers)).toEqual(fields);
});

test('a mapping needs as many columns as the file, no field twice', () => {
  expect(isUsable(['firstName', 'phone', 'ignore', 'ignore'], 4)).toBe(true);
  expect(isUsable(['firstName'], 2)).toBe(false);
  expect(isUsable(['phone', 'phone'], 2)).toBe(false);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\tmp\\pacientes.csv', 'pacientes.csv'],
  ['a\u202Egpj.csv\r\n', 'agpj.csv'],
  ['', 'import.csv'],
])('the file name %j is shown as %j', (name, shown) => {
  expect(shownFileName(name)).toBe(shown);
});
