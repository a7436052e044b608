import type { Ask, Browser } from './browser.ts';
import type { Product } from './stage.ts';
import type { Answer } from './wire.ts';
import type { Principal, World } from './world.ts';

/** A row of the catalogue as data: what is sent by whom, and what must come back. */

/** The codes of the catalogue; several statuses where two of them say the same thing. */
export const V400 = [400, 422];
export const A401 = [401];
export const F403 = [403];
export const N404 = [404];
export const C409 = [409];
export const L413 = [413];
export const T415 = [415];
/** Node itself refuses what is no HTTP, and closes; 0 is a connection closed without a word. */
export const refusedByParser = [400, 408, 413, 414, 431, 0];

export type Shot = Ask & {
  as: Principal | Browser;
  expect: readonly number[];
  /** Looks into the answer; says what is wrong with it, or nothing. */
  check?: (answer: Answer) => string | undefined;
  /** The whole request, byte for byte; method and path are then only its name. */
  raw?: Buffer | string | Iterable<Buffer> | AsyncIterable<Buffer>;
  /** The answer may come from below the application and need not be one of its problems. */
  isBare?: boolean;
  /** Meant to succeed, and so to change the store. */
  changes?: boolean;
  /** Who reads is entitled to these words. */
  knows?: readonly string[];
};

export type Probe = {
  readonly world: World;
  /** Sends it and asks every oracle; throws at the first wrong answer. */
  readonly fire: (shot: Shot) => Promise<Answer>;
  /** Fails the row with these words unless it holds. */
  readonly holds: (is: boolean, words: string) => void;
  /** A process of the product with settings of its own, stopped when the row ends. */
  readonly start: (name: string, settings: Readonly<Record<string, string>>) => Promise<Product>;
};

export type Row = {
  readonly id: string;
  readonly title: string;
  /** Why the row cannot be run yet, or undefined when it can. */
  readonly absent?: (world: World) => string | undefined;
  /** The store may change: some of what is sent is meant to succeed. */
  readonly changes?: boolean;
  readonly shots?: (world: World) => readonly Shot[] | Promise<readonly Shot[]>;
  readonly story?: (probe: Probe) => Promise<void>;
};

export class WrongAnswer extends Error {}

/** Absent until the product documents one of these operations. */
export const needs =
  (...names: readonly string[]) =>
  ({ hasRoute }: World): string | undefined =>
    names.some(hasRoute) ? undefined : `the product has no ${names.join(' or ')}`;
