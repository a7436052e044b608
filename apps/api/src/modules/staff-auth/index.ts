import type { Session, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { createLimiter } from '../../platform/http/limits.ts';
import type { RedisClient } from '../../platform/redis.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createSessions, type Sessions } from '../../platform/sessions/sessions.ts';
import { createSignInLimits, type SignInLimits } from '../../platform/sign-in-limits.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { createSessionView } from './session-view.ts';
import { staffAuthRoutes } from './staff-auth.routes.ts';
import { createStaffAuthService } from './staff-auth.service.ts';
import { createStaffRealm } from './staff-realm.ts';
import type { StandingPorts } from './standing.ts';

export { isMember } from './members.ts';
export {
  type Account,
  accountOf,
  administratorsOfClinics,
  accountWith,
  assign,
  type Assignment,
  countAdministrators,
  countHolders,
  demandNewPassword,
  join,
  keepAccount,
  type Membership,
  membershipIn,
  newAccount,
  passwordHashOf,
  peopleAmong,
  peopleOf,
  platformAdministrators,
  replacePassword,
  setActive,
} from './accounts.ts';
export { isOutside, outside, type OwnRole } from './standing.ts';
export { openSessionsIn, type Presence, presenceIn } from './presence.ts';

type Deps = {
  config: Config;
  clock: Clock;
  feed: ChangeFeed;
  redis: RedisClient | undefined;
  clinics: ClinicsService;
  /** The roles that clinics make for themselves. */
  roleOf: StandingPorts['roleOf'];
};

/** What whoever manages people needs of the sign-in system. */
export type StaffDoor = {
  sessions: Sessions<Actor>;
  /** What the screen is drawn from, for a session just issued. */
  viewOf: (session: SessionDoc) => Promise<ViewOf<typeof Session>>;
  limits: SignInLimits;
};

const quarterOfAnHour = 900;

/** Staff identity: registration, sign-in, sessions. Its `authenticate` is what the pipeline asks on every request. */
export const createStaffAuthModule = ({ config, clock, feed, redis, clinics, roleOf }: Deps) => {
  const ports: StandingPorts = { clock, roleOf, clinicOf: clinics.standing };
  const realm = createStaffRealm({ config, clock, feed, ports });
  const sessions = createSessions(realm);
  const limiter = (name: string, points: number) =>
    createLimiter({ name, points, seconds: quarterOfAnHour, redis });
  const limits = createSignInLimits(
    limiter('login-account', config.TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT),
    limiter('login-address', config.TOPSMILE_LOGIN_FAILURES_PER_ADDRESS),
  );
  const views = createSessionView({ ports, clinics, idleMinutes: realm.idleMinutes });
  const service = createStaffAuthService({ realm, sessions, clinics, limits, views });
  const door: StaffDoor = { sessions, viewOf: views.ofSession, limits };
  return { routes: staffAuthRoutes(service), authenticate: sessions.authenticate, door };
};
