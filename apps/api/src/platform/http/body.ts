import express, { type Request, type RequestHandler } from 'express';
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

const parse = express.json({
  limit: maxBytes,
  strict: true,
  type: 'application/json',
  inflate: false,
  verify: (_request, _response, raw, encoding) => {
    if (encoding !== 'utf-8') throw new AppError('unsupported-media-type', 'Only UTF-8 JSON is accepted.');
    assertShallow(raw);
  },
});

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** JSON of at most 100 kB and 32 levels; any other content type is 415, never silently an empty object. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!hasBody(request)) {
    request.body = {};
    next();
    return;
  }
  if (!request.is('application/json')) {
    next(new AppError('unsupported-media-type', 'Send JSON with Content-Type: application/json.'));
    return;
  }
  parse(request, response, (error?: unknown) => {
    if (error !== undefined) {
      next(error);
      return;
    }
    try {
      assertHarmless(request.body);
      next();
    } catch (problem) {
      next(problem);
    }
  });
};
