import { rightsOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { findWithLogin } from '../../platform/sessions/find-with-login.ts';
import type { Known, Realm } from '../../platform/sessions/realm.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createAccessTokens } from '../../platform/sessions/tokens.ts';
import type { DutyOf } from './duty.ts';
import type { FactorRules } from './factor-rules.ts';
import { staffSessions } from './session.model.ts';
import type { UserDoc } from './user.model.ts';

type Deps = { config: Config; clock: Clock; feed: ChangeFeed; dutyOf: DutyOf; rules: FactorRules };
type Duties = Pick<Deps, 'dutyOf' | 'rules'>;

const actorOf = async (
  session: SessionDoc,
  user: UserDoc,
  { dutyOf, rules }: Duties,
): Promise<Actor | undefined> => {
  const membership = user.memberships.find((one) => one.isActive && one.clinicId.equals(session.clinicId));
  if (membership === undefined) return undefined;
  const duty = dutyOf(user, await rules.isRequiredIn(session.clinicId));
  return Object.freeze({
    kind: 'staff',
    userId: user._id,
    clinicId: session.clinicId,
    sessionId: session._id,
    role: membership.role,
    rights: rightsOf(membership.role),
    duty,
    provedAt: (session.provedAt ?? session.createdAt).getTime(),
    displayName: `${user.firstName} ${user.lastName}`,
  });
};

const createKnown =
  (duties: Duties) =>
  async (sessionId: string): Promise<Known<Actor> | undefined> => {
    const wanted = { logins: 'users', hidden: ['passwordHash', 'security'] };
    const found = await findWithLogin<UserDoc>(staffSessions(), wanted, sessionId);
    const actor = found && (await actorOf(found.session, found.login, duties));
    return found && actor && { session: found.session, actor };
  };

/** The staff's sign-in system. */
export const createStaffRealm = ({ config, clock, feed, ...duties }: Deps): Realm<Actor> => ({
  cookies: { access: 'access', refresh: 'refresh', session: 'session' },
  sessions: staffSessions,
  watched: { sessions: 'sessions', logins: 'users', rights: 'clinics' },
  known: createKnown(duties),
  tokens: createAccessTokens(
    {
      issuer: 'topsmile-api',
      audience: 'topsmile-client',
      typ: 'staff-access',
      secret: config.TOPSMILE_STAFF_ACCESS_SECRET,
    },
    clock,
  ),
  idleMinutes: 30,
  absoluteHours: 12,
  maxSessions: 5,
  refreshSecret: config.TOPSMILE_REFRESH_SECRET,
  clock,
  feed,
});
