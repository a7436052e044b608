import type { CookieOptions, Request, Response } from 'express';

const names = {
  access: 'topsmile_access',
  refresh: 'topsmile_refresh',
  session: 'topsmile_session',
  /** A sign-in that waits for its second step. */
  challenge: 'topsmile_challenge',
  /** A browser in which this person has signed in before. */
  device: 'topsmile_device',
  patientAccess: 'topsmile_patient_access',
  patientRefresh: 'topsmile_patient_refresh',
  patientSession: 'topsmile_patient_session',
  patientChallenge: 'topsmile_patient_challenge',
} as const;
export type CookieName = keyof typeof names;
/** A cookie to set or clear with an answer: the only way a token leaves the API. */
export type CookieChange = { name: CookieName; value: string; maxAgeSeconds: number };

const decoded = (value: string): string => {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    // Not ours; whoever compares it will not find it equal.
    return value;
  }
};

/** The cookies of a request by name; of two with one name the first counts. */
export const parseCookies = (header: string | undefined): Record<string, string> => {
  const cookies = Object.create(null) as Record<string, string>;
  if (header === undefined) return cookies;
  for (let at = 0; at < header.length; ) {
    const semicolon = header.indexOf(';', at);
    const end = semicolon < 0 ? header.length : semicolon;
    const equals = header.indexOf('=', at);
    if (equals >= 0 && equals < end) {
      const name = header.slice(at, equals).trim();
      const value = header.slice(equals + 1, end).trim();
      cookies[name] ??= decoded(value.startsWith('"') ? value.slice(1, -1) : value);
    }
    at = end + 1;
  }
  return cookies;
};

/** `__Host-` cookies over https; plain names only over http, which the configuration allows on localhost. */
export const createCookies = (isHttps: boolean) => {
  const wireName = (name: CookieName | 'csrf'): string => {
    const plain = name === 'csrf' ? 'topsmile_csrf' : names[name];
    return isHttps ? `__Host-${plain}` : plain;
  };
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: isHttps, path: '/' };
  return {
    wireName,
    options,
    read: (request: Request, name: CookieName): string | undefined => {
      const value: unknown = request.cookies?.[wireName(name)];
      return typeof value === 'string' && value.length <= 4096 ? value : undefined;
    },
    apply: (response: Response, changes: readonly CookieChange[]): void => {
      // After a sign-out the browser's "back" must not show what was on the screen.
      if (changes.some(({ name, value }) => /access$/i.test(name) && value === ''))
        response.setHeader('Clear-Site-Data', '"cache"');
      for (const { name, value, maxAgeSeconds } of changes) {
        response.cookie(wireName(name), value, { ...options, maxAge: maxAgeSeconds * 1000 });
      }
    },
  };
};
export type Cookies = ReturnType<typeof createCookies>;
