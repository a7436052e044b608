import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Types } from '../mongo.ts';
import { runAsSystem, runInClinic } from '../tenancy/context.ts';
import { clinicKeys, type DataKeyDoc, platformKeys } from './data-key.model.ts';
import { longestMemoryMs } from './data-keys.ts';
import type { FieldCipher } from './field-cipher.ts';
import { addKey, type KeyOwner, nameOfOwner, readKeys, rowsOf, shredKeys } from './key-rows.ts';
import type { Keyring } from './keyring.ts';
import { type Resealed, resealField } from './reseal.ts';
import type { SealedField } from './sealed-fields.ts';

type Deps = {
  clock: Clock;
  logger: Logger;
  keyring: Keyring;
  cipher: FieldCipher;
  sealedFields: readonly SealedField[];
  /** A data key is replaced when it is older. */
  days: number;
};

const dayMs = 86_400_000;
const everyCollection = () => [clinicKeys(), platformKeys()] as const;
const ownerOf = ({ clinicId }: { clinicId?: Types.ObjectId | null }): KeyOwner => clinicId ?? 'platform';

/** In the owner's own scope, so that the guard holds the work to that clinic. */
const inScopeOf = <T>(owner: KeyOwner, work: () => Promise<T>): Promise<T> =>
  owner === 'platform' ? runAsSystem('platform-keys', work) : runInClinic(owner, work);

type Newest = { owner: KeyOwner; newest: Date; unemptied: number };

/** One line per owner of keys, shredded ones apart. */
const ownersOfKeys = (): Promise<Newest[]> =>
  runAsSystem('keys-survey', async () => {
    const lists = everyCollection().map((rows) =>
      rows
        .aggregate<{ _id: Types.ObjectId | null; newest: Date; unemptied: number; first: number }>([
          {
            $group: {
              _id: '$clinicId',
              newest: { $max: '$createdAt' },
              first: { $min: '$version' },
              unemptied: { $sum: { $cond: [{ $gt: ['$emptiedAt', null] }, 0, 1] } },
            },
          },
          { $match: { first: { $gt: 0 } } },
        ])
        .toArray(),
    );
    const found = (await Promise.all(lists)).flat();
    return found.map(({ _id, ...facts }) => ({ ...facts, owner: ownerOf({ clinicId: _id }) }));
  });

/** The next version; values stay readable by the earlier ones until they are sealed anew. */
const rotateOne = async ({ clock, keyring }: Deps, owner: KeyOwner): Promise<void> => {
  const at = clock.now();
  const newest = (await readKeys(owner)).at(-1)?.version ?? 0;
  await addKey(owner, newest + 1, { keyring, at });
  const { rows, filter } = rowsOf(owner);
  // Every process that remembers one of these hears of it and reads anew.
  await rows.updateMany(
    { ...filter, version: { $lte: newest }, supersededAt: { $exists: false } },
    { $set: { supersededAt: at } },
  );
};

/** What is spoilt keeps its key from counting as empty, so that a restored backup can still be read with it. */
const resealOwner = async ({ clock, cipher, sealedFields }: Deps, owner: KeyOwner): Promise<Resealed> => {
  const kind = owner === 'platform' ? 'platform' : 'clinic';
  const total: Resealed = { renewed: 0, spoilt: 0 };
  for (const field of sealedFields.filter((one) => one.owner === kind)) {
    const { renewed, spoilt } = await resealField({ cipher, owner }, field);
    total.renewed += renewed;
    total.spoilt += spoilt;
  }
  if (total.spoilt > 0) return total;
  const current = (await readKeys(owner)).at(-1)?.version ?? 0;
  const { rows, filter } = rowsOf(owner);
  await rows.updateMany(
    { ...filter, version: { $lt: current, $gt: 0 }, emptiedAt: { $exists: false } },
    { $set: { emptiedAt: clock.now() } },
  );
  return total;
};

const rewrapRow = async (keyring: Keyring, row: DataKeyDoc): Promise<number> => {
  const { kekId = '', wrapped = '' } = row;
  const owner = ownerOf(row);
  const about = nameOfOwner(owner);
  const locked = await keyring.wrap(await keyring.unwrap({ kekId, wrapped }, about), about);
  const { rows, filter } = rowsOf(owner);
  const { modifiedCount } = await rows.updateOne({ ...filter, _id: row._id, wrapped }, { $set: locked });
  return modifiedCount;
};

const wrappedBy = (kekId: string): Promise<number> =>
  runAsSystem('keys-survey', async () => {
    const counts = await Promise.all(everyCollection().map((rows) => rows.countDocuments({ kekId })));
    return counts.reduce((sum, count) => sum + count, 0);
  });

