import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';
import { conclude, isCommand } from '../lib/sources.ts';
import { fromRegistry, type Locked, nameOf, type Packages, readLockfile } from './lockfile.ts';

/** The licences of what runs in production, from the lockfile: the same answer on every machine. */

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'OFL-1.1',
  'Unlicense',
  'CC0-1.0',
]);

type Exception = { name: RegExp; licences: readonly string[]; why: string };
/** Named one by one: what the list does not cover, or what a scanner cannot read. */
const EXCEPTIONS: readonly Exception[] = [
  { name: /^busboy$/, licences: ['MIT'], why: 'in the old `licenses` form' },
  { name: /^streamsearch$/, licences: ['MIT'], why: 'in the old `licenses` form' },
  { name: /^xmlhttprequest-ssl$/, licences: ['MIT'], why: 'in the old `licenses` form' },
  { name: /^png-js$/, licences: ['MIT'], why: 'in its LICENSE file' },
  {
    name: /^@img\/sharp-/,
    licences: [
      'LGPL-3.0-or-later',
      'Apache-2.0 AND LGPL-3.0-or-later',
      'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
    ],
    why: 'prebuilt libvips, dynamically linked and exchangeable; named in NOTICE',
  },
  { name: /^web-push$/, licences: ['MPL-2.0'], why: 'unmodified' },
  { name: /^date-holidays$/, licences: ['(ISC AND CC-BY-3.0)'], why: 'its data keep their notice' },
  { name: /^graceful-fs$/, licences: ['BlueOak-1.0.0'], why: 'permissive, no condition beyond the notice' },
  { name: /^argparse$/, licences: ['PSF-2.0'], why: 'permissive, the licence of Python' },
];

const tokensOf = (expression: string): string[] => expression.match(/\(|\)|[^\s()]+/g) ?? [];

/** Reads an SPDX expression: every part of an AND, one part of an OR. */
const createReader = (tokens: readonly string[]) => {
  let at = 0;
  const take = (): string => tokens[at++] ?? '';
  const one = (): boolean => {
    const token = take();
    if (token !== '(') return ALLOWED.has(token);
    const inner = either();
    return take() === ')' && inner;
  };
  const every = (): boolean => {
    let result = one();
    while (tokens[at] === 'AND') {
      take();
      result = one() && result;
    }
    return result;
  };
  const either = (): boolean => {
    let result = every();
    while (tokens[at] === 'OR') {
      take();
      result = every() || result;
    }
    return result;
  };
  return { read: (): boolean => either() && at === tokens.length };
};

/** Whether a licence expression lets us ship the package. */
export const isAllowed = (expression: string): boolean => createReader(tokensOf(expression)).read();

type Row = { name: string; version: string; licence: string; why: string };

const rowOf = (place: string, { version = '', license = '' }: Locked): Row => {
  const name = nameOf(place);
  if (isAllowed(license)) return { name, version, licence: license, why: '' };
  const exception = EXCEPTIONS.find(
    (one) => one.name.test(name) && (license === '' || one.licences.includes(license)),
  );
  return { name, version, licence: license || (exception?.licences[0] ?? ''), why: exception?.why ?? '' };
};

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

const productionRows = (packages: Packages): Row[] => {
  const rows = fromRegistry(packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([place, entry]) => rowOf(place, entry));
  const each = new Map(rows.map((row) => [`${row.name}@${row.version}`, row]));
  return [...each.values()].sort(
    (one, other) => compare(one.name, other.name) || compare(one.version, other.version),
  );
};

/** Production packages under a licence that nobody has agreed to. */
export const licenceFindings = (packages: Packages): string[] =>
  productionRows(packages)
    .filter(({ licence, why }) => why === '' && !isAllowed(licence))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version}: ${licence || 'no licence'} is not on the list of licences`,
    );

/** The page that goes with the product. */
export const licencePage = (packages: Packages): string => {
  const rows = productionRows(packages);
  const counts = new Map<string, number>();
  for (const { licence } of rows) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const summary = [...counts].sort(([one, many], [other, more]) => more - many || compare(one, other));
  return [
    '# Licences of what runs in production',
    '',
    'Written by `npm run licences` from the lockfile; `npm run check` fails when it is out of step.',
    '',
    '| licence | packages |',
    '|---|---:|',
    ...summary.map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
    '| package | version | licence | remark |',
    '|---|---|---|---|',
    ...rows.map(({ name, version, licence, why }) => `| ${name} | ${version} | ${licence} | ${why} |`),
    '',
  ].join('\n');
};

const page = inRoot('docs', 'licences.md');

if (isCommand(import.meta.url)) {
  const packages = readLockfile();
  const text = licencePage(packages);
  const isCheck = process.argv.includes('--check');
  if (!isCheck) writeFileSync(page, text);
  const isInStep = existsSync(page) && readFileSync(page, 'utf8') === text;
  conclude(
    [
      ...licenceFindings(packages),
      ...(isInStep ? [] : ['docs/licences.md is out of step: npm run licences']),
    ],
    `${productionRows(packages).length} packages in production`,
  );
}
