import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inRoot } from '../../scripts/lib/paths.mjs';
import type { Outcome, Suite } from '../lib/bar.ts';

/** W1: what each entry weighs, from the build's manifest; gzip −9 whatever the server sends. */

type Chunk = { file: string; imports?: string[]; css?: string[] };
const dist = inRoot('apps/web/dist');
const manifest = (): Record<string, Chunk> =>
  JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
export const weightOf = (file: string): number => {
  const raw = readFileSync(`${dist}/${file}`);
  return file.endsWith('.woff2') ? raw.length : gzipSync(raw, { level: 9 }).length;
};

const words = (name: string): string => `src/locales/pt-BR/${name}.json`;
const entry = ['index.html', words('common'), words('errors')];
const signIn = [...entry, 'src/features/auth/SignInPage.tsx', words('auth')];
const agenda = [...signIn, 'src/app/StaffLayout.tsx', 'src/app/pages/AgendaRoute.tsx', words('agenda')];

const filesOf = (keys: readonly string[]): Set<string> => {
  const chunks = manifest();
  const files = new Set<string>();
  const add = (key: string): void => {
    const chunk = chunks[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) add(next);
  };
  for (const key of keys) {
    if (!chunks[key]) throw new Error(`the manifest has no ${key}`);
    add(key);
  }
  return files;
};

const kB = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + weightOf(file), 0) / 1000;
const ending = (files: Iterable<string>, end: string): string[] =>
  [...files].filter((file) => file.endsWith(end));
const largest = (files: Iterable<string>): string =>
  [...files]
    .map((file) => ({ file, size: weightOf(file) / 1000 }))
    .sort((one, other) => other.size - one.size)
    .slice(0, 6)
    .map(({ file, size }) => `${file.replace('assets/', '')} ${size.toFixed(1)}`)
    .join(', ');

type Weight = { id: string; title: string; bar: number; files: () => string[] };
const weight = ({ id, title, bar, files }: Weight): Suite => ({
  id,
  title,
  run: () => {
    const list = files();
    const value = kB(list);
    return Promise.resolve<Outcome>({
      id,
      ratio: value,
      bar,
      verdict: value <= bar ? 'pass' : 'fail',
      raw: `${list.length} files: ${largest(list)}`,
    });
  },
});

const assets = (end: string): string[] =>
  readdirSync(`${dist}/assets`)
    .filter((name) => name.endsWith(end))
    .map((name) => `assets/${name}`);
const latin = (): string[] => assets('.woff2').filter((name) => /latin-(?!ext)/.test(name));

export const weights: readonly Suite[] = [
  weight({
    id: 'W1-login',
    title: 'staff login until it can be used: kB of JS',
    bar: 175,
    files: () => ending(filesOf(signIn), '.js'),
  }),
  weight({
    id: 'W1-agenda',
    title: 'first Agenda, cumulative: kB of JS',
    bar: 300,
    files: () => ending(filesOf(agenda), '.js'),
  }),
  weight({
    id: 'W1-css',
    title: 'first Agenda, cumulative: kB of CSS',
    bar: 45,
    files: () => ending(filesOf(agenda), '.css'),
  }),
  weight({ id: 'W1-fonts', title: 'fonts a Portuguese page fetches: kB', bar: 60, files: latin }),
  weight({ id: 'W1-all', title: 'all of the application’s JS: kB', bar: 900, files: () => assets('.js') }),
  {
    id: 'W1-chunk',
    title: 'largest chunk: kB',
    run: () => {
      const sizes = assets('.js').map((file) => ({ file, size: weightOf(file) / 1000 }));
      const [worst] = sizes.sort((one, other) => other.size - one.size);
      const value = worst?.size ?? Number.NaN;
      return Promise.resolve<Outcome>({
        id: 'W1-chunk',
        ratio: value,
        bar: 120,
        verdict: value <= 120 ? 'pass' : 'fail',
        raw: worst?.file ?? '',
      });
    },
  },
];
