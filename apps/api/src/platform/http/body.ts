import type { Request } from 'express';
import { AppError } from '../errors.ts';

const maxBytes = 100_000;
const maxDepth = 32;

const quote = 0x22;
const backslash = 0x5c;
const steps = new Int8Array(256);
steps[0x7b] = 1;
steps[0x5b] = 1;
steps[0x7d] = -1;
steps[0x5d] = -1;

/** Where the string that opens at `start` ends. */
const endOfString = (raw: Buffer, start: number): number => {
  let at = start + 1;
  while (at < raw.length && raw[at] !== quote) at += raw[at] === backslash ? 2 : 1;
  return at;
};

// Counted before parsing: 5,000 nested arrays fit in 10 kB and break every recursive walker after it.
const assertShallow = (raw: Buffer): void => {
  let depth = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] ?? 0;
    if (byte === quote) at = endOfString(raw, at);
    else depth += steps[byte] ?? 0;
    if (depth > maxDepth) throw new AppError('malformed-body', 'The body is nested too deeply.');
  }
};

const poison = new Set(['__proto__', 'constructor', 'prototype']);

const assertHarmless = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    if (poison.has(key) || key.startsWith('$') || key.includes('\0')) {
      throw new AppError('invalid-request', 'The body holds a key that no record has.', {
        issues: [{ path: '', message: 'unknownKey' }],
      });
    }
    assertHarmless((value as Record<string, unknown>)[key]);
  }
};

const unreadable = (): AppError => new AppError('malformed-body', 'The request could not be read.');
const tooLarge = (): AppError => new AppError('payload-too-large', 'Payload too large');

const bytesOf = (request: Request): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    if (request.destroyed) reject(unreadable());
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // The rest is not read: the connection ends with the answer.
      request.pause();
      reject(tooLarge());
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', () => reject(unreadable()));
    request.once('close', () => reject(unreadable()));
  });

const lengthOf = ({ headers }: Request): number => Number(headers['content-length'] ?? 0);
const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || lengthOf(request) > 0;

const json = /^application\/json\s*(?:;\s*charset\s*=\s*"?([\w-]+)"?\s*)?$/i;

const assertReadable = ({ headers }: Request): void => {
  const type = json.exec(headers['content-type'] ?? '');
  if (type === null)
    throw new AppError('unsupported-media-type', 'Send JSON with Content-Type: application/json.');
  const [, charset = 'utf-8'] = type;
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^utf-?8$/i.test(charset) || encoding !== 'identity')
    throw new AppError('unsupported-media-type', 'Only plain UTF-8 JSON is accepted.');
};

// Bytes that are no UTF-8 are refused, and a byte order mark stays to be refused: one text has one meaning.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const parsed = (raw: Buffer): unknown => {
  assertShallow(raw);
  try {
    const value = JSON.parse(decoder.decode(raw)) as unknown;
    // A bare string or number is no form of ours.
    if (typeof value === 'object' && value !== null) return value;
    throw unreadable();
  } catch {
    throw unreadable();
  }
};

/** JSON of at most 100 kB and 32 levels; any other content type is 415, never silently an empty object. */
export const readJson = async (request: Request): Promise<unknown> => {
  if (!hasBody(request)) return {};
  assertReadable(request);
  if (lengthOf(request) > maxBytes) throw tooLarge();
  const raw = await bytesOf(request);
  if (raw.length === 0) return {};
  const body = parsed(raw);
  assertHarmless(body);
  return body;
};
