import { decrypt, encrypt, SealError } from './envelope.ts';
import type { EncryptionKey } from './encryption-keys.rules.ts';

/** A data key under lock: which key-encryption key wraps it, and the wrapped bytes. */
export type WrappedKey = { readonly kekId: string; readonly wrapped: string };

/** Wraps data keys. A key management service takes this one's place by the same four members. */
export type Keyring = {
  readonly currentId: string;
  readonly has: (kekId: string) => boolean;
  readonly wrap: (key: Buffer, about: string) => Promise<WrappedKey>;
  readonly unwrap: (wrapped: WrappedKey, about: string) => Promise<Buffer>;
};

const partsOf = (wrapped: string): Buffer[] =>
  wrapped.split('|').map((part) => Buffer.from(part, 'base64url'));

/** Key-encryption keys held in the process, from the environment or a mounted file; the first is current. */
export const createKeyring = (keys: readonly EncryptionKey[]): Keyring => {
  const [current] = keys;
  if (current === undefined) throw new Error('A keyring needs a key');
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    currentId: current.id,
    has: (kekId) => byId.has(kekId),
    wrap: async (key, about) => {
      const { iv, tag, ciphertext } = encrypt(current.key, key, about);
      const wrapped = [iv, tag, ciphertext].map((part) => part.toString('base64url')).join('|');
      return { kekId: current.id, wrapped };
    },
    unwrap: async ({ kekId, wrapped }, about) => {
      const kek = byId.get(kekId);
      const [iv, tag, ciphertext] = partsOf(wrapped);
      if (kek === undefined)
        throw new SealError('key-unknown', `The key ${kekId} is not in TOPSMILE_ENCRYPTION_KEYS`);
      if (iv === undefined || tag === undefined || ciphertext === undefined)
        throw new SealError('form', 'A wrapped key lacks a part');
      return decrypt(kek, { iv, tag, ciphertext }, about);
    },
  };
};
