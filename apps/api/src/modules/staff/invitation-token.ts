import { randomBytes } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { sha256 } from '../../platform/sessions/tokens.ts';

export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashOf = (token: string): string => sha256(`invitation:${token}`);

/** In the fragment: neither a server's log nor another site ever sees it. */
export const linkPath = (token: string): string => `/convite#token=${token}`;

/** One answer for a link that is unknown, used, withdrawn or too old. */
export const linkInvalid = (): AppError =>
  new AppError('link-invalid', 'This link does not work any more. Ask for a new one.');
