import { readFileSync } from 'node:fs';
import { readSources } from '../lib/sources.ts';
import { inRoot } from '../lib/paths.mjs';
import { fromRegistry, type Packages } from './lockfile.ts';

/** Where packages come from, that each is what it was, and that manifests name one version each. */

const urlOf = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

/** Written addresses that are not https, or more than one host among them. npm may leave addresses out. */
export const strangeOrigins = (packages: Packages): string[] => {
  const written = fromRegistry(packages).flatMap(([place, { resolved }]) =>
    resolved === undefined ? [] : [{ place, url: urlOf(resolved) }],
  );
  const insecure = written
    .filter(({ url }) => url?.protocol !== 'https:')
    .map(({ place }) => `${place} does not come by https`);
  const [first, ...others] = new Set(written.flatMap(({ url }) => url?.host ?? []));
  return [...insecure, ...others.map((host) => `packages come from ${host} as well as from ${first}`)];
};

const strong = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** Entries that could be exchanged on the way without anybody noticing. */
export const withoutIntegrity = (packages: Packages): string[] =>
  fromRegistry(packages)
    .filter(([, { inBundle, integrity }]) => inBundle !== true && !strong.test(integrity ?? ''))
    .map(([place]) => `${place} has no SHA-512`);

type Pins = { [name: string]: string | Pins };
type Manifest = { file: string } & Partial<Record<(typeof dependencyFields)[number], Pins>>;
const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
] as const;
const exact = /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Every version in a list; an override may hold a list of its own. */
const pinsOf = (pins: Pins): [string, string][] =>
  Object.entries(pins).flatMap(([name, pin]): [string, string][] =>
    typeof pin === 'string' ? [[name, pin]] : pinsOf(pin),
  );

/** Versions that another day or another Node would read differently. */
export const loosePins = (manifests: readonly Manifest[]): string[] =>
  manifests.flatMap((manifest) =>
    dependencyFields.flatMap((field) =>
      pinsOf(manifest[field] ?? {})
        .filter(([, version]) => !exact.test(version))
        .map(([name, version]) => `${manifest.file} ${field} ${name}: ${version} is not exact`),
    ),
  );

/** Every manifest of the repository, the benches' controls among them. */
export const readManifests = (): Manifest[] => {
  const root = { file: 'package.json', text: readFileSync(inRoot('package.json'), 'utf8') };
  const others = readSources(['apps', 'packages', 'e2e', 'bench'], /(^|\/)package\.json$/);
  return [root, ...others].map(({ file, text }) => ({ ...(JSON.parse(text) as object), file }));
};

/** Servers of the images we name, in versions with a known hole. */
export const serverFloors = (compose: string, dockerfile: string): string[] => {
  const [, major = '', minor = '', patch = ''] = /image: mongo:(\d+)\.(\d+)\.(\d+)/.exec(compose) ?? [];
  const floors: Record<string, number> = { '8.0': 17, '7.0': 28 };
  const floor = floors[`${major}.${minor}`];
  const isOldMongo = floor === undefined || Number(patch) < floor;
  const node = Number(/\bnode:(\d+)/.exec(dockerfile)?.[1] ?? 0);
  return [
    ...(isOldMongo ? ['compose.yml names a mongod below the floor (CVE-2025-14847)'] : []),
    ...(node < 22 ? ['Dockerfile names a Node that is past its end of life'] : []),
  ];
};
