import type { Registration, Session, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import { clearedCookies } from '../../platform/sessions/session-cookies.ts';
import { type Sessions, sessionExpired } from '../../platform/sessions/sessions.ts';
import type { ClinicsService } from '../clinics/index.ts';
import type { Enter } from './entering.ts';
import type { PasswordPolicy } from './password-policy.ts';
import { registerAdministrator } from './registration.ts';
import type { SessionViews } from './session-view.ts';
import { findStaffSession } from './staff-realm.ts';

type SessionView = ViewOf<typeof Session>;
type Deps = {
  realm: Pick<Realm<Actor>, 'cookies'>;
  sessions: Sessions<Actor>;
  clinics: Pick<ClinicsService, 'register'>;
  policy: PasswordPolicy;
  views: Pick<SessionViews, 'of'>;
  enter: Enter;
};

export const createStaffAuthService = ({ realm, sessions, clinics, policy, views, enter }: Deps) => ({
  /** A new clinic whose administrator is signed in. */
  register: async (draft: Registration, info: CallInfo): Promise<Reply<SessionView>> => {
    policy.assertGoodForNewcomer(draft.password, draft);
    return enter(await registerAdministrator(clinics, draft), info);
  },

  refresh: async (token: string | undefined): Promise<Reply<{ expiresAt: string }>> => {
    const { session, cookies } = await sessions.refresh(token);
    return new Reply({ expiresAt: session.expiresAt.toISOString() }, { cookies });
  },

  signOut: async (actor: Actor): Promise<Reply<{ isSignedOut: true }>> => {
    await sessions.end(actor.sessionId.toHexString(), 'signed-out');
    const cookies = clearedCookies(realm.cookies);
    return new Reply({ isSignedOut: true as const }, { cookies, clearsSite: true });
  },

  me: async (actor: Actor): Promise<SessionView> => {
    const found = await findStaffSession(actor.sessionId.toHexString());
    if (found === undefined) throw sessionExpired();
    return views.of(found.session, found.login);
  },
});
export type StaffAuthService = ReturnType<typeof createStaffAuthService>;
