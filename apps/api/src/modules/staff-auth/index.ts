import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { createLimiter } from '../../platform/http/limits.ts';
import type { RedisClient } from '../../platform/redis.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { createLoginLimits } from './login-limits.ts';
import { createSessions } from './sessions.ts';
import { staffAuthRoutes } from './staff-auth.routes.ts';
import { createStaffAuthService } from './staff-auth.service.ts';
import { createAccessTokens } from './tokens.ts';

export { isMember } from './members.ts';
export { hashPassword } from './passwords.ts';

type Deps = {
  config: Config;
  clock: Clock;
  feed: ChangeFeed;
  redis: RedisClient | undefined;
  clinics: ClinicsService;
};

const quarterOfAnHour = 900;

/** Staff identity: registration, sign-in, sessions. Its `authenticate` is what the pipeline asks on every request. */
export const createStaffAuthModule = ({ config, clock, feed, redis, clinics }: Deps) => {
  const tokens = createAccessTokens(config.TOPSMILE_STAFF_ACCESS_SECRET, clock);
  const sessions = createSessions({ clock, tokens, feed, refreshSecret: config.TOPSMILE_REFRESH_SECRET });
  const limiter = (name: string, points: number) =>
    createLimiter({ name, points, seconds: quarterOfAnHour, redis });
  const limits = createLoginLimits(
    limiter('login-account', config.TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT),
    limiter('login-address', config.TOPSMILE_LOGIN_FAILURES_PER_ADDRESS),
  );
  const service = createStaffAuthService({ sessions, clinics, limits });
  return { routes: staffAuthRoutes(service), authenticate: sessions.authenticate };
};
