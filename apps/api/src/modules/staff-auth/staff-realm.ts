import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { given } from '../../platform/given.ts';
import { findWithLogin } from '../../platform/sessions/find-with-login.ts';
import type { Known, Realm } from '../../platform/sessions/realm.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createAccessTokens } from '../../platform/sessions/tokens.ts';
import type { DutyOf } from './duty.ts';
import { staffSessions } from './session.model.ts';
import { type Standing, type StandingPorts, standingOf } from './standing.ts';
import type { UserDoc } from './user.model.ts';

type Deps = {
  config: Config;
  clock: Clock;
  feed: ChangeFeed;
  ports: StandingPorts;
  dutyOf: DutyOf;
};

const actorOf = (
  session: SessionDoc,
  user: UserDoc,
  { role, rights, idleMinutes, duty }: Standing & { duty: Actor['duty'] },
): Actor =>
  Object.freeze({
    kind: 'staff',
    userId: user._id,
    clinicId: session.clinicId,
    sessionId: session._id,
    role,
    rights,
    duty,
    provedAt: (session.provedAt ?? session.createdAt).getTime(),
    displayName: `${user.firstName} ${user.lastName}`,
    entry: session.entry,
    ...given({ idleMinutes }),
  });

/** A session that has not ended, and its person. */
export const findStaffSession = (sessionId: string) =>
  findWithLogin<UserDoc>(
    staffSessions(),
    { logins: 'users', hidden: ['passwordHash', 'security'] },
    sessionId,
  );

const createKnown =
  ({ ports, dutyOf }: Pick<Deps, 'ports' | 'dutyOf'>) =>
  async (sessionId: string): Promise<Known<Actor> | undefined> => {
    const found = await findStaffSession(sessionId);
    if (found === undefined) return undefined;
    const { session, login } = found;
    const standing = await standingOf(session, login, ports);
    if (standing === undefined) return undefined;
    const duty = dutyOf(login, standing.rule);
    return { session, actor: actorOf(session, login, { ...standing, duty }) };
  };

/** The staff's sign-in system. */
export const createStaffRealm = ({ config, clock, feed, ...deps }: Deps): Realm<Actor> => ({
  cookies: { access: 'access', refresh: 'refresh', session: 'session' },
  sessions: staffSessions,
  watched: { sessions: 'sessions', logins: 'users', rights: ['clinic_roles', 'clinics'] },
  known: createKnown(deps),
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
