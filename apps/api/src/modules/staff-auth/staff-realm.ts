import { rightsOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { findWithLogin } from '../../platform/sessions/find-with-login.ts';
import type { Known, Realm } from '../../platform/sessions/realm.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createAccessTokens } from '../../platform/sessions/tokens.ts';
import { staffSessions } from './session.model.ts';
import type { UserDoc } from './user.model.ts';

type Deps = { config: Config; clock: Clock; feed: ChangeFeed };

const actorOf = (session: SessionDoc, user: UserDoc): Actor | undefined => {
  const membership = user.memberships.find((one) => one.isActive && one.clinicId.equals(session.clinicId));
  if (membership === undefined) return undefined;
  return Object.freeze({
    kind: 'staff',
    userId: user._id,
    clinicId: session.clinicId,
    sessionId: session._id,
    role: membership.role,
    rights: rightsOf(membership.role),
    duty: undefined,
    provedAt: (session.provedAt ?? session.createdAt).getTime(),
    displayName: `${user.firstName} ${user.lastName}`,
  });
};

/** A session that has not ended, and its person. */
export const findStaffSession = (sessionId: string) =>
  findWithLogin<UserDoc>(staffSessions(), { logins: 'users', hidden: ['passwordHash'] }, sessionId);

const known = async (sessionId: string): Promise<Known<Actor> | undefined> => {
  const found = await findStaffSession(sessionId);
  const actor = found && actorOf(found.session, found.login);
  return found && actor && { session: found.session, actor };
};

/** The staff's sign-in system. */
export const createStaffRealm = ({ config, clock, feed }: Deps): Realm<Actor> => ({
  cookies: { access: 'access', refresh: 'refresh', session: 'session' },
  sessions: staffSessions,
  watched: { sessions: 'sessions', logins: 'users' },
  known,
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
