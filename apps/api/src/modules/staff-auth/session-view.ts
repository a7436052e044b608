import type { Session, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { sessionExpired } from '../../platform/sessions/sessions.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { isOutside, outside, type StandingPorts, standingOf } from './standing.ts';
import { type UserDoc, UserModel } from './user.model.ts';

type View = ViewOf<typeof Session>;
type Deps = {
  ports: StandingPorts;
  clinics: Pick<ClinicsService, 'sessionView'>;
  idleMinutes: number;
};

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
export const createSessionView = ({ ports, clinics, idleMinutes }: Deps) => {
  const of = async (session: SessionDoc, user: UserDoc): Promise<View> => {
    const standing = await standingOf(session, user, ports);
    if (standing === undefined) throw sessionExpired();
    const { _id, firstName, lastName, email } = user;
    const { clinicId } = session;
    const { role, roleName, rights } = standing;
    return {
      user: { id: _id.toHexString(), firstName, lastName, email, role, ...given({ roleName }) },
      clinic: isOutside(clinicId)
        ? nowhere
        : await runInClinic(clinicId, () => clinics.sessionView(clinicId)),
      permissions: [...rights],
      expiresAt: session.expiresAt.toISOString(),
      idleMinutes: standing.idleMinutes ?? idleMinutes,
      ...given({ platform: platformOf(session) }),
    };
  };
  return {
    of,
    /** Where somebody who signs in arrives: whoever runs the platform outside, others where they may work. */
    homeOf: async ({ isPlatformAdmin, memberships }: UserDoc): Promise<Types.ObjectId | undefined> => {
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
