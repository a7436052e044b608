import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { CookieChange } from '../../platform/http/cookies.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import { isSameHash, sha256 } from '../../platform/sessions/tokens.ts';
import type { KnownDevice } from './account-security.model.ts';
import type { Account } from './account.ts';

const mostDevices = 10;
// What browsers keep a cookie for at most.
const cookieSeconds = 400 * 86_400;

type Cookies = Pick<CallInfo, 'cookie'>;

/**
 * Browsers in which somebody has signed in before. A browser has one signed secret, whoever uses it; which people it
 * is known to stands with each of them, as a hash.
 */
export const createKnownDevices = ({ clock, secret }: { clock: Clock; secret: string }) => {
  const signatureOf = (token: string): string =>
    createHmac('sha256', secret).update(`device:${token}`).digest('base64url');

  const tokenOf = ({ cookie }: Cookies): string | undefined => {
    const [token = '', signature = ''] = cookie('device')?.split('.') ?? [];
    return token !== '' && isSameHash(signature, signatureOf(token)) ? token : undefined;
  };

  const hashOf = (info: Cookies): string | undefined => {
    const token = tokenOf(info);
    return token === undefined ? undefined : sha256(token);
  };

  return {
    /** The hash of this browser if the account knows it. */
    known: (info: Cookies, account: Pick<Account, 'security'> | null): string | undefined => {
      const hash = hashOf(info);
      return account?.security?.devices?.some((one) => one.hash === hash) === true ? hash : undefined;
    },

    /** The account's list after a sign-in from here, and the cookie that makes this browser known. */
    noted: (info: Cookies, { security }: Account) => {
      const token = tokenOf(info) ?? randomBytes(32).toString('base64url');
      const hash = sha256(token);
      const now = clock.now();
      const before: readonly KnownDevice[] = security?.devices ?? [];
      const own = before.find((one) => one.hash === hash) ?? { hash, firstSeenAt: now, lastSeenAt: now };
      const others = before.filter((one) => one.hash !== hash);
      const devices = [...others, { ...own, lastSeenAt: now }].slice(-mostDevices);
      const cookie: CookieChange = {
        name: 'device',
        value: `${token}.${signatureOf(token)}`,
        maxAgeSeconds: cookieSeconds,
      };
      return { devices, cookie, isNew: others.length === before.length };
    },
  };
};
export type KnownDevices = ReturnType<typeof createKnownDevices>;
