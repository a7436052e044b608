import { describe, expect, test } from 'vitest';
import { formatCep, formatCnpj, formatCpf, formatPhoneBr, isOldMobileBr } from './br.ts';

describe('CPF', () => {
  test.each([
    ['12345678909', '123.456.789-09'],
    [' 123.456.789-09 ', '123.456.789-09'],
    ['00000001830', '000.000.018-30'],
    ['52998224725', '529.982.247-25'],
  ])('%j is shown as %s', (typed, shown) => {
    expect(formatCpf(typed)).toBe(shown);
  });
  test.each([
    '12345678900',
    '11111111111',
    '00000000000',
    '1234567890',
    '123456789091',
    '123.456.78909',
    '123456789-09',
    '',
    'abc',
    '１２３４５６７８９０９',
  ])('%j is refused', (typed) => {
    expect(formatCpf(typed)).toBeUndefined();
  });
  test('every wrong digit is noticed', () => {
    const right = '52998224725';
    for (let at = 0; at < right.length; at += 1) {
      const wrong = `${right.slice(0, at)}${(Number(right[at]) + 1) % 10}${right.slice(at + 1)}`;
      expect(formatCpf(wrong)).toBeUndefined();
    }
  });
});

describe('CNPJ', () => {
  test.each([
    ['11222333000181', '11.222.333/0001-81'],
    ['11.222.333/0001-81', '11.222.333/0001-81'],
    ['12ABC34501DE35', '12.ABC.345/01DE-35'],
    ['12.abc.345/01de-35', '12.ABC.345/01DE-35'],
  ])('%j is shown as %s', (typed, shown) => {
    expect(formatCnpj(typed)).toBe(shown);
  });
  test.each(['11222333000180', '00000000000000', '11222333/000181', '12ABC34501DEA5', ''])(
    '%j is refused',
    (typed) => {
      expect(formatCnpj(typed)).toBeUndefined();
    },
  );
});

describe('CEP', () => {
  test('digits and the whole mask are taken, a partial one is not', () => {
    expect(formatCep('01310100')).toBe('01310-100');
    expect(formatCep(' 01310-100 ')).toBe('01310-100');
    for (const typed of ['0131010', '013-10100', '01.310-100', '']) expect(formatCep(typed)).toBeUndefined();
  });
});

describe('phone', () => {
  test.each([
    ['11999999999', '(11) 99999-9999'],
    ['(11) 99999-9999', '(11) 99999-9999'],
    ['+55 11 99999 9999', '(11) 99999-9999'],
    ['5511999999999', '(11) 99999-9999'],
    ['011999999999', '(11) 99999-9999'],
    ['1138887777', '(11) 3888-7777'],
    ['+55 (55) 3221-0000', '(55) 3221-0000'],
    ['5532210000', '(55) 3221-0000'],
  ])('%j is shown as %s', (typed, shown) => {
    expect(formatPhoneBr(typed)).toBe(shown);
  });
  test.each([
    '1187654321',
    '20999999999',
    '10999999999',
    '1199999999',
    '119999999999',
    '11899999999',
    '11 9999-999a',
    '',
    '+1 415 555 2671',
  ])('%j is refused', (typed) => {
    expect(formatPhoneBr(typed)).toBeUndefined();
  });
  test('an old mobile number without its 9 is told apart', () => {
    expect(isOldMobileBr('(11) 8765-4321')).toBe(true);
    expect(isOldMobileBr('(11) 3765-4321')).toBe(false);
    expect(isOldMobileBr('11987654321')).toBe(false);
  });
});
