/** Key-encryption keys as the environment gives them: `keyId:base64,keyId:base64`, the first one current. */

export type EncryptionKey = { readonly id: string; readonly key: Buffer };
export type KeyProblem = 'empty' | 'shape' | 'length' | 'weak' | 'duplicate-id' | 'duplicate-key';

const keyBytes = 32;
const fewestDistinctBytes = 16;
const idShape = /^[a-z0-9][a-z0-9-]{0,31}$/;
const base64Shape = /^[A-Za-z0-9+/_-]+={0,2}$/;

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;

// Typed words, one byte repeated, and counting are what people write when they need "some 32 bytes"; a random
// key has any of these marks less often than once in a billion.
const isWeak = (key: Buffer): boolean => {
  const steps = new Set(Array.from(key.subarray(1), (byte, at) => (byte - (key[at] ?? 0)) & 0xff));
  return new Set(key).size < fewestDistinctBytes || key.every(isPrintable) || steps.size === 1;
};

const parseOne = (entry: string): EncryptionKey | KeyProblem => {
  const [id = '', encoded = '', ...rest] = entry.split(':');
  if (rest.length > 0 || !idShape.test(id) || !base64Shape.test(encoded)) return 'shape';
  const key = Buffer.from(encoded, 'base64');
  if (key.length !== keyBytes) return 'length';
  return isWeak(key) ? 'weak' : { id, key };
};

const isKey = (parsed: EncryptionKey | KeyProblem): parsed is EncryptionKey => typeof parsed === 'object';

/** The keys, or what is wrong with the list; the answer never holds a part of a key that was refused. */
export const parseEncryptionKeys = (text: string): readonly EncryptionKey[] | KeyProblem => {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  if (entries.length === 0) return 'empty';
  const parsed = entries.map(parseOne);
  const problem = parsed.find((one) => !isKey(one));
  if (problem !== undefined && !isKey(problem)) return problem;
  const keys = parsed.filter(isKey);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return 'duplicate-id';
  if (new Set(keys.map(({ key }) => key.toString('hex'))).size < keys.length) return 'duplicate-key';
  return keys;
};
