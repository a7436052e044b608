import { errorCodes, roles } from '@topsmile/contracts';
import { expect, test } from 'vitest';

type Tree = { [key: string]: Tree | string };
const files = import.meta.glob<{ default: Tree }>('./*/*.json', { eager: true });
const languages = ['pt-BR', 'en', 'es'] as const;

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
const catalogue = (language: string, namespace: string): Map<string, string> =>
  new Map(flat(files[`./${language}/${namespace}.json`]?.default ?? {}));
// Languages have their own plural forms; the phrase must exist in each.
const phrase = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const namespaces = [
  ...new Set(Object.keys(files).map((path) => path.split('/')[2]?.replace('.json', '') ?? '')),
];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort();

const phrasesOf = (language: string, namespace: string): string[] =>
  [...new Set([...catalogue(language, namespace).keys()].map(phrase))].sort();

test.each(namespaces)('%s has the same phrases in every language, none of them empty', (namespace) => {
  for (const language of languages) {
    expect([language, ...phrasesOf(language, namespace)]).toEqual([
      language,
      ...phrasesOf('pt-BR', namespace),
    ]);
    expect([...catalogue(language, namespace)].filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

/** Keys whose placeholders are not those of the Portuguese text. */
const strays = (language: string, namespace: string): string[] => {
  const source = catalogue('pt-BR', namespace);
  return [...catalogue(language, namespace)]
    .filter(([key, text]) => placeholders(text).join() !== placeholders(source.get(key) ?? text).join())
    .map(([key]) => `${language} ${key}`);
};

test.each(namespaces)('%s uses the same placeholders in every language', (namespace) => {
  expect(languages.flatMap((language) => strays(language, namespace))).toEqual([]);
});

/** Plural phrases that lack a form of their language. */
const gaps = (language: string, namespace: string): string[] => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const words = catalogue(language, namespace);
  return [...words.keys()]
    .filter((key) => key.endsWith('_other'))
    .flatMap((key) => forms.map((form) => `${phrase(key)}_${form}`))
    .filter((key) => !words.has(key))
    .map((key) => `${language} ${key}`);
};

test.each(namespaces)('%s has every plural form that each language needs', (namespace) => {
  expect(languages.flatMap((language) => gaps(language, namespace))).toEqual([]);
});

test('every failure the API can name has a sentence, and every role its name', () => {
  for (const language of languages) {
    const errors = catalogue(language, 'errors');
    const common = catalogue(language, 'common');
    expect(errorCodes.filter((code) => !errors.has(code))).toEqual([]);
    expect(roles.filter((role) => !common.has(`roles.${role}`))).toEqual([]);
  }
});
