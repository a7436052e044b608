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
import { type CallInfo, type CookieChange, Reply } from '../../platform/http/route.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { ClinicsService } from '../clinics/index.ts';
import type { LoginLimits } from './login-limits.ts';
import { passwordFits } from './passwords.ts';
import { registerAdministrator } from './registration.ts';
import type { SessionDoc } from './session.model.ts';
import { idleMinutes, type Sessions, sessionExpired } from './sessions.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type SessionView = ViewOf<typeof Session>;
type Deps = {
  sessions: Sessions;
  clinics: Pick<ClinicsService, 'register' | 'sessionView'>;
  limits: LoginLimits;
};

const badCredentials = (): AppError =>
  new AppError('invalid-credentials', 'E-mail or password do not match.');
const cleared = (['access', 'refresh', 'session'] as const).map(
  (name): CookieChange => ({ name, value: '', maxAgeSeconds: 0 }),
);

const personOf = ({ _id, firstName, lastName, email }: UserDoc, role: Role): SessionView['user'] => ({
  id: _id.toHexString(),
  firstName,
  lastName,
  email,
  role,
});

export const createStaffAuthService = ({ sessions, clinics, limits }: Deps) => {
  const viewOf = async (session: SessionDoc, user: UserDoc, role: Role): Promise<SessionView> => ({
    user: personOf(user, role),
    clinic: await runInClinic(session.clinicId, () => clinics.sessionView(session.clinicId)),
    permissions: permissionsOf(role),
    expiresAt: session.expiresAt.toISOString(),
    idleMinutes,
  });

  const enter = async (user: UserDoc, info: CallInfo): Promise<Reply<SessionView>> => {
    const membership = user.memberships.find((one) => one.isActive);
    if (membership === undefined) throw badCredentials();
    const { session, cookies } = await sessions.open(user._id, membership.clinicId, info);
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
      return new Reply({ isSignedOut: true as const }, { cookies: cleared });
    },

    me: async (actor: Actor): Promise<SessionView> => {
      const loaded = await sessions.load(actor.sessionId.toHexString());
      if (loaded === undefined) throw sessionExpired();
      return viewOf(loaded.session, loaded.user, actor.role);
    },
  };
};
export type StaffAuthService = ReturnType<typeof createStaffAuthService>;
