import { conclude, isCommand, readSources, type Source } from './lib/sources.ts';

const LANGUAGES = ['pt-BR', 'en', 'es'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
const CATALOGUE = /^(.*\/)?locales\/(?:([^/]+)\/)?([^/]+)\.json$/;

type Catalogue = { language: string; group: string; entries: Map<string, string> };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const flatten = (value: unknown, prefix = ''): [string, string][] => {
  if (!isObject(value)) return [[prefix, typeof value === 'string' ? value : '']];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix ? `${prefix}.${key}` : key));
};

/** `locales/<language>.json` beside a feature, or `locales/<language>/<namespace>.json`. */
const readCatalogue = ({ file, text }: Source): Catalogue => {
  const [, parent = '', folder, name = ''] = CATALOGUE.exec(file) ?? [];
  const entries = new Map(flatten(JSON.parse(text)));
  return folder
    ? { language: folder, group: `${parent}locales/*/${name}`, entries }
    : { language: name, group: `${parent}locales`, entries };
};

/** What the code fills in and wraps: it must be the same in every language. */
const slotsOf = (text: string): string[] =>
  [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}|<\/?([\w]+)\/?>|\$t\(([^)]+)\)/g)].map(([whole, variable]) =>
    variable ? `{{${variable}}}` : whole,
  );

/** One line per key, plural forms of a key taken together. */
const slotsByKey = ({ entries }: Catalogue): Map<string, string> => {
  const slots = new Map<string, Set<string>>();
  for (const [key, text] of entries) {
    const base = key.replace(PLURAL, '');
    slots.set(base, new Set([...(slots.get(base) ?? []), ...slotsOf(text)]));
  }
  return new Map([...slots].map(([key, found]) => [key, [...found].sort().join(' ')]));
};

const emptyEntries = ({ language, group, entries }: Catalogue): string[] =>
  [...entries]
    .filter(([, text]) => text.trim() === '')
    .map(([key]) => `${group} ${language}: ${key} is empty`);

const incompletePlurals = ({ language, group, entries }: Catalogue): string[] =>
  [...entries.keys()]
    .filter((key) => PLURAL.test(key))
    .map((key) => key.replace(PLURAL, ''))
    .filter((base) => !entries.has(`${base}_one`) || !entries.has(`${base}_other`))
    .map((base) => `${group} ${language}: ${base} needs _one and _other`);

const differences = (group: string, catalogues: Catalogue[]): string[] => {
  const absent = LANGUAGES.filter(
    (language) => !catalogues.some((catalogue) => catalogue.language === language),
  );
  if (absent.length > 0) return absent.map((language) => `${group} has no ${language}`);
  const slots = catalogues.map((catalogue) => ({
    language: catalogue.language,
    byKey: slotsByKey(catalogue),
  }));
  const keys = new Set(slots.flatMap(({ byKey }) => [...byKey.keys()]));
  return [...keys].flatMap((key) => {
    const lacking = slots.filter(({ byKey }) => !byKey.has(key));
    if (lacking.length > 0) return lacking.map(({ language }) => `${group} ${language}: ${key} is missing`);
    const forms = new Set(slots.map(({ byKey }) => byKey.get(key)));
    return forms.size === 1 ? [] : [`${group} ${key}: placeholders differ: ${[...forms].join(' | ')}`];
  });
};

/** Languages that lack a key, a plural form or a placeholder that another has. */
export const catalogueProblems = (files: Source[]): string[] => {
  const catalogues = files.filter(({ file }) => CATALOGUE.test(file)).map(readCatalogue);
  const groups = new Set(catalogues.map(({ group }) => group));
  return [
    ...[...groups].flatMap((group) =>
      differences(
        group,
        catalogues.filter((catalogue) => catalogue.group === group),
      ),
    ),
    ...new Set(
      catalogues.flatMap((catalogue) => [...emptyEntries(catalogue), ...incompletePlurals(catalogue)]),
    ),
  ];
};

/** Prefixes that the code completes at run time: `t(`errors.${code}`)` or `t('errors.' + code)`. */
const openPrefixes = (code: string): Set<string> =>
  new Set(
    [...code.matchAll(/['"`](?:[\w-]+:)?((?:[\w-]+\.)*[\w-]*\.)(?:\$\{|['"`]\s*\+)/g)].map(
      ([, prefix = '']) => prefix,
    ),
  );

/** Endings whose beginning is known at run time: `t(`${dialog}.title`)`. */
const openEndings = (code: string): Set<string> =>
  new Set([...code.matchAll(/`(?:[\w-]+:)?\$\{[^}`]*\}((?:\.[\w-]+)+)`/g)].map(([, ending = '']) => ending));

/** Keys that no source names, neither whole nor by a prefix that is completed at run time. */
export const unusedKeys = (files: Source[], sources: Source[]): string[] => {
  const code = sources.map(({ text }) => text).join('\n');
  const named = new Set(
    [...code.matchAll(/['"`](?:[\w-]+:)?([\w-]+(?:\.[\w-]+)*)['"`]/g)].map(([, key = '']) => key),
  );
  const prefixes = [...openPrefixes(code)];
  const endings = [...openEndings(code)];
  const isOpen = (key: string): boolean =>
    prefixes.some((prefix) => key.startsWith(prefix)) || endings.some((ending) => key.endsWith(ending));
  return files
    .filter(({ file }) => CATALOGUE.test(file) && file.includes('pt-BR'))
    .map(readCatalogue)
    .flatMap(({ group, entries }) =>
      [...new Set([...entries.keys()].map((key) => key.replace(PLURAL, '')))]
        .filter((key) => !named.has(key) && !isOpen(key))
        .map((key) => `${group} ${key} is used nowhere`),
    );
};

if (isCommand(import.meta.url)) {
  const files = readSources(['apps/web/src'], /\.json$/);
  const sources = readSources(['apps/web/src', 'packages/contracts/src'], /\.tsx?$/);
  conclude([...catalogueProblems(files), ...unusedKeys(files, sources)], `${files.length} files`);
}
