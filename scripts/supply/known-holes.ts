import { existsSync, readFileSync } from 'node:fs';
import retire from 'retire';
import { inRoot } from '../lib/paths.mjs';
import { tryRun } from '../lib/run.mjs';
import { conclude, isCommand } from '../lib/sources.ts';
import { fromRegistry, nameOf, type Packages, readLockfile } from './lockfile.ts';

/**
 * Front-end libraries with a known hole, by retire.js and its data as they lie in this repository: the answer
 * needs no network. `--jsrepo FILE` takes another data file, `--path FOLDER` another folder than the built web.
 */

type Repository = Parameters<typeof retire.check>[2];
type Hole = NonNullable<ReturnType<typeof retire.check>[number]['vulnerabilities']>[number];

const dataFile = inRoot('scripts', 'supply', 'jsrepository.json');

export const readRepository = (file = dataFile): Repository =>
  JSON.parse(retire.replaceVersion(readFileSync(file, 'utf8'))) as Repository;

const nameOfHole = ({ identifiers, severity }: Hole): string =>
  `${severity} ${identifiers.CVE?.join(', ') ?? identifiers.githubID ?? 'unnamed'}`;

/** Locked packages that the data know to be open. */
export const knownHoles = (packages: Packages, repository: Repository): string[] => {
  const known = new Map(Object.entries(repository).map(([name, { npmname }]) => [npmname ?? name, name]));
  return fromRegistry(packages).flatMap(([place, { version = '' }]) => {
    const component = known.get(nameOf(place));
    if (component === undefined) return [];
    const holes = retire
      .check(component, version, repository)
      .flatMap(({ vulnerabilities }) => vulnerabilities ?? []);
    return holes.map((hole) => `${nameOf(place)} ${version} has a known hole: ${nameOfHole(hole)}`);
  });
};

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
};

/** Looks into the files themselves: what a bundler copied in is no entry of any lockfile. */
const scanFolder = async (folder: string, data: string): Promise<string[]> => {
  const args = ['--path', folder, '--jsrepo', data, '--nocache', '--outputformat', 'text'];
  const { code, output } = await tryRun(inRoot('node_modules', '.bin', 'retire'), args, { limitMs: 120_000 });
  return code === 0 ? [] : [output.trim()];
};

if (isCommand(import.meta.url)) {
  const data = argument('--jsrepo') ?? dataFile;
  const folder = argument('--path') ?? inRoot('apps', 'web', 'dist');
  const inFiles = existsSync(folder) ? await scanFolder(folder, data) : [];
  const packages = readLockfile();
  conclude(
    [...knownHoles(packages, readRepository(data)), ...inFiles],
    `no known hole${existsSync(folder) ? '' : '; the web is not built, so only the lockfile was read'}`,
  );
}
