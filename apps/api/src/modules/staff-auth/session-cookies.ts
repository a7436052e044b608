import type { Clock } from '../../platform/clock.ts';
import type { CookieChange } from '../../platform/http/route.ts';
import type { SessionDoc } from './session.model.ts';
import { type AccessTokens, accessSeconds, refreshTokenOf } from './tokens.ts';

type Deps = { clock: Clock; tokens: AccessTokens; refreshSecret: string };

/** The three cookies that carry a session; none of them outlives it. */
export const createSessionCookies =
  ({ clock, tokens, refreshSecret }: Deps) =>
  async (session: SessionDoc): Promise<CookieChange[]> => {
    const secondsLeft = Math.max(1, Math.floor((session.expiresAt.getTime() - clock.now().getTime()) / 1000));
    const sessionId = session._id.toHexString();
    const { salt, generation } = session;
    return [
      {
        name: 'access',
        value: await tokens.sign(session.userId.toHexString(), sessionId),
        maxAgeSeconds: Math.min(accessSeconds, secondsLeft),
      },
      {
        name: 'refresh',
        value: refreshTokenOf(refreshSecret, { sessionId, salt, generation }),
        maxAgeSeconds: secondsLeft,
      },
      { name: 'session', value: sessionId, maxAgeSeconds: secondsLeft },
    ];
  };
