import { randomBytes } from 'node:crypto';
import { violates } from '../errors.ts';
import { type Collection, Types } from '../mongo.ts';
import { clinicKeys, type DataKeyDoc, platformKeys } from './data-key.model.ts';
import { SealError } from './envelope.ts';
import type { Keyring } from './keyring.ts';

/** Whose key: a clinic's, or the platform's for rows that belong to no clinic (people who sign in). */
export type KeyOwner = Types.ObjectId | 'platform';

export const nameOfOwner = (owner: KeyOwner): string =>
  owner === 'platform' ? 'platform' : `clinic:${owner.toHexString()}`;

export const rowsOf = (
  owner: KeyOwner,
): { rows: Collection<DataKeyDoc>; filter: { clinicId?: Types.ObjectId } } =>
  owner === 'platform'
    ? { rows: platformKeys(), filter: {} }
    : { rows: clinicKeys(), filter: { clinicId: owner } };

/** The mark of a shredded clinic stands before every version, so that no new key can follow it. */
const shreddedVersion = 0;
const keyBytes = 32;

const assertNotShredded = (rows: readonly DataKeyDoc[]): void => {
  if (rows.some(({ version }) => version === shreddedVersion))
    throw new SealError('key-shredded', 'The keys of this clinic were destroyed; its sealed values are gone');
};

/** All versions of an owner's key, oldest first; throws for a shredded clinic. One command. */
export const readKeys = async (owner: KeyOwner): Promise<DataKeyDoc[]> => {
  const { rows, filter } = rowsOf(owner);
  const found = await rows.find(filter, { sort: { version: 1 } }).toArray();
  assertNotShredded(found);
  return found;
};

/** Writes a version of the key; false when somebody else was first, whose key is then the one in force. */
export const addKey = async (
  owner: KeyOwner,
  version: number,
  { keyring, at }: { keyring: Keyring; at: Date },
): Promise<boolean> => {
  const { rows, filter } = rowsOf(owner);
  const locked = await keyring.wrap(randomBytes(keyBytes), nameOfOwner(owner));
  const row: DataKeyDoc = { _id: new Types.ObjectId(), ...filter, version, ...locked, createdAt: at };
  try {
    await rows.insertOne(row);
    return true;
  } catch (error) {
    if (violates(error, 'uniq_version')) return false;
    throw error;
  }
};

/** Destroys a clinic's keys for ever: nothing that was sealed with them can be read again, backups apart. */
export const shredKeys = async (clinicId: Types.ObjectId, at: Date): Promise<void> => {
  const rows = clinicKeys();
  const mark = {
    _id: new Types.ObjectId(),
    clinicId,
    version: shreddedVersion,
    createdAt: at,
    shreddedAt: at,
  };
  // The mark first: whoever dies in between leaves a clinic without a usable key, never one with a fresh one.
  await rows.insertOne(mark).catch((error: unknown) => {
    if (!violates(error, 'uniq_version')) throw error;
  });
  await rows.deleteMany({ clinicId, version: { $gt: shreddedVersion } });
};
