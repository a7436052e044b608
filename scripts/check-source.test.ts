import { expect, test } from 'vitest';
import { findingsIn } from './check-source.ts';

const inFile = (file: string, text: string): string[] => findingsIn({ file, text });

test.each([
  ['a sentence', 'const a = <p>Olá, mundo</p>;', 'literal text: Olá, mundo'],
  ['a label', 'const a = <input aria-label="Nome" />;', 'literal aria-label: Nome'],
])('%s in the markup is found with its line', (_, line, problem) => {
  expect(inFile('apps/web/src/x.tsx', `\n${line}`)).toEqual([`apps/web/src/x.tsx:2 ${problem}`]);
});

test('signs, class names and translated words are not', () => {
  const text = `const a = <p className="big wide" title={t('a.b')}>{t('c')} · 12 <b>×</b></p>;`;
  expect(inFile('apps/web/src/x.tsx', text)).toEqual([]);
});

test('the clock is read in the clock alone', () => {
  expect(inFile('apps/api/src/x.ts', 'new Date();')).toHaveLength(1);
  expect(inFile('apps/api/src/x.ts', 'new Date(0);')).toEqual([]);
  expect(inFile('apps/api/src/platform/clock.ts', 'new Date();')).toEqual([]);
});
