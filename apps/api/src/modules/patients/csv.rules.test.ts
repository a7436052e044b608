import { expect, test } from 'vitest';
import { recordsOf } from './csv.rules.ts';

const read = (text: string) => [...recordsOf(text, ';')].map(({ line, cells }) => [line, ...cells]);

test.each(['\n', '\r\n', '\r'])('records keep the physical line on which they start, with %j', (eol) => {
  const text = ['a;b', '', '1;"x', 'y"', '2;z', '   ', ';', '3;w', ''].join(eol);
  expect(read(text)).toEqual([
    [1, 'a', 'b'],
    [3, '1', `x${eol}y`],
    [5, '2', 'z'],
    [8, '3', 'w'],
  ]);
});

test('quotes hold delimiters and doubled quotes; text behind a closing quote is kept', () => {
  expect(read('"a;b";"say ""hi"""\n"x"y;z"z"')).toEqual([
    [1, 'a;b', 'say "hi"'],
    [2, 'xy', 'z"z"'],
  ]);
});

test('a quote that nothing closes is read as it stands and swallows no other record', () => {
  expect(read('a;b\n1;"open\n2;c')).toEqual([
    [1, 'a', 'b'],
    [2, '1', '"open'],
    [3, '2', 'c'],
  ]);
});

test('empty cells at the end count', () => {
  expect(read('a;;\n;b;')).toEqual([
    [1, 'a', '', ''],
    [2, '', 'b', ''],
  ]);
});

test('a large file is parted in linear time', () => {
  const text = '"a""b";c\n'.repeat(200_000);
  expect([...recordsOf(text, ';')]).toHaveLength(200_000);
});
