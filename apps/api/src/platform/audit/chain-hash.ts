import { createHash } from 'node:crypto';
import type { ChainedRow } from './audit.types.ts';

/** What stands before the first row of every chain. */
export const genesis = '0'.repeat(64);

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('toHexString' in value && typeof value.toHexString === 'function')
    return value.toHexString() as unknown;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]),
  );
};

/** One text for one row, whatever order its fields have and whether it comes from the store or from a file. */
export const canonical = (row: object): string => JSON.stringify(plain(row));

export const hashOf = (row: Omit<ChainedRow, 'hash'>): string => {
  const covered = Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'hash'));
  return createHash('sha256').update(row.prevHash).update(canonical(covered)).digest('hex');
};

export type Head = { seq: number; hash: string };
export type Fault = {
  seq: number;
  what: 'edited' | 'missing' | 'out-of-order' | 'cut-off';
};

type Row = { seq: number; prevHash: string; hash: string };

/** The first row that does not fit after `head`, if there is one; else the head after the rows. */
export const follow = (head: Head, rows: readonly Row[]): { head: Head; fault?: Fault } => {
  let at = head;
  for (const row of rows) {
    if (row.seq > at.seq + 1) return { head: at, fault: { seq: at.seq + 1, what: 'missing' } };
    if (row.seq <= at.seq) return { head: at, fault: { seq: row.seq, what: 'out-of-order' } };
    const isWhole = hashOf(row as unknown as ChainedRow) === row.hash;
    if (!isWhole || row.prevHash !== at.hash) return { head: at, fault: { seq: row.seq, what: 'edited' } };
    at = { seq: row.seq, hash: row.hash };
  }
  return { head: at };
};

/** Whether a chain ends where it was anchored: a shorter one was cut, another hash means another past. */
export const compareHeads = (found: Head, anchored: Head): Fault | undefined => {
  if (found.seq < anchored.seq) return { seq: found.seq + 1, what: 'cut-off' };
  if (found.seq === anchored.seq && found.hash !== anchored.hash) return { seq: found.seq, what: 'edited' };
  return undefined;
};
