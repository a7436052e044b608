import type { Response } from 'express';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
const worthCompressing = 2048;
// The library's own 256 kB of state would be mapped and cleared anew for every answer; 96 kB comes from the heap.
const packing = { level: 1, windowBits: 13, memLevel: 7 } as const;

export type Written = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  /** Names and values by turns. */
  readonly headers: readonly string[];
};

const acceptsGzip = (response: Response): boolean => {
  const accepted = response.req.headers['accept-encoding'];
  return typeof accepted === 'string' && /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/.test(accepted);
};

const isText = (contentType: string): boolean => /^(text\/|application\/([\w.-]+\+)?json)/.test(contentType);

/** Writes a whole answer: one head, one body, compressed above 2 kB where the caller takes it. */
export const answer = async (
  response: Response,
  { status, contentType, body, headers }: Written,
): Promise<void> => {
  const length = Buffer.byteLength(body);
  const head = [...headers, 'Content-Type', contentType];
  if (length < worthCompressing || !isText(contentType) || !acceptsGzip(response)) {
    head.push('Content-Length', String(length));
    response.writeHead(status, head).end(body);
    return;
  }
  const packed = await compress(body, packing);
  head.push('Content-Encoding', 'gzip', 'Content-Length', String(packed.length));
  response.writeHead(status, head).end(packed);
};
