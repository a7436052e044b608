import type { Session, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { sessionExpired } from '../../platform/sessions/sessions.ts';
import type { ClinicsService } from '../clinics/index.ts';
import type { DutyOf } from './duty.ts';
import type { FactorRules } from './factor-rules.ts';
import { isOutside, type Login, outside, type StandingPorts, standingOf } from './standing.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type View = ViewOf<typeof Session>;
type Person = Login & Parameters<DutyOf>[0] & Pick<UserDoc, '_id' | 'firstName' | 'lastName' | 'email'>;
type Deps = {
  ports: StandingPorts;
  clinics: Pick<ClinicsService, 'sessionFacts'>;
  rules: Pick<FactorRules, 'isRequired'>;
  dutyOf: DutyOf;
  idleMinutes: number;
};
type Facts = Awaited<ReturnType<ClinicsService['sessionFacts']>>;

const nowhere: View['clinic'] = {
  id: outside.toHexString(),
  name: 'TopSmile',
  currency: 'BRL',
  isDemo: false,
  isSetUp: true,
  locations: [],
};

const platformOf = ({ clinicId, entry }: SessionDoc): View['platform'] => {
  if (isOutside(clinicId)) return 'outside';
  return entry === undefined ? undefined : { reason: entry.reason, until: entry.until.toISOString() };
};

/** Who is signed in, where, and what they may do: what the screen is drawn from. */
export const createSessionView = ({ ports, clinics, rules, dutyOf, idleMinutes }: Deps) => {
  const factsOf = async ({ clinicId }: SessionDoc, { memberships }: Login): Promise<Facts | undefined> => {
    if (isOutside(clinicId)) return undefined;
    const active = memberships.filter(({ isActive }) => isActive).map((one) => one.clinicId);
    return clinics.sessionFacts(clinicId, active);
  };

  const of = async (session: SessionDoc, person: Person): Promise<View> => {
    const facts = await factsOf(session, person);
    const here = facts?.all.find(({ id }) => id === facts.clinic.id);
    // What was just read of the clinic decides: it is not read a second time.
    const clinicOf = here === undefined ? ports.clinicOf : async () => here;
    const standing = await standingOf(session, person, { ...ports, clinicOf });
    if (standing === undefined) throw sessionExpired();
    const { _id, firstName, lastName, email } = person;
    const { role, roleName, rights, rule } = standing;
    const isEnrolled = (person.secondFactors ?? []).length > 0;
    return {
      user: { id: _id.toHexString(), firstName, lastName, email, role, ...given({ roleName }) },
      clinic: facts?.clinic ?? nowhere,
      permissions: [...rights],
      secondFactor: { isEnrolled, isRequired: rules.isRequired(rule) },
      clinics: (facts?.all ?? []).map(({ id, name }) => ({ id, name })),
      expiresAt: session.expiresAt.toISOString(),
      idleMinutes: standing.idleMinutes ?? idleMinutes,
      ...given({ platform: platformOf(session), duty: dutyOf(person, rule) }),
    };
  };
  return {
    of,
    /** Where somebody who signs in arrives: whoever runs the platform outside, others where they may work. */
    homeOf: async ({ isPlatformAdmin, memberships }: Login): Promise<Types.ObjectId | undefined> => {
      if (isPlatformAdmin) return outside;
      for (const { clinicId } of memberships)
        if ((await standingOf({ clinicId }, { isPlatformAdmin, memberships }, ports)) !== undefined)
          return clinicId;
      return undefined;
    },
    ofSession: async (session: SessionDoc): Promise<View> => {
      const user = await UserModel.findById(session.userId).lean<UserDoc>();
      if (user === null) throw sessionExpired();
      return of(session, user);
    },
  };
};
export type SessionViews = ReturnType<typeof createSessionView>;
