import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { createLimiter } from '../../platform/http/limits.ts';
import type { RedisClient } from '../../platform/redis.ts';
import { createSessions } from '../../platform/sessions/sessions.ts';
import { createSignInLimits } from '../../platform/sign-in-limits.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { staffAuthRoutes } from './staff-auth.routes.ts';
import { createStaffAuthService } from './staff-auth.service.ts';
import { createStaffRealm } from './staff-realm.ts';

export { isMember } from './members.ts';

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
  const realm = createStaffRealm({ config, clock, feed });
  const sessions = createSessions(realm);
  const limiter = (name: string, points: number) =>
    createLimiter({ name, points, seconds: quarterOfAnHour, redis });
  const limits = createSignInLimits(
    limiter('login-account', config.TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT),
    limiter('login-address', config.TOPSMILE_LOGIN_FAILURES_PER_ADDRESS),
  );
  const service = createStaffAuthService({ realm, sessions, clinics, limits });
  return { routes: staffAuthRoutes(service), authenticate: sessions.authenticate };
};
