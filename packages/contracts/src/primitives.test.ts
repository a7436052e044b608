import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  Address,
  Cpf,
  Email,
  EndOfBlock,
  Flag,
  Instant,
  line,
  minutes,
  PatientId,
  PersonName,
  Phone,
  PlainDate,
  prose,
  queryNumber,
  TimeOfDay,
} from './primitives.ts';

const accepted = (schema: z.ZodType, values: readonly unknown[]) =>
  values.filter((value) => schema.safeParse(value).success);
const accepts = (schema: z.ZodType, values: readonly unknown[]) => {
  expect(accepted(schema, values)).toEqual(values);
};
const refuses = (schema: z.ZodType, values: readonly unknown[]) => {
  expect(accepted(schema, values)).toEqual([]);
};

describe('ids, days and instants', () => {
  test('an id is 24 lower-case hex digits, nothing that merely casts to one', () => {
    accepts(PatientId, ['0123456789abcdef01234567']);
    refuses(PatientId, ['aaaaaaaaaaaa', '0123456789ABCDEF01234567', '12345', '', { $gt: '' }, null]);
  });
  test('an instant is UTC and exists', () => {
    accepts(Instant, ['2026-03-10T12:00:00.000Z', '2026-03-10T12:00:00Z']);
    refuses(Instant, [
      '2026-03-10',
      '2026-03-10T12:00:00',
      '2026-03-10T12:00:00+03:00',
      '2026-02-30T12:00:00Z',
      1_741_600_000,
    ]);
  });
  test('a day is a calendar day that exists', () => {
    accepts(PlainDate, ['2028-02-29', '1990-01-01']);
    refuses(PlainDate, ['2027-02-29', '2026-2-1', '01/02/2026', '2026-02-01T00:00:00Z', '']);
  });
  test('24:00 ends a block and never begins one', () => {
    accepts(EndOfBlock, ['24:00', '00:00', '23:59']);
    refuses(TimeOfDay, ['24:00', '9:00', '23:60']);
  });
});

describe('text', () => {
  test('a line is trimmed, its spaces collapsed, and NFC', () => {
    expect(line(20).parse('  dos   Santos ')).toBe('dos Santos');
    expect(line(20).parse('Joa\u0303o')).toBe('João');
    refuses(line(5), ['', '   ', 'sixsix', 'a\nb', 'a\tb']);
  });
  test('control signs, lone surrogates and direction overrides are never text', () => {
    for (const schema of [line(50), prose(50)])
      refuses(schema, ['a\u0000b', 'a\u0007', '\ud800', 'a\u202Eb', 'a\u2066b', '\uFFFF']);
    accepts(prose(50), ['', 'two\nlines', '<script>', '😀']);
  });
  test('names take letters of any script, and no digits or formulas', () => {
    accepts(PersonName, [
      'João',
      "D'Ávila",
      'O’Neill-Sant’Anna',
      'Zoë',
      'María José',
      'Müller',
      '王',
      'محمد',
      'J. R.',
    ]);
    refuses(PersonName, ['S1lva', '=SOMA(A1)', '-Ana', '@ana', 'A;B', '', '😀', 'a'.repeat(101)]);
  });
  test('an e-mail has one form', () => {
    expect(Email.parse('  Ana@Example.COM ')).toBe('ana@example.com');
    refuses(Email, ['sem arroba', 'a@', '@b.c', 'a b@c.de', `${'a'.repeat(250)}@b.co`]);
  });
});

describe('numbers of Brazil', () => {
  test('any usual spelling is kept in the official form', () => {
    expect(Cpf.parse('12345678909')).toBe('123.456.789-09');
    expect(Phone.parse('11999999999')).toBe('(11) 99999-9999');
    expect(Address.parse({ zipCode: '01310100', state: 'SP' })).toEqual({
      zipCode: '01310-100',
      state: 'SP',
    });
  });
  test('the message is a key and never repeats the value', () => {
    for (const [schema, value, key] of [
      [Cpf, '12345678900', 'cpf'],
      [Phone, '123', 'phone'],
      [PersonName, 'R0', 'personName'],
    ] as const)
      expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([key]);
  });
  test('an unknown field of an address is refused', () => {
    refuses(Address, [{ country: 'BR' }, { state: 'XX' }, { zipCode: '1' }]);
  });
});

test('minutes are whole steps of five', () => {
  accepts(minutes(5, 480), [5, 45, 480]);
  refuses(minutes(5, 480), [0, 7, 485, '30', 30.5]);
});

test('a flag is one of two words', () => {
  expect(Flag.parse('true')).toBe(true);
  refuses(Flag, ['1', 'yes', '', true]);
});

describe('a number in a query string', () => {
  const schema = queryNumber(z.int().min(-5).max(100)).default(50);
  test.each(['0', '7', '100', '-5'])('%j is read', (sent) => {
    expect(schema.parse(sent)).toBe(Number(sent));
  });
  test.each(['', ' ', ' 7', '7 ', '+7', '007', '0x10', '1e1', '1_0', '1.0', '٣', 'NaN', 'Infinity', '-0x1'])(
    '%j is refused',
    (sent) => {
      expect(schema.safeParse(sent).success).toBe(false);
    },
  );
  test('nothing at all is the default, a list is refused', () => {
    expect(schema.parse(undefined)).toBe(50);
    expect(schema.safeParse(['7']).success).toBe(false);
  });
});
