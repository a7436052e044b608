import { expect, test } from 'vitest';
import { catalogueProblems, unusedKeys } from './check-catalogues.ts';

const catalogues = (byLanguage: Record<string, unknown>) =>
  Object.entries(byLanguage).map(([language, words]) => ({
    file: `apps/web/src/locales/${language}/common.json`,
    text: JSON.stringify(words),
  }));

const everywhere = (words: unknown) => catalogues({ 'pt-BR': words, en: words, es: words });

test('the same keys and placeholders in all languages are in order', () => {
  expect(catalogueProblems(everywhere({ a: { b: 'x {{name}}' }, n_one: '1', n_other: '{{count}}' }))).toEqual(
    [],
  );
});

test.each([
  [
    'a missing key',
    { 'pt-BR': { a: 'x', b: 'y' }, en: { a: 'x' }, es: { a: 'x', b: 'y' } },
    'en: b is missing',
  ],
  [
    'another placeholder',
    { 'pt-BR': { a: '{{name}}' }, en: { a: '{{nome}}' }, es: { a: '{{name}}' } },
    'differ',
  ],
  ['another tag', { 'pt-BR': { a: '<b>x</b>' }, en: { a: 'x' }, es: { a: '<b>x</b>' } }, 'differ'],
  ['an empty text', { 'pt-BR': { a: 'x' }, en: { a: ' ' }, es: { a: 'x' } }, 'en: a is empty'],
  [
    'a missing plural form',
    { 'pt-BR': { a_one: 'x' }, en: { a_one: 'x' }, es: { a_one: 'x' } },
    '_one and _other',
  ],
  ['a missing language', { 'pt-BR': { a: 'x' }, en: { a: 'x' } }, 'has no es'],
])('%s is found', (_, byLanguage, problem) => {
  expect(catalogueProblems(catalogues(byLanguage)).join('\n')).toContain(problem);
});

test('catalogues beside a feature are compared as well', () => {
  const file = (language: string) => `apps/web/src/features/x/locales/${language}.json`;
  const files = ['pt-BR', 'en', 'es'].map((language) => ({ file: file(language), text: '{"a":"x"}' }));
  expect(catalogueProblems(files)).toEqual([]);
  expect(catalogueProblems(files.slice(1))).toEqual(['apps/web/src/features/x/locales has no pt-BR']);
});

test('a key counts as used by its name, with its namespace, or by a prefix that is completed', () => {
  const files = everywhere({
    errors: { taken: 'x' },
    title: 'x',
    count_one: 'x',
    count_other: 'x',
    lost: 'x',
    ns: 'x',
  });
  const text = "t(`errors.${code}`); t('title'); t('count', { count }); t('common:ns')";
  expect(unusedKeys(files, [{ file: 'a.tsx', text }])).toEqual([
    'apps/web/src/locales/*/common lost is used nowhere',
  ]);
});
