import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { describe, Problem } from './lib/problem.mjs';
import { run } from './lib/run.mjs';
import { isCommand } from './lib/sources.ts';
import {
  adrFile,
  type GeneratedFile,
  migrationFiles,
  moduleFiles,
  moduleRegistration,
  wordsOf,
} from './gen-templates.ts';

const USAGE = `Usage: npm run gen -- module recalls [recall]     API folder, contract and web folder
       npm run gen -- migration add-preferred-name  the next number, with its test
       npm run gen -- adr one-database-per-cell     the next number`;

/** The number after the highest one in the folder, with four digits. */
export const nextNumber = (names: string[]): string => {
  const numbers = names.map((name) => Number(/^(\d{4})-/.exec(name)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0');
};

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

const write = async (files: GeneratedFile[]): Promise<void> => {
  const taken = files.find(({ file }) => existsSync(inRoot(file)));
  if (taken) throw new Problem(`${taken.file} exists already; nothing was written.`);
  for (const { file, text } of files) {
    mkdirSync(path.dirname(inRoot(file)), { recursive: true });
    writeFileSync(inRoot(file), text);
    console.log(file);
  }
  const code = files.map(({ file }) => file).filter((file) => /\.tsx?$/.test(file));
  if (code.length > 0) await run(inRoot('node_modules/.bin/biome'), ['format', '--write', ...code]);
};

const generate = async ([kind, name = '', singular]: string[]): Promise<void> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Problem(USAGE);
  if (kind === 'module') {
    const words = wordsOf(name, singular);
    await write(moduleFiles(words));
    console.log(`\nRegister it:\n${moduleRegistration(words).join('\n')}`);
    return;
  }
  if (kind === 'migration') {
    await write(migrationFiles(nextNumber(namesIn(inRoot('apps/api/src/migrations'))), name));
    console.log('\nAppend it to apps/api/src/migrations/index.ts.');
    return;
  }
  if (kind !== 'adr') throw new Problem(USAGE);
  await write([adrFile(nextNumber(namesIn(inRoot('docs/adr'))), name)]);
};

const main = async (): Promise<void> => {
  try {
    await generate(process.argv.slice(2));
  } catch (error) {
    console.error(describe(error));
    process.exitCode = 1;
  }
};

if (isCommand(import.meta.url)) await main();
