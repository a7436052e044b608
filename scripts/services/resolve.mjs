import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inWorkFolder } from '../lib/paths.mjs';
import { messageOf, Problem } from '../lib/problem.mjs';
import { tryRun } from '../lib/run.mjs';

/**
 * One way to fetch a program: leaves the executable at `target`, or answers where else it is,
 * or throws with the reason why not.
 * @typedef {{ label: string, fetch: (target: string) => Promise<string | void> }} Source
 */

/**
 * A program the commands need and how to come by it.
 * @typedef {object} Program
 * @property {string} title as a person would call it
 * @property {string} variable environment variable that names the executable
 * @property {string[]} names executables to look for on PATH
 * @property {Source[]} sources asked in order when there is none
 * @property {string} advice what to install by hand
 */

/** @typedef {{ path: string, origin: string }} Found */

/** @param {string} file */
const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/**
 * Present and able to run here: a binary for another system, or without its libraries, is not.
 * @param {string} file
 */
const works = async (file) =>
  isExecutable(file) && (await tryRun(file, ['--version'], { limitMs: 30_000 })).code === 0;

/**
 * @param {string[]} folders
 * @param {string[]} names
 */
const findWorking = async (folders, names) => {
  for (const folder of folders) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (await works(file)) return file;
    }
  }
  return undefined;
};

/** @param {Program} program */
const namedByEnvironment = async ({ title, variable }) => {
  const file = process.env[variable];
  if (!file) return undefined;
  if (await works(file)) return file;
  throw new Problem(`${title}: ${variable}=${file} is not a program that runs here.`);
};

/**
 * @param {Source} source
 * @param {string} target
 */
const fetchFrom = async (source, target) => {
  const partial = `${target}.partial`;
  try {
    const file = (await source.fetch(partial)) ?? partial;
    if (!(await works(file))) throw new Error('what came does not run here');
    if (file !== partial) return file;
    renameSync(partial, target);
    return target;
  } finally {
    rmSync(partial, { force: true });
  }
};

/**
 * @param {Program} program
 * @param {string} cacheFolder
 * @returns {Promise<Found | undefined>}
 */
const findPresent = async (program, cacheFolder) => {
  const named = await namedByEnvironment(program);
  if (named) return { path: named, origin: program.variable };
  const searchPath = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const onPath = await findWorking(searchPath, program.names);
  if (onPath) return { path: onPath, origin: 'PATH' };
  const cached = await findWorking([cacheFolder], program.names);
  return cached ? { path: cached, origin: 'cache' } : undefined;
};

/**
 * The first that works of: the environment's choice, PATH, the project's cache, the program's sources.
 * Otherwise a Problem of one line that says what to install.
 * @param {Program} program
 * @param {{ say?: (text: string) => void, cacheFolder?: string }} [options]
 * @returns {Promise<Found>}
 */
export const findProgram = async (program, { say, cacheFolder = inWorkFolder('bin') } = {}) => {
  const present = await findPresent(program, cacheFolder);
  if (present) return present;

  const target = path.join(cacheFolder, program.names[0] ?? program.title);
  mkdirSync(cacheFolder, { recursive: true });
  const failures = ['not on PATH'];
  for (const source of program.sources) {
    try {
      const file = await fetchFrom(source, target);
      say?.(`${program.title} fetched from ${source.label}`);
      return { path: file, origin: source.label };
    } catch (error) {
      failures.push(`${source.label}: ${messageOf(error).split('\n')[0]}`);
    }
  }
  throw new Problem(`${program.title} not found (${failures.join('; ')}). ${program.advice}`);
};