export type KekUse = { id: string; isCurrent: boolean; isHere: boolean; dataKeys: number };

/** Which key-encryption keys wrap how many data keys. */
const surveyOf = async (keyring: Keyring, configured: readonly string[]): Promise<KekUse[]> => {
  const used = await runAsSystem('keys-survey', () =>
    Promise.all(everyCollection().map((rows) => rows.distinct('kekId', { kekId: { $type: 'string' } }))),
  );
  const ids = [...new Set([...configured, ...used.flat().map(String)])];
  return Promise.all(
    ids.map(async (id) => ({
      id,
      isCurrent: id === keyring.currentId,
      isHere: keyring.has(id),
      dataKeys: await wrappedBy(id),
    })),
  );
};

/** The work on keys: replacing, wrapping anew, retiring, destroying. Everything may be repeated and resumed. */
export const createKeyCare = (deps: Deps) => {
  const { clock, keyring, logger, days } = deps;

  const rotate = async (isDue: (one: Newest) => boolean): Promise<number> => {
    const due = (await ownersOfKeys()).filter(isDue);
    for (const { owner } of due) await inScopeOf(owner, () => rotateOne(deps, owner));
    return due.length;
  };

  /** Where a key has a successor that every process knows of by now. */
  const isToReseal = ({ newest, unemptied }: Newest): boolean =>
    unemptied > 1 && clock.now().getTime() - newest.getTime() >= longestMemoryMs;

  const reseal = async (isDue: (one: Newest) => boolean = isToReseal): Promise<void> => {
    for (const { owner } of (await ownersOfKeys()).filter(isDue)) {
      const { renewed, spoilt } = await inScopeOf(owner, () => resealOwner(deps, owner));
      if (spoilt > 0)
        logger.error({ owner: nameOfOwner(owner), spoilt }, 'sealed values that cannot be opened');
      if (renewed > 0) logger.info({ owner: nameOfOwner(owner), renewed }, 'values sealed anew');
    }
  };

  return {
    /** A new data key for every owner. */
    rotateAll: (): Promise<number> => rotate(() => true),
    reseal,

    /** Rotates keys that are due and seals anew what is under earlier ones. */
    tick: async (): Promise<void> => {
      await rotate(({ newest }) => clock.now().getTime() - newest.getTime() >= days * dayMs);
      await reseal();
    },

    /** Wraps every data key with the current key-encryption key; no sealed value is touched. */
    rewrap: (): Promise<number> =>
      runAsSystem('keys-rewrap', async () => {
        let count = 0;
        for (const rows of everyCollection()) {
          const others = rows.find({ kekId: { $type: 'string', $ne: keyring.currentId } });
          for await (const row of others) count += await rewrapRow(keyring, row);
        }
        return count;
      }),

    survey: (configured: readonly string[]): Promise<KekUse[]> => surveyOf(keyring, configured),

    /** Throws while a key-encryption key is in use: without it, what it wraps is lost. */
    assertRetirable: async (kekId: string): Promise<void> => {
      if (kekId === keyring.currentId) throw new Error(`The key ${kekId} is the current one`);
      const count = await wrappedBy(kekId);
      if (count > 0)
        throw new Error(`The key ${kekId} still wraps ${count} data keys: run keys -- rewrap first`);
    },

    /** Destroys a clinic's keys: its sealed values can never be read again. */
    shred: (clinicId: Types.ObjectId): Promise<void> =>
      runInClinic(clinicId, () => shredKeys(clinicId, clock.now())),
  };
};
export type KeyCare = ReturnType<typeof createKeyCare>;

/** Refuses to serve without a key-encryption key that is still needed: reads would fail one by one. */
export const assertKeysAtHand = (keyring: Keyring): Promise<void> =>
  runAsSystem('boot-check', async () => {
    for (const rows of everyCollection()) {
      const used = await rows.distinct('kekId', { kekId: { $type: 'string' } });
      for (const kekId of used.map(String)) {
        if (!keyring.has(kekId))
          throw new Error(`Data keys are wrapped with ${kekId}: TOPSMILE_ENCRYPTION_KEYS must keep it`);
        const row = await rows.findOne({ kekId });
        if (row?.wrapped !== undefined)
          await keyring.unwrap({ kekId, wrapped: row.wrapped }, nameOfOwner(ownerOf(row))).catch(() => {
            throw new Error(`The key ${kekId} of TOPSMILE_ENCRYPTION_KEYS is not the one that was in use`);
          });
      }
    }
  });
