import { gzipSync } from 'node:zlib';

/** Bodies that are too large, too deep or not what they say. */

const piece = Buffer.alloc(64 * 1024, 0x20);

/** A chunked POST of spaces inside a JSON text; counts how much was really sent. */
export const endless = (head: readonly string[], totalBytes: number) => {
  let sent = 0;
  const pieces = function* (): Generator<Buffer> {
    yield Buffer.from(`${head.join('\r\n')}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    while (sent < totalBytes) {
      sent += piece.length;
      yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
    }
    yield Buffer.from('0\r\n\r\n');
  };
  return { pieces: pieces(), sent: (): number => sent };
};

export const deepArrays = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
export const deepObjects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
export const manyKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"k${at.toString(36)}":1`).join(',')}}`;

let bomb: Buffer | undefined;
/** About 200 kB that inflate to 200 MB. */
export const gzipBomb = (): Buffer =>
  (bomb ??= gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 }));
