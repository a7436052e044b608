import { describe, expect, test } from 'vitest';
import { ageOn, birthProblem, needsGuardian } from './age.rules.ts';
import { fullNameOf, nameKeyOf, namesOf, phonesOf } from './identity.rules.ts';
import { fromCursor, toCursor } from './patient-cursor.rules.ts';
import { understand } from './patient-search.rules.ts';
import { imageKind } from './photo.rules.ts';

describe('ages', () => {
  test.each([
    ['1990-03-02', '2026-03-02', 36],
    ['1990-03-03', '2026-03-02', 35],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-03-02', '2026-03-02', 0],
  ])('born %s, on %s: %i', (born, today, age) => {
    expect(ageOn(born, today)).toBe(age);
  });

  test('births that cannot be', () => {
    expect(birthProblem('2026-03-03', '2026-03-02')).toBe('inTheFuture');
    expect(birthProblem('1875-03-01', '2026-03-02')).toBe('tooLongAgo');
    expect(birthProblem('1876-03-02', '2026-03-02')).toBeUndefined();
  });

  test('only a minor without anybody needs a guardian', () => {
    const today = '2026-03-02';
    expect(needsGuardian({ dateOfBirth: '2010-01-01' }, today)).toBe(true);
    expect(needsGuardian({ dateOfBirth: '2010-01-01', guardian: {} }, today)).toBe(false);
    expect(needsGuardian({ dateOfBirth: '2008-03-02' }, today)).toBe(false);
    expect(needsGuardian({}, today)).toBe(false);
  });
});

describe('identity', () => {
  test('the social name comes first', () => {
    const person = { firstName: 'Marcos', lastName: 'Teles', socialName: 'Mirela Teles' };
    expect(fullNameOf(person)).toBe('Mirela Teles');
    expect(namesOf(person).nameTokens.sort()).toEqual(['marcos', 'mirela', 'teles']);
  });

  test('spellings of one name share a key, other names do not', () => {
    expect(nameKeyOf("João  D'Ávila")).toBe(nameKeyOf('JOAO DAVILA'));
    expect(nameKeyOf('João Davi')).not.toBe(nameKeyOf('João David'));
  });

  test('every ending of a phone from four digits', () => {
    expect(phonesOf('(11) 3888-7777')).toEqual({
      phoneDigits: '1138887777',
      phoneEndings: ['1138887777', '138887777', '38887777', '8887777', '887777', '87777', '7777'],
    });
  });
});

describe('a search is understood', () => {
  test.each([
    ['', { kind: 'everyone' }],
    ['31/12/2001', { kind: 'birth', day: '2001-12-31' }],
    ['2001-12-31', { kind: 'birth', day: '2001-12-31' }],
    ['31/02/2001', { kind: 'digits', digits: '31022001', cpf: undefined, recordNumber: 31_022_001 }],
    [
      '123.456.789-09',
      { kind: 'digits', digits: '12345678909', cpf: '12345678909', recordNumber: undefined },
    ],
    [
      '+55 (11) 98888-7777',
      { kind: 'digits', digits: '11988887777', cpf: undefined, recordNumber: undefined },
    ],
    ['17', { kind: 'digits', digits: '17', cpf: undefined, recordNumber: 17 }],
    ['( ', { kind: 'nobody' }],
    ['$%&', { kind: 'nobody' }],
    ['a.b@', { kind: 'words', words: [], email: /^a\.b@/ }],
    ['João fig', { kind: 'words', words: [/^joao/u, /^fig/u], email: undefined }],
  ])('%j', (typed, search) => {
    expect(understand(typed)).toEqual(search);
  });
});

test('a cursor comes back as it was; anything else is none', () => {
  const position = { value: 'açaí', id: 'a'.repeat(24) };
  expect(fromCursor(toCursor(position))).toEqual(position);
  for (const text of [
    '',
    'x',
    toCursor({ value: 'x', id: 'short' }),
    Buffer.from('{}').toString('base64url'),
  ])
    expect(fromCursor(text)).toBeUndefined();
});

test('an image is what its first bytes say', () => {
  expect(imageKind(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
  expect(imageKind(Buffer.from('RIFF1234WEBPVP8 '))).toBe('webp');
  for (const text of ['GIF89a', '<svg', '', 'RIFF1234WAVE'])
    expect(imageKind(Buffer.from(text))).toBeUndefined();
});
