import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, inWorkFolder } from './paths.mjs';
import { npm, run } from './run.mjs';

const GENERATED = new Set(['node_modules', 'dist', 'coverage', '.tsbuild', 'test-results']);

/**
 * @param {string} folder
 * @returns {string[]} every file that a build could read, tests left out
 */
const sourcesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !GENERATED.has(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? sourcesIn(file) : [file];
    })
    .sort();

/** @param {string[]} places */
const fingerprint = (places) => {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => (/\.\w+$/.test(place) ? [place] : sourcesIn(place)))) {
    hash.update(path.relative(inRoot(), file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

/** @param {'web' | 'api'} name */
const planOf = (name) => ({
  name,
  stamp: inWorkFolder('build', name),
  result: name === 'web' ? inRoot('apps/web/dist/index.html') : inRoot('apps/api/dist/main.js'),
  sources: fingerprint([
    inRoot('apps', name),
    inRoot('packages'),
    inRoot('package-lock.json'),
    inRoot('tsconfig.base.json'),
  ]),
});

/** @param {ReturnType<typeof planOf>} plan */
const isCurrent = ({ stamp, result, sources }) =>
  existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

/** @param {ReturnType<typeof planOf>} plan */
const build = async ({ name, stamp, sources }) => {
  await run(...npm(['run', 'build', '--workspace', `apps/${name}`]), {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
};

/**
 * Builds web and API where their sources have changed since the last build.
 * @returns {Promise<string[]>} what was built
 */
export const ensureBuilt = async () => {
  const stale = [planOf('web'), planOf('api')].filter((plan) => !isCurrent(plan));
  await Promise.all(stale.map(build));
  return stale.map(({ name }) => name);
};
