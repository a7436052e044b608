import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { root } from './paths.mjs';

export type Source = { file: string; text: string };

const GENERATED = new Set(['node_modules', 'dist', 'coverage']);
const TEST = /\.(test|spec|fixtures)\.tsx?$|(^|\/)testing\//;

export const isTest = (file: string): boolean => TEST.test(file);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !GENERATED.has(name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(file) : [file];
    });

/** Files below the repository's folders whose name fits, with paths relative to the repository. */
export const readSources = (folders: string[], name: RegExp, within = root): Source[] =>
  folders
    .map((folder) => path.join(within, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(filesIn)
    .filter((file) => name.test(file))
    .map((file) => ({
      file: path.relative(within, file).replaceAll(path.sep, '/'),
      text: readFileSync(file, 'utf8'),
    }));

/** The product's own TypeScript, tests included. */
export const readProduct = (within = root): Source[] => readSources(['apps', 'packages'], /\.tsx?$/, within);

/** @returns the syntax tree and the comments, positions counted in characters */
export const parse = ({ file, text }: Source): ReturnType<typeof parseSync> => parseSync(file, text);

/** `path:line`, as editors and terminals understand it. */
export const placeOf = ({ file, text }: Source, position: number): string =>
  `${file}:${text.slice(0, position).split('\n').length}`;

/** True in the module that was started, false where it is imported. */
export const isCommand = (moduleUrl: string): boolean =>
  moduleUrl === pathToFileURL(process.argv[1] ?? '').href;

/** Prints every finding, or that there is none, and sets the exit code. */
export const conclude = (findings: string[], allGood: string): void => {
  console.log(findings.length === 0 ? allGood : findings.join('\n'));
  process.exitCode = findings.length === 0 ? 0 : 1;
};
