import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';

/** What of a lockfile's entry is looked at. */
export type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
  inBundle?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
export type Packages = Record<string, Locked>;

/** The name of the package at a place in the lockfile. */
export const nameOf = (place: string): string => place.split('node_modules/').at(-1) ?? place;

/** Entries that a registry delivers: neither the root nor a workspace nor a link to one. */
export const fromRegistry = (packages: Packages): [string, Locked][] =>
  Object.entries(packages).filter(([place, { link }]) => place.includes('node_modules/') && link !== true);

export const readLockfile = (): Packages => {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    packages: Packages;
  };
  return packages;
};
