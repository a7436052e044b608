import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM with a random 96-bit IV: far fewer than 2^32 values per key keep a repeated IV out of reach. */

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export type Box = { readonly iv: Buffer; readonly tag: Buffer; readonly ciphertext: Buffer };

export type SealProblem = 'form' | 'tampered' | 'key-unknown' | 'key-shredded';
/** A sealed value that cannot be opened; the message names a reason and never a value. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly problem: SealProblem;
  constructor(problem: SealProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** Encrypts; `about` (what the value belongs to) is authenticated with it and must be given again to decrypt. */
export const encrypt = (key: Buffer, plain: Buffer, about: string): Box => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(about));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), ciphertext };
};

/** Decrypts, or throws when one bit of the value or its place is another. */
export const decrypt = (key: Buffer, { iv, tag, ciphertext }: Box, about: string): Buffer => {
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch (error) {
    throw new SealError('tampered', 'A sealed value was changed, moved or sealed with another key', {
      cause: error,
    });
  }
};

const form = /^v1\|([0-9a-f]{24})\|([\w-]{16})\|([\w-]{22})\|([\w-]*)$/;

/** One string: `v1|dekId|iv|tag|ciphertext`. */
export const toText = (keyId: string, { iv, tag, ciphertext }: Box): string =>
  ['v1', keyId, ...[iv, tag, ciphertext].map((part) => part.toString('base64url'))].join('|');

export const isSealed = (text: string): boolean => form.test(text);

export const fromText = (text: string): { keyId: string; box: Box } => {
  const [whole, keyId = '', ...parts] = form.exec(text) ?? [];
  if (whole === undefined)
    throw new SealError('form', 'A value is not sealed, or in a form that this version does not know');
  const [iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (iv === undefined || tag === undefined || ciphertext === undefined)
    throw new SealError('form', 'A sealed value lacks a part');
  return { keyId, box: { iv, tag, ciphertext } };
};

/** The beginning that every value sealed with this key has, and no other. */
export const beginningFor = (keyId: string): string => `v1|${keyId}|`;
