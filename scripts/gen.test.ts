import { parseSync } from 'rolldown/utils';
import { expect, test } from 'vitest';
import { nextNumber } from './gen.ts';
import { migrationFiles, moduleFiles, wordsOf } from './gen-templates.ts';

test('numbers go on after the highest, whatever else lies in the folder', () => {
  expect(nextNumber([])).toBe('0001');
  expect(nextNumber(['0001-a.ts', '0012-b.ts', '0012-b.test.ts', 'index.ts'])).toBe('0013');
});

test('names follow the house style from two words', () => {
  expect(wordsOf('supply-orders')).toEqual({
    one: 'supply-order',
    many: 'supply-orders',
    One: 'SupplyOrder',
    Many: 'SupplyOrders',
  });
  expect(wordsOf('histories', 'history')).toMatchObject({ one: 'history', One: 'History' });
});

test('what is generated is TypeScript', () => {
  const files = [...moduleFiles(wordsOf('supply-orders')), ...migrationFiles('0002', 'add-supplies')];
  expect(files.filter(({ file, text }) => parseSync(file, text).errors.length > 0)).toEqual([]);
});
