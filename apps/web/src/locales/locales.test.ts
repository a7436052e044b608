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

test.each(namespaces)('%s has the same phrases in every language, none of them empty', (namespace) => {
  const source = new Set([...catalogue('pt-BR', namespace).keys()].map(phrase));
  for (const language of languages) {
    const words = catalogue(language, namespace);
    expect(new Set([...words.keys()].map(phrase)), language).toEqual(source);
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

test.each(namespaces)('%s uses the same placeholders in every language', (namespace) => {
  const source = catalogue('pt-BR', namespace);
  for (const language of ['en', 'es']) {
    for (const [key, text] of catalogue(language, namespace)) {
      const original = source.get(key);
      if (original !== undefined)
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(original));
    }
  }
});

test('every plural has the forms its language needs', () => {
  for (const language of languages) {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const namespace of namespaces) {
      const words = catalogue(language, namespace);
      for (const key of words.keys()) {
        if (!key.endsWith('_other')) continue;
        for (const form of needed)
          expect(words.has(`${phrase(key)}_${form}`), `${language} ${key} ${form}`).toBe(true);
      }
    }
  }
});

test('every failure the API can name has a sentence, and every role its name', () => {
  for (const language of languages) {
    const errors = catalogue(language, 'errors');
    const common = catalogue(language, 'common');
    expect(errorCodes.filter((code) => !errors.has(code))).toEqual([]);
    expect(roles.filter((role) => !common.has(`roles.${role}`))).toEqual([]);
  }
});
