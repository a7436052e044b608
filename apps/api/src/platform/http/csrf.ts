import { randomUUID } from 'node:crypto';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, Response } from 'express';
import { AppError } from '../errors.ts';
import type { Cookies } from './cookies.ts';

type CsrfOptions = { secret: string; cookies: Cookies; isHttps: boolean; allowedOrigins: readonly string[] };

const dayInSeconds = 86_400;
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Signed double submit: an HMAC over the session id that the cookie carries. The id is not trusted here,
 * it only binds the token; a browser that says the request comes from elsewhere is refused before that.
 */
export const createCsrf = ({ secret, cookies, isHttps, allowedOrigins }: CsrfOptions) => {
  const sessionsOf = (request: Request): string =>
    [cookies.read(request, 'session'), cookies.read(request, 'patientSession')].join('|');
  const { generateCsrfToken, invalidCsrfTokenError, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: sessionsOf,
    cookieName: cookies.wireName('csrf'),
    cookieOptions: { sameSite: 'strict', path: '/', secure: isHttps, httpOnly: true },
    getCsrfTokenFromRequest: (request) => request.headers['x-csrf-token'],
  });

  const assertOrigin = (request: Request): void => {
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const isForeign = site === 'cross-site' || site === 'same-site';
    if (isForeign || (origin !== undefined && !allowedOrigins.includes(origin))) {
      throw new AppError('origin-refused', 'Requests from this site are not accepted.');
    }
  };

  /** Refuses a change that another site or nobody's page asked for; reading needs no token. */
  const protect = (request: Request): void => {
    if (safe.has(request.method)) return;
    assertOrigin(request);
    if (!validateRequest(request)) throw invalidCsrfTokenError;
  };

  /** A token for this browser; a browser without a session gets an anonymous id to bind it to. */
  const issue = (request: Request, response: Response): string => {
    if (sessionsOf(request) === '|') {
      const anonymous = randomUUID();
      cookies.apply(response, [{ name: 'session', value: anonymous, maxAgeSeconds: dayInSeconds }]);
      request.cookies = { ...request.cookies, [cookies.wireName('session')]: anonymous };
    }
    return generateCsrfToken(request, response, { overwrite: true });
  };

  return { protect, issue };
};
export type Csrf = ReturnType<typeof createCsrf>;
