import type { Types } from '../mongo.ts';
import { createDataKeys } from './data-keys.ts';
import { beginningFor, decrypt, encrypt, fromText, toText } from './envelope.ts';
import { type KeyOwner, nameOfOwner } from './key-rows.ts';

/** Where a sealed value belongs. It is authenticated with the value: moved elsewhere, the value does not open. */
export type Place = { readonly collection: string; readonly field: string; readonly id: Types.ObjectId };
/** Seals at once, for batches: the key is at hand. */
export type Seal = (place: Place, plain: string) => string;

/** Seals single fields with the key of a clinic, or with the platform's for rows that belong to no clinic. */
export type FieldCipher = {
  readonly seal: (owner: KeyOwner, place: Place, plain: string) => Promise<string>;
  readonly open: (owner: KeyOwner, place: Place, sealed: string) => Promise<string>;
  readonly sealer: (owner: KeyOwner) => Promise<Seal>;
  /** The same value under the current key; a value that is under it already comes back as it is. */
  readonly renew: (owner: KeyOwner, place: Place, sealed: string) => Promise<string>;
  /** The beginning of everything that is sealed with the current key. */
  readonly beginning: (owner: KeyOwner) => Promise<string>;
};

const aboutOf = (owner: KeyOwner, { collection, field, id }: Place): string =>
  `${nameOfOwner(owner)}|${collection}|${field}|${id.toHexString()}`;

export const createFieldCipher = (deps: Parameters<typeof createDataKeys>[0]): FieldCipher => {
  const keys = createDataKeys(deps);

  const sealer = async (owner: KeyOwner): Promise<Seal> => {
    const { id, key } = await keys.current(owner);
    return (place, plain) => toText(id, encrypt(key, Buffer.from(plain), aboutOf(owner, place)));
  };

  const open = async (owner: KeyOwner, place: Place, sealed: string): Promise<string> => {
    const { keyId, box } = fromText(sealed);
    const key = await keys.byId(owner, keyId);
    return decrypt(key, box, aboutOf(owner, place)).toString('utf8');
  };

  const beginning = async (owner: KeyOwner): Promise<string> => beginningFor((await keys.current(owner)).id);

  return {
    sealer,
    open,
    beginning,
    seal: async (owner, place, plain) => (await sealer(owner))(place, plain),
    renew: async (owner, place, sealed) => {
      if (sealed.startsWith(await beginning(owner))) return sealed;
      return (await sealer(owner))(place, await open(owner, place, sealed));
    },
  };
};
