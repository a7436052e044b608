import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { given } from '../../platform/given.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { createAccessTokens } from '../../platform/sessions/tokens.ts';
import { staffSessions } from './session.model.ts';
import { type StandingPorts, standingOf } from './standing.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type Deps = { config: Config; clock: Clock; feed: ChangeFeed; ports: StandingPorts };

const createActorOf =
  (ports: StandingPorts) =>
  async (session: SessionDoc): Promise<Actor | undefined> => {
    const user = await UserModel.findById(session.userId).lean<UserDoc>();
    const standing = user === null ? undefined : await standingOf(session, user, ports);
    if (user === null || standing === undefined) return undefined;
    const { role, rights, idleMinutes } = standing;
    return Object.freeze({
      kind: 'staff',
      userId: user._id,
      clinicId: session.clinicId,
      sessionId: session._id,
      role,
      rights,
      duty: user.mustChangePassword ? 'new-password' : undefined,
      provedAt: (session.provedAt ?? session.createdAt).getTime(),
      displayName: `${user.firstName} ${user.lastName}`,
      entry: session.entry,
      ...given({ idleMinutes }),
    });
  };

/** The staff's sign-in system. */
export const createStaffRealm = ({ config, clock, feed, ports }: Deps): Realm<Actor> => ({
  cookies: { access: 'access', refresh: 'refresh', session: 'session' },
  sessions: staffSessions,
  watched: { sessions: 'sessions', logins: 'users', rights: ['clinic_roles', 'clinics'] },
  actorOf: createActorOf(ports),
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
