import { randomBytes } from 'node:crypto';
import { sha256 } from '../../platform/sessions/tokens.ts';

/** A secret for a link in a mail: 256 random bits, kept as a hash. It stands in the fragment, which is never sent. */
export const newLink = (page: string): { path: string; hash: string } => {
  const token = randomBytes(32).toString('base64url');
  return { path: `${page}#token=${token}`, hash: sha256(token) };
};
export const hashOfToken = (token: string): string => sha256(token);
