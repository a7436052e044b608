import type { ChangeFeed } from '../change-feed.ts';
import type { Clock } from '../clock.ts';
import { addKey, type KeyOwner, nameOfOwner, readKeys } from './key-rows.ts';
import type { DataKeyDoc } from './data-key.model.ts';
import { SealError } from './envelope.ts';
import type { Keyring } from './keyring.ts';

export type DataKey = { readonly id: string; readonly key: Buffer };
/** An owner's keys, unwrapped: `current` seals, all of them open. */
export type DataKeys = { readonly current: DataKey | undefined; readonly byId: ReadonlyMap<string, Buffer> };

type Deps = { clock: Clock; keyring: Keyring; feed?: Pick<ChangeFeed, 'on' | 'isLive'> | undefined };
type Remembered = { keys: Promise<DataKeys>; at: number; ids: readonly string[] };

/** How many owners' keys a process holds at most. */
const mostRemembered = 500;
// The feed tells of a rotation or a shredding at once; without it, or should it miss one, these bound the delay.
export const longestMemoryMs = 600_000;
const blindMemoryMs = 10_000;

/** Keys remembered per owner, the longest unused going first. */
const createMemory = ({ clock, feed }: Deps) => {
  const byOwner = new Map<string, Remembered>();
  const forgetKey = (id: string): void => {
    for (const [owner, { ids }] of byOwner) if (ids.includes(id)) byOwner.delete(owner);
  };
  for (const collection of ['clinic_keys', 'platform_keys'])
    feed?.on(collection, forgetKey, () => byOwner.clear());

  const isFresh = ({ at }: Remembered): boolean =>
    clock.now().getTime() - at < (feed?.isLive() === true ? longestMemoryMs : blindMemoryMs);

  return {
    get: (owner: string): Promise<DataKeys> | undefined => {
      const remembered = byOwner.get(owner);
      byOwner.delete(owner);
      if (remembered === undefined || !isFresh(remembered)) return undefined;
      byOwner.set(owner, remembered);
      return remembered.keys;
    },
    /** Many callers share one read; a read that failed is not remembered. */
    put: (owner: string, keys: Promise<DataKeys>): void => {
      const remembered: Remembered = { keys, at: clock.now().getTime(), ids: [] };
      byOwner.set(owner, remembered);
      for (const [oldest] of byOwner) {
        if (byOwner.size <= mostRemembered) break;
        byOwner.delete(oldest);
      }
      const isMine = (): boolean => byOwner.get(owner) === remembered;
      keys.then(
        ({ byId }) => isMine() && byOwner.set(owner, { ...remembered, ids: [...byId.keys()] }),
        () => isMine() && byOwner.delete(owner),
      );
    },
  };
};

/** The data keys of clinics and of the platform: read once per owner, made when first needed. */
export const createDataKeys = (deps: Deps) => {
  const { clock, keyring } = deps;
  const memory = createMemory(deps);

  const unwrapped = async (owner: KeyOwner, rows: readonly DataKeyDoc[]): Promise<DataKeys> => {
    const keys = await Promise.all(
      rows.map(async ({ _id, kekId = '', wrapped = '' }) => ({
        id: _id.toHexString(),
        key: await keyring.unwrap({ kekId, wrapped }, nameOfOwner(owner)),
      })),
    );
    return { current: keys.at(-1), byId: new Map(keys.map(({ id, key }) => [id, key])) };
  };

  const read = (owner: KeyOwner): Promise<DataKeys> => {
    const reading = readKeys(owner).then((rows) => unwrapped(owner, rows));
    memory.put(nameOfOwner(owner), reading);
    return reading;
  };

  const of = (owner: KeyOwner): Promise<DataKeys> => memory.get(nameOfOwner(owner)) ?? read(owner);

  return {
    /** The key that seals for this owner; the first use makes it. */
    current: async (owner: KeyOwner): Promise<DataKey> => {
      const known = (await of(owner)).current;
      if (known !== undefined) return known;
      await addKey(owner, 1, { keyring, at: clock.now() });
      const { current } = await read(owner);
      if (current === undefined) throw new SealError('key-unknown', 'A new key is not there');
      return current;
    },

    /** A key by its id; one that is not known yet may be a rotation this process has not heard of. */
    byId: async (owner: KeyOwner, id: string): Promise<Buffer> => {
      const key = (await of(owner)).byId.get(id) ?? (await read(owner)).byId.get(id);
      if (key === undefined) throw new SealError('key-unknown', 'The key of a sealed value is not there');
      return key;
    },
  };
};
