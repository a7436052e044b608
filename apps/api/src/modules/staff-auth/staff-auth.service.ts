import {
  type Credentials,
  permissionsOf,
  type Registration,
  type Role,
  type Session,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import { passwordFits } from '../../platform/passwords.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import { clearedCookies } from '../../platform/sessions/session-cookies.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { type Sessions, sessionExpired } from '../../platform/sessions/sessions.ts';
import type { SignInLimits } from '../../platform/sign-in-limits.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { registerAdministrator } from './registration.ts';
import { findStaffSession } from './staff-realm.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type SessionView = ViewOf<typeof Session>;
type Deps = {
  realm: Pick<Realm<Actor>, 'cookies' | 'idleMinutes'>;
  sessions: Sessions<Actor>;
  clinics: Pick<ClinicsService, 'register' | 'sessionView'>;
  limits: SignInLimits;
};

const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');

const personOf = ({ _id, firstName, lastName, email }: UserDoc, role: Role): SessionView['user'] => ({
  id: _id.toHexString(),
  firstName,
  lastName,
  email,
  role,
});

export const createStaffAuthService = ({ realm, sessions, clinics, limits }: Deps) => {
  const viewOf = async (session: SessionDoc, user: UserDoc, role: Role): Promise<SessionView> => ({
    user: personOf(user, role),
    clinic: await runInClinic(session.clinicId, () => clinics.sessionView(session.clinicId)),
    permissions: permissionsOf(role),
    expiresAt: session.expiresAt.toISOString(),
    idleMinutes: realm.idleMinutes,
  });

  const enter = async (user: UserDoc, info: CallInfo): Promise<Reply<SessionView>> => {
    const membership = user.memberships.find((one) => one.isActive);
    if (membership === undefined) throw badCredentials();
    await sessions.retire(info.cookie('refresh'));
    const { session, cookies } = await sessions.open({
      userId: user._id,
      clinicId: membership.clinicId,
      address: info.address,
      userAgent: info.userAgent,
    });
    return new Reply(await viewOf(session, user, membership.role), { cookies });
  };

  return {
    /** A new clinic whose administrator is signed in. */
    register: async (draft: Registration, info: CallInfo): Promise<Reply<SessionView>> =>
      enter(await registerAdministrator(clinics, draft), info),

    /** One answer and one duration for every kind of failure. */
    signIn: async ({ email, password }: Credentials, info: CallInfo): Promise<Reply<SessionView>> => {
      const attempt = { email, address: info.address };
      await limits.assertMayTry(attempt);
      const user = await UserModel.findOne({ email }).select('+passwordHash').lean<UserDoc>();
      if (!(await passwordFits(user?.passwordHash, password)) || user === null) {
        await limits.noteFailure(attempt);
        throw badCredentials();
      }
      await limits.noteSuccess(attempt);
      return enter(user, info);
    },

    refresh: async (token: string | undefined): Promise<Reply<{ expiresAt: string }>> => {
      const { session, cookies } = await sessions.refresh(token);
      return new Reply({ expiresAt: session.expiresAt.toISOString() }, { cookies });
    },

    signOut: async (actor: Actor): Promise<Reply<{ isSignedOut: true }>> => {
      await sessions.end(actor.sessionId.toHexString(), 'signed-out');
      return new Reply({ isSignedOut: true as const }, { cookies: clearedCookies(realm.cookies) });
    },

    me: async (actor: Actor): Promise<SessionView> => {
      const found = await findStaffSession(actor.sessionId.toHexString());
      if (found === undefined) throw sessionExpired();
      return viewOf(found.session, found.login, actor.role);
    },
  };
};
export type StaffAuthService = ReturnType<typeof createStaffAuthService>;
