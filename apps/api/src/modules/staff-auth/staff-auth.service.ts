import { type Credentials, type Registration, type Session, type ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import { passwordFits } from '../../platform/passwords.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import { clearedCookies } from '../../platform/sessions/session-cookies.ts';
import { type Sessions, sessionExpired } from '../../platform/sessions/sessions.ts';
import type { SignInLimits } from '../../platform/sign-in-limits.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { registerAdministrator } from './registration.ts';
import { findStaffSession } from './staff-realm.ts';
import type { SessionViews } from './session-view.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type SessionView = ViewOf<typeof Session>;
type Deps = {
  realm: Pick<Realm<Actor>, 'cookies'>;
  sessions: Sessions<Actor>;
  clinics: Pick<ClinicsService, 'register'>;
  limits: SignInLimits;
  views: Pick<SessionViews, 'of' | 'homeOf'>;
};

const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');

export const createStaffAuthService = ({ realm, sessions, clinics, limits, views }: Deps) => {
  const enter = async (user: UserDoc, info: CallInfo): Promise<Reply<SessionView>> => {
    const clinicId = await views.homeOf(user);
    if (clinicId === undefined) throw badCredentials();
    await sessions.retire(info.cookie('refresh'));
    const { session, cookies } = await sessions.open({
      userId: user._id,
      clinicId,
      address: info.address,
      userAgent: info.userAgent,
    });
    return new Reply(await views.of(session, user), { cookies });
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
      return new Reply(
        { isSignedOut: true as const },
        {
          cookies: clearedCookies(realm.cookies),
          clearsSite: true,
        },
      );
    },

    me: async (actor: Actor): Promise<SessionView> => {
      const found = await findStaffSession(actor.sessionId.toHexString());
      if (found === undefined) throw sessionExpired();
      return views.of(found.session, found.login);
    },
  };
};
export type StaffAuthService = ReturnType<typeof createStaffAuthService>;
