import type { Db } from 'mongodb';
import type { Product } from './stage.ts';
import { type Answer, exchange, header, jsonOf } from './wire.ts';
import type { Shot } from './row.ts';
import type { World } from './world.ts';

/** What must hold after every probe, whatever it was: each answers what is wrong, or nothing. */

const internals =
  /\bat \S+ \(|node_modules|\/(apps|src|dist|usr|home|work)\/|\.[jt]s:\d|mongo|mongoose|bson|\bzod\b|CastError|E11000|RangeError|TypeError|SyntaxError|express|redis|valkey|\bjose\b|argon|multer|busboy/i;

export const noFiveHundred = ({ expect }: Shot, { status }: Answer): string | undefined =>
  status >= 500 && !expect.includes(status) ? `answers ${status}` : undefined;

export const noInternals = (_shot: Shot, { status, text }: Answer): string | undefined => {
  const found = status >= 400 ? internals.exec(text)?.[0] : undefined;
  return found === undefined ? undefined : `the answer names ${JSON.stringify(found)}`;
};

const problemKeys = ['type', 'title', 'status', 'detail', 'code', 'requestId', 'success'];

export const problemForm = ({ isBare = false, method }: Shot, answer: Answer): string | undefined => {
  if (answer.status < 400 || isBare || method === 'HEAD') return undefined;
  if (!header(answer, 'content-type')?.startsWith('application/problem+json'))
    return `a failure as ${header(answer, 'content-type') ?? 'nothing'}`;
  const problem = jsonOf(answer);
  const missing = problemKeys.filter((key) => problem?.[key] === undefined);
  return missing.length === 0 ? undefined : `the problem lacks ${missing.join(', ')}`;
};

const ofClinicB = new Set<unknown>(['AB']);
const ofClinicA = new Set<unknown>(['SA', 'AA', 'DA', 'RA', 'BA']);

/** The words of clinic B are for clinic B, those of PA2 for the staff of clinic A. */
export const noCanary =
  ({ canaries }: World) =>
  ({ as, knows = [] }: Shot, { raw }: Answer): string | undefined => {
    const name = typeof as === 'string' ? as : as.name;
    const text = raw.toString('utf8');
    if (text.includes(canaries.b) && !ofClinicB.has(name) && !knows.includes('b'))
      return `${name} reads a word of clinic B`;
    if (text.includes(canaries.pa2) && !ofClinicA.has(name) && !knows.includes('pa2'))
      return `${name} reads a word of PA2`;
    return undefined;
  };

const lifeLimitMs = 100;

/** Alive and quick; the best of three, as a busy machine may hold up any one of them. */
export const alive = async (product: Product): Promise<string | undefined> => {
  if (!product.isRunning()) return 'the process is gone';
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 3 && best > lifeLimitMs; at += 1) {
    const { status, ms } = await exchange({
      port: product.port,
      bytes: 'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      limitMs: 5000,
    });
    if (status === 200) best = Math.min(best, ms);
  }
  return best <= lifeLimitMs ? undefined : `/livez takes ${Math.round(best)} ms`;
};

/** Written by every call, by sign-ins, or by the product's own housekeeping: no trace of a probe's success. */
const bookkeeping =
  /^(\w*sessions|idempotency_keys|outbox|inbox|jobs|agendaJobs|migrations|\w*audit\w*|security_events|messages|leases)$/;

export type Fingerprint = ReadonlyMap<string, string>;

/** A hash of each collection over every row, made by the server. */
export const fingerprintOf = async (db: Db): Promise<Fingerprint> => {
  const { collections } = await db.command({ dbHash: 1 });
  const hashes: [string, string][] = Object.entries(collections);
  return new Map(hashes.filter(([name]) => !bookkeeping.test(name)));
};

export const changedIn = (before: Fingerprint, after: Fingerprint): string | undefined => {
  const names = new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter((name) => before.get(name) !== after.get(name));
  return changed.length === 0 ? undefined : `the store has changed: ${changed.join(', ')}`;
};
