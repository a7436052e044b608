import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.ts';

const maxBytes = 100_000;
const maxDepth = 32;

const quote = 0x22;
const backslash = 0x5c;
const steps = new Map([
  [0x7b, 1],
  [0x5b, 1],
  [0x7d, -1],
  [0x5d, -1],
]);

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
    depth += steps.get(byte) ?? 0;
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

/** The bytes of the body; over the limit it is refused at once, however much is still to come. */
const bytesOf = (request: Request): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      request.pause();
      reject(new AppError('payload-too-large', 'The body is larger than 100 kB.'));
    };
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      refuse();
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) refuse();
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => reject(new AppError('malformed-body', 'The body ended too early.')));
    request.once('error', reject);
  });

// Bytes that are no UTF-8 fail, and a byte order mark stays to fail the parser: one text has one meaning.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const parse = (raw: Buffer): unknown => {
  try {
    const value: unknown = JSON.parse(decoder.decode(raw));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new AppError('malformed-body', 'The body is not JSON.', { cause });
  }
  throw new AppError('malformed-body', 'The body is not a JSON object.');
};

const charsetOf = (contentType = ''): string =>
  /;\s*charset\s*=\s*"?([^;"\s]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';

const assertPlainJson = (request: Request): void => {
  if (!request.is('application/json'))
    throw new AppError('unsupported-media-type', 'Send JSON with Content-Type: application/json.');
  if (charsetOf(request.headers['content-type']) !== 'utf-8')
    throw new AppError('unsupported-media-type', 'Only UTF-8 JSON is accepted.');
  // Nothing compressed: a few kilobytes can inflate to gigabytes.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new AppError('unsupported-media-type', 'Compressed bodies are not accepted.');
};

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const read = async (request: Request): Promise<unknown> => {
  if (!hasBody(request)) return {};
  assertPlainJson(request);
  const raw = await bytesOf(request);
  assertShallow(raw);
  const body = parse(raw);
  assertHarmless(body);
  return body;
};

/** JSON of at most 100 kB and 32 levels; any other content type is 415, never silently an empty object. */
export const jsonBody: RequestHandler = async (request, response, next) => {
  try {
    request.body = await read(request);
  } catch (problem) {
    // The rest of a refused body is not read: the connection ends with the answer.
    if (!request.readableEnded) response.setHeader('Connection', 'close');
    throw problem;
  }
  next();
};
