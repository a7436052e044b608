import { permissionsOf, type Session, type ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { given } from '../../platform/given.ts';
import { findWithLogin } from '../../platform/sessions/find-with-login.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { sessionExpired } from '../../platform/sessions/sessions.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { type Account, hasSecondFactor } from './account.ts';
import type { DutyOf } from './duty.ts';
import type { FactorRules } from './factor-rules.ts';
import { staffSessions } from './session.model.ts';

type View = ViewOf<typeof Session>;
type Deps = {
  clinics: Pick<ClinicsService, 'sessionFacts'>;
  rules: FactorRules;
  dutyOf: DutyOf;
  idleMinutes: number;
};
/** A login without its secrets. */
type Login = Omit<Account, 'passwordHash' | 'security' | 'updatedAt'>;

/** Who is signed in, where, and what they may do: what the screen is drawn from. */
export const createSessionViews = ({ clinics, rules, dutyOf, idleMinutes }: Deps) => {
  const of = async (session: SessionDoc, login: Login): Promise<View> => {
    const { clinicId } = session;
    const memberships = login.memberships.filter(({ isActive }) => isActive);
    const role = memberships.find((one) => one.clinicId.equals(clinicId))?.role;
    if (role === undefined) throw sessionExpired();
    const { clinic, all } = await clinics.sessionFacts(
      clinicId,
      memberships.map((one) => one.clinicId),
    );
    const isRequired = all.some((rule) => rule.id === clinic.id && rules.isRequired(rule));
    const { _id, firstName, lastName, email } = login;
    return {
      user: { id: _id.toHexString(), firstName, lastName, email, role },
      clinic,
      permissions: permissionsOf(role),
      secondFactor: { isEnrolled: hasSecondFactor(login), isRequired },
      ...given({ duty: dutyOf(login, isRequired) }),
      clinics: all.map(({ id, name }) => ({ id, name })),
      expiresAt: session.expiresAt.toISOString(),
      idleMinutes,
    };
  };

  return {
    of,
    ofActor: async ({ sessionId }: Actor): Promise<View> => {
      const wanted = { logins: 'users', hidden: ['passwordHash', 'security'] };
      const found = await findWithLogin<Login>(staffSessions(), wanted, sessionId.toHexString());
      if (found === undefined) throw sessionExpired();
      return of(found.session, found.login);
    },
  };
};
export type SessionViews = ReturnType<typeof createSessionViews>;
