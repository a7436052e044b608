import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** @param {string} file */
export const sha256 = async (file) => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/**
 * Refuses a file that is not, byte for byte, the expected one.
 * @param {string} file
 * @param {string} expected hex
 */
export const assertSha256 = async (file, expected) => {
  const actual = await sha256(file);
  if (actual !== expected) throw new Error(`checksum differs: expected ${expected}, got ${actual}`);
};
