import { createHmac } from 'node:crypto';
import type { Browser } from './browser.ts';

/** Forged access tokens: made from a real one, so that only what is changed is wrong. */

type Json = Record<string, unknown>;

export const accessCookie = (browser: Browser): { name: string; value: string } => {
  for (const [name, value] of browser.jar) if (name.endsWith('access')) return { name, value };
  throw new Error(`${browser.name} has no access cookie`);
};

const partOf = (token: string, at: number): Json =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString('utf8'));
const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type Forgery = {
  /** Laid over the real header and payload; undefined removes a claim. */
  header?: Json;
  payload?: Json;
  secret?: string | Buffer;
  hash?: 'sha256' | 'sha384' | 'sha512';
  /** Instead of a signature. */
  signature?: string;
};

export const forge = (token: string, secret: string, forgery: Forgery = {}): string => {
  const header = written({ ...partOf(token, 0), ...forgery.header });
  const payload = written({ ...partOf(token, 1), ...forgery.payload });
  const signature =
    forgery.signature ??
    createHmac(forgery.hash ?? 'sha256', forgery.secret ?? secret)
      .update(`${header}.${payload}`)
      .digest('base64url');
  return `${header}.${payload}.${signature}`;
};

/** The real signature under other words. */
export const edited = (token: string, payload: Json): string => {
  const [head = '', , signature = ''] = token.split('.');
  return `${head}.${written({ ...partOf(token, 1), ...payload })}.${signature}`;
};

export const payloadOf = (token: string): Json => partOf(token, 1);

/** The browser's cookies with some replaced; undefined leaves one out. */
export const cookiesWith = (
  browser: Browser,
  changes: Readonly<Record<string, string | undefined>>,
): string =>
  Object.entries({ ...Object.fromEntries(browser.jar), ...changes })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('; ');
