import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { npm, run } from './run.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Packages */

/**
 * @param {string} file
 * @returns {Packages}
 */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True when every package of the lockfile is there in its locked version (npm records what it installed). */
export const isInstalled = (folder = inRoot()) => {
  const record = `${folder}/node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(`${folder}/package-lock.json`)).every(
    ([place, { version, optional, link }]) =>
      place === '' || optional || (link ? installed[place] : installed[place]?.version === version),
  );
};

/**
 * Installs the locked packages when they are missing or differ from the lockfile.
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export const ensureInstalled = async () => {
  if (isInstalled()) return false;
  await run(...npm(['ci', '--no-audit', '--no-fund']));
  return true;
};
