import type { AnyActor } from '../actor.ts';
import type { CookieChange } from '../http/cookies.ts';
import type { Realm } from './realm.ts';
import type { SessionDoc } from './session.schema.ts';
import { accessSeconds, refreshTokenOf } from './tokens.ts';

type Needs = Pick<Realm<AnyActor>, 'cookies' | 'clock' | 'tokens' | 'refreshSecret'>;

/** The three cookies that carry a session; none of them outlives it. */
export const createSessionCookies =
  ({ cookies, clock, tokens, refreshSecret }: Needs) =>
  async (session: SessionDoc): Promise<CookieChange[]> => {
    const secondsLeft = Math.max(1, Math.floor((session.expiresAt.getTime() - clock.now().getTime()) / 1000));
    const sessionId = session._id.toHexString();
    const { salt, generation } = session;
    return [
      {
        name: cookies.access,
        value: await tokens.sign(session.userId.toHexString(), sessionId),
        maxAgeSeconds: Math.min(accessSeconds, secondsLeft),
      },
      {
        name: cookies.refresh,
        value: refreshTokenOf(refreshSecret, { sessionId, salt, generation }),
        maxAgeSeconds: secondsLeft,
      },
      { name: cookies.session, value: sessionId, maxAgeSeconds: secondsLeft },
    ];
  };

/** Takes a realm's cookies out of the browser. */
export const clearedCookies = ({ access, refresh, session }: Needs['cookies']): CookieChange[] =>
  [access, refresh, session].map((name) => ({ name, value: '', maxAgeSeconds: 0 }));
