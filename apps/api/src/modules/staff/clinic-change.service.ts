import type { ClinicChoice, EntryRequest, PlatformClinic, Session, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { noteForAudit } from '../../platform/audit/audit-call.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { sessionExpired } from '../../platform/sessions/sessions.ts';
import { accountOf, membershipIn, outside, type StaffDoor } from '../staff-auth/index.ts';
import type { ClinicFacts, ClinicsPort } from './ports.ts';

type Deps = {
  clock: Clock;
  clinics: Pick<ClinicsPort, 'factsOf' | 'everyClinic'>;
  door: Pick<StaffDoor, 'sessions' | 'viewOf'>;
};
type SessionReply = Reply<ViewOf<typeof Session>>;
type Where = Pick<SessionDoc, 'clinicId'> & { entry?: SessionDoc['entry'] };

const minuteMs = 60_000;

const toPlatformClinic = (clinic: ClinicFacts): ViewOf<typeof PlatformClinic> => ({
  id: clinic._id.toHexString(),
  name: clinic.name,
  status: clinic.status,
  isDemo: clinic.isDemo,
  createdAt: clinic.createdAt.toISOString(),
});

const createGoOn =
  (door: Deps['door']) =>
  async (actor: Actor, { clinicId, entry }: Where, info: CallInfo): Promise<SessionReply> => {
    const current = await door.sessions.find(actor.sessionId.toHexString());
    if (current === null || current.endedAt !== undefined) throw sessionExpired();
    const { address, userAgent } = info;
    const opening = { userId: actor.userId, clinicId, address, userAgent };
    const { session, cookies } = await door.sessions.reissue(
      current,
      entry === undefined ? opening : { ...opening, entry },
    );
    return new Reply(await door.viewOf(session), { cookies });
  };

/** The clinics where somebody may work today. */
const openTo = async (clinics: Pick<ClinicsPort, 'factsOf'>, { userId }: Actor) => {
  const account = await accountOf(userId);
  const active = account?.memberships.filter(({ isActive }) => isActive) ?? [];
  const found = await clinics.factsOf(active.map(({ clinicId }) => clinicId));
  return found.flatMap(({ _id, name, status }) => {
    const membership = status === 'active' && account !== null ? membershipIn(account, _id) : undefined;
    return membership === undefined ? [] : [{ clinicId: _id, name, role: membership.role }];
  });
};

export const createClinicChange = ({ clock, clinics, door }: Deps) => {
  const goOn = createGoOn(door);

  return {
    mine: async (actor: Actor): Promise<ViewOf<typeof ClinicChoice>[]> =>
      (await openTo(clinics, actor)).map(({ clinicId, name, role }) => ({
        id: clinicId.toHexString(),
        name,
        role,
        isCurrent: clinicId.equals(actor.clinicId),
      })),

    /** Goes on in another clinic of the same person; 404 where they are nobody. */
    switchTo: async (actor: Actor, clinicId: string, info: CallInfo): Promise<SessionReply> => {
      const target = (await openTo(clinics, actor)).find((one) => one.clinicId.toHexString() === clinicId);
      if (target === undefined) throw notFound();
      return goOn(actor, { clinicId: target.clinicId }, info);
    },

    every: async (): Promise<ViewOf<typeof PlatformClinic>[]> =>
      (await clinics.everyClinic()).map(toPlatformClinic),

    /** Enters a clinic as platform administrator; the session is over when its time is. */
    enter: async (
      actor: Actor,
      { clinicId, reason, minutes }: EntryRequest,
      info: CallInfo,
    ): Promise<SessionReply> => {
      const [clinic] = await clinics.factsOf([new Types.ObjectId(clinicId)]);
      if (clinic === undefined) throw notFound();
      const until = new Date(clock.now().getTime() + minutes * minuteMs);
      noteForAudit({ reason, subject: { userId: actor.userId, clinicId: clinic._id } });
      return goOn(actor, { clinicId: clinic._id, entry: { reason, until } }, info);
    },

    leave: async (actor: Actor, info: CallInfo): Promise<SessionReply> => {
      if (actor.entry === undefined) throw new AppError('wrong-state', 'No clinic was entered.');
      return goOn(actor, { clinicId: outside }, info);
    },
  };
};
export type ClinicChange = ReturnType<typeof createClinicChange>;
