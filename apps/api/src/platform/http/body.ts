import type { Request, Response } from 'express';
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

const unreadable = (cause?: unknown): AppError =>
  new AppError('malformed-body', 'The request could not be read.', { cause });

const lengthOf = ({ headers }: Request): number => Number(headers['content-length'] ?? 0);
const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || lengthOf(request) > 0;

/** The bytes of the body; over the limit it is refused at once, however much is still to come. */
const bytesOf = (request: Request): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = (): void => {
      request.pause();
      reject(new AppError('payload-too-large', 'The body is larger than 100 kB.'));
    };
    if (request.destroyed) reject(unreadable());
    if (lengthOf(request) > maxBytes) {
      refuse();
      return;
    }
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) refuse();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', (cause) => reject(unreadable(cause)));
    request.once('close', () => reject(unreadable()));
  });

const json = /^application\/json\s*(?:;\s*charset\s*=\s*"?([\w-]+)"?\s*)?$/i;

const assertPlainJson = ({ headers }: Request): void => {
  const type = json.exec(headers['content-type'] ?? '');
  if (type === null)
    throw new AppError('unsupported-media-type', 'Send JSON with Content-Type: application/json.');
  const [, charset = 'utf-8'] = type;
  const encoding = headers['content-encoding'] ?? 'identity';
  // Nothing compressed: a few kilobytes can inflate to gigabytes.
  if (!/^utf-?8$/i.test(charset) || encoding !== 'identity')
    throw new AppError('unsupported-media-type', 'Only plain UTF-8 JSON is accepted.');
};

// Bytes that are no UTF-8 fail, and a byte order mark stays to fail the parser: one text has one meaning.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const parsed = (raw: Buffer): unknown => {
  assertShallow(raw);
  try {
    const value: unknown = JSON.parse(decoder.decode(raw));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw unreadable(cause);
  }
  // A bare string or number is no form of ours.
  throw unreadable();
};

/** JSON of at most 100 kB and 32 levels; any other content type is 415, never silently an empty object. */
export const readJson = async (request: Request): Promise<unknown> => {
  if (!hasBody(request)) return {};
  assertPlainJson(request);
  const raw = await bytesOf(request);
  if (raw.length === 0) return {};
  const body = parsed(raw);
  assertHarmless(body);
  return body;
};

/** The rest of a refused body is not read: the connection ends with the answer. */
export const dropRestOfBody = (request: Request, response: Response): void => {
  if (hasBody(request) && !request.readableEnded && !response.headersSent)
    response.setHeader('Connection', 'close');
};
