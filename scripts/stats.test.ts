import { expect, test } from 'vitest';
import { allowed, shrink } from './stats.ts';
import { measureAll } from './stats-measure.ts';

const measure = (text: string, file = 'apps/api/src/x.ts') => measureAll([{ file, text }]).stats;

test('escapes from the type system and from lint are counted, constants are not', () => {
  const text = `
    // oxlint-disable-next-line no-console
    export const a = (x: any): string => (x as Y)!;
    export const b = [1] as const;`;
  expect(measure(text)).toMatchObject({ any: 1, casts: 1, nonNull: 1, lintDisables: 1 });
});

test('the platform may cast', () => {
  expect(measure('export const a = b as C;', 'apps/api/src/platform/x.ts')).toMatchObject({ casts: 0 });
});

test('blank lines and comments do not make code long; tests are not measured', () => {
  expect(measure('/* one\n two */\n\nconst a = () => {\n  // why\n  return 1;\n};')).toMatchObject({
    fileMax: 3,
    functionMax: 3,
  });
  expect(measure('const a = 1 as X;', 'apps/api/src/x.test.ts')).toMatchObject({ casts: 0, fileMax: 0 });
});

test('a factory is measured without the functions it hands out', () => {
  const method = 'go: () => {\n a();\n b();\n },';
  expect(measure(`const make = () => {\n return {\n ${method}\n ${method}\n };\n};`)).toMatchObject({
    functionMax: 6,
  });
});

test('six lines that stand twice are a duplicate', () => {
  const lines = ['a();', 'b();', 'c();', 'd();', 'e();', 'f();'].join('\n');
  const twice = ['apps/x.ts', 'apps/y.ts'].map((file) => ({ file, text: lines }));
  expect(measureAll(twice).stats.duplicatedPercent).toBe(100);
  expect(measureAll(twice.slice(1)).stats.duplicatedPercent).toBe(0);
});

test('an exception may shrink and disappear, never grow', () => {
  const now = measure('export const a = 1;');
  expect(allowed({}, 'casts')).toBe(0);
  expect(allowed({ casts: 3 }, 'casts')).toBe(3);
  expect(shrink({ casts: 3 }, { ...now, casts: 2 })).toEqual({ casts: 2 });
  expect(shrink({ casts: 3 }, { ...now, casts: 9 })).toEqual({ casts: 3 });
  expect(shrink({ casts: 3 }, now)).toEqual({});
});
