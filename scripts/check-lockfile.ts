import { readFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { conclude, isCommand } from './lib/sources.ts';
import { nameOf, type Packages, readLockfile } from './supply/lockfile.ts';
import { loosePins, readManifests, serverFloors, strangeOrigins, withoutIntegrity } from './supply/origin.ts';

/** Allowed from `from` on, and below `below` where a later line has a floor of its own. */
type Floor = { name: string; allowed: { from: string; below?: string }[]; why: string };

const FLOORS: Floor[] = [
  {
    name: 'mongoose',
    allowed: [{ from: '8.24.0' }],
    why: 'CVE-2024-53900, CVE-2025-23061, GHSA-wpg9-53fq-2r8h',
  },
  { name: 'express', allowed: [{ from: '4.22.3' }], why: 'CVE-2024-45296, CVE-2024-52798' },
  {
    name: 'path-to-regexp',
    allowed: [{ from: '0.1.13', below: '1.0.0' }, { from: '6.3.0', below: '7.0.0' }, { from: '8.4.0' }],
    why: 'CVE-2024-45296, CVE-2024-52798, CVE-2026-4867, CVE-2026-4926',
  },
  { name: 'qs', allowed: [{ from: '6.14.1' }], why: 'CVE-2025-15284' },
  { name: 'multer', allowed: [{ from: '2.2.0' }], why: 'CVE-2026-5079' },
  { name: 'ws', allowed: [{ from: '8.21.0' }], why: 'CVE-2026-48779, CVE-2026-45736' },
  { name: 'jsonwebtoken', allowed: [{ from: '9.0.2' }], why: 'CVE-2022-23529, -23539, -23540, -23541' },
  { name: 'lodash', allowed: [{ from: '4.17.23' }], why: 'CVE-2025-13465' },
];

const numbersOf = (version: string): number[] => version.split(/[.-]/).slice(0, 3).map(Number);

const isBelow = (version: string, limit: string): boolean => {
  const limits = numbersOf(limit);
  const difference = numbersOf(version)
    .map((part, index) => part - (limits[index] ?? 0))
    .find((part) => part !== 0);
  return (difference ?? 0) < 0;
};

/** Packages in a version with a known hole. */
export const belowFloor = (packages: Packages): string[] =>
  Object.entries(packages).flatMap(([place, { version }]) => {
    const floor = FLOORS.find(({ name }) => name === nameOf(place));
    if (!floor || !version) return [];
    const isAllowed = floor.allowed.some(
      ({ from, below }) => !isBelow(version, from) && (!below || isBelow(version, below)),
    );
    return isAllowed ? [] : [`${place} ${version} is below the floor (${floor.why})`];
  });

/** Optional binaries of other systems that the lockfile forgot: `npm ci` fails there. */
export const missingOptionals = (packages: Packages): string[] => {
  const present = new Set(Object.keys(packages).map(nameOf));
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !present.has(name))
      .map((name) => `${place} wants ${name}, which the lockfile lacks`),
  );
};

/** Everything that a lockfile can be refused for. */
export const lockfileFindings = (packages: Packages): string[] => [
  ...belowFloor(packages),
  ...missingOptionals(packages),
  ...strangeOrigins(packages),
  ...withoutIntegrity(packages),
];

if (isCommand(import.meta.url)) {
  const packages = readLockfile();
  const textOf = (file: string): string => readFileSync(inRoot(file), 'utf8');
  conclude(
    [
      ...lockfileFindings(packages),
      ...loosePins(readManifests()),
      ...serverFloors(textOf('compose.yml'), textOf('Dockerfile')),
    ],
    `${Object.keys(packages).length} packages`,
  );
}
