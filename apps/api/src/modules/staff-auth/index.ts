import type { Session, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
import { createLimiter } from '../../platform/http/limits.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Logger } from '../../platform/logger.ts';
import type { RedisClient } from '../../platform/redis.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createSessions, type Sessions } from '../../platform/sessions/sessions.ts';
import { createSignInLimits, type SignInLimits } from '../../platform/sign-in-limits.ts';
import type { ClinicsService } from '../clinics/index.ts';
import type { Queue } from '../notifications/index.ts';
import { accountById } from './account.ts';
import { createDutyOf } from './duty.ts';
import { createFactorRules } from './factor-rules.ts';
import { createLetters } from './letters.ts';
import { createPasswordPolicy, type PasswordPolicy } from './password-policy.ts';
import { createSecurityServices } from './security.services.ts';
import { createSessionView } from './session-view.ts';
import { staffAuthRoutes } from './staff-auth.routes.ts';
import { createStaffAuthService } from './staff-auth.service.ts';
import { createStaffRealm } from './staff-realm.ts';
import type { StandingPorts } from './standing.ts';

export { deviceOf, nameOfDevice } from './device.rules.ts';
export { isMember, namesOfStaff } from './members.ts';
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
export { sealedFieldsOfAccounts } from './totp.ts';

type Deps = {
  config: Config;
  clock: Clock;
  logger: Logger;
  feed: ChangeFeed;
  redis: RedisClient | undefined;
  cipher: FieldCipher;
  clinics: ClinicsService;
  /** Queues what people are told by mail of their own account. */
  queue: Queue;
  /** The roles that clinics make for themselves. */
  roleOf: StandingPorts['roleOf'];
};

/** What whoever manages people needs of the sign-in system. */
export type StaffDoor = {
  sessions: Sessions<Actor>;
  /** What the screen is drawn from, for a session just issued. */
  viewOf: (session: SessionDoc) => Promise<ViewOf<typeof Session>>;
  limits: SignInLimits;
  policy: PasswordPolicy;
};

const quarterOfAnHour = 900;
const mails = { perAddress: 20, perAccount: 3 };

const limitsOf = (config: Config, redis: RedisClient | undefined) => {
  const limiter = (name: string, points: number) =>
    createLimiter({ name, points, seconds: quarterOfAnHour, redis });
  return {
    signIn: createSignInLimits(
      limiter('login-account', config.TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT),
      limiter('login-address', config.TOPSMILE_LOGIN_FAILURES_PER_ADDRESS),
      limiter('login-device', config.TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT * 2),
    ),
    mail: {
      mailsPerAddress: limiter('mail-address', mails.perAddress),
      mailsPerAccount: limiter('mail-account', mails.perAccount),
    },
  };
};

const tellOfReuseBy =
  (letters: ReturnType<typeof createLetters>) =>
  async ({ _id, userId }: SessionDoc): Promise<void> => {
    const person = await accountById(userId);
    const cause = `session-reuse:${_id.toHexString()}`;
    if (person !== null)
      await letters.tell(
        'session-reuse-detected',
        { person },
        { params: (happened) => happened, secretParams: {}, cause },
      );
  };

/** Staff identity: registration, sign-in, sessions. Its `authenticate` is what the pipeline asks on every request. */
export const createStaffAuthModule = (deps: Deps) => {
  const { config, clock, logger, feed, redis, cipher, clinics, roleOf } = deps;
  const isProduction = config.NODE_ENV === 'production';
  const rules = createFactorRules(clinics, isProduction);
  const dutyOf = createDutyOf({ clock, passwordDays: config.TOPSMILE_PASSWORD_DAYS, isProduction });
  const letters = createLetters({ clock, queue: deps.queue, zoneOf: clinics.zoneOf });
  const ports: StandingPorts = { clock, roleOf, clinicOf: clinics.standing };
  const realm = createStaffRealm({ config, clock, feed, ports, dutyOf });
  const sessions = createSessions<Actor>(realm, { onReuse: tellOfReuseBy(letters) });
  const views = createSessionView({ ports, clinics, rules, dutyOf, idleMinutes: realm.idleMinutes });
  const policy = createPasswordPolicy({ clinics, isProduction });
  const limits = limitsOf(config, redis);
  const security = createSecurityServices({
    clock,
    logger,
    cipher,
    realm,
    sessions,
    letters,
    policy,
    rules,
    signInLimits: limits.signIn,
    mailLimits: limits.mail,
    viewOf: views.of,
    homeOf: views.homeOf,
    settings: {
      publicUrl: config.PUBLIC_URL,
      deviceSecret: config.TOPSMILE_REFRESH_SECRET,
      indexSecret: config.TOPSMILE_INDEX_SECRET,
      failuresInARow: config.TOPSMILE_LOGIN_FAILURES_IN_A_ROW,
      passwordDays: config.TOPSMILE_PASSWORD_DAYS,
    },
  });
  const { enter, requests, startReset } = security;
  const service = createStaffAuthService({ realm, sessions, clinics, policy, views, enter });
  const jobs: Job[] = [{ name: 'account-requests', every: '2 seconds', run: requests.tick }];
  const door: StaffDoor = { sessions, viewOf: views.ofSession, limits: limits.signIn, policy };
  return {
    door,
    routes: staffAuthRoutes(service, security),
    authenticate: sessions.authenticate,
    jobs,
    /** Starts a reset by mail in the transaction that asks for it. */
    startReset,
  };
};
