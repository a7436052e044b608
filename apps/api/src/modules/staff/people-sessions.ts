import type { PersonSession, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { openSessionsIn, type StaffDoor } from '../staff-auth/index.ts';
import { toPersonSession } from './people.mapper.ts';
import { memberOf } from './people.service.ts';

type Deps = { clock: Clock; door: Pick<StaffDoor, 'sessions'> };

/** Sessions of the people of a clinic in it: what somebody does elsewhere is not this clinic's business. */
export const createPeopleSessions = ({ clock, door }: Deps) => ({
  list: async (actor: Actor, userId: string): Promise<ViewOf<typeof PersonSession>[]> => {
    const { account } = await memberOf(actor, userId);
    const open = await openSessionsIn(actor.clinicId, account._id, clock.now());
    return open.map((session) => toPersonSession(session, actor.sessionId));
  },

  end: async (actor: Actor, userId: string, sessionId: string): Promise<{ id: string }> => {
    const { account } = await memberOf(actor, userId);
    const session = await door.sessions.find(sessionId);
    const isTheirs = session?.userId.equals(account._id) === true && session.clinicId.equals(actor.clinicId);
    if (!isTheirs) throw notFound();
    await door.sessions.end(sessionId, 'ended-by-administrator');
    return { id: sessionId };
  },

  endAll: async (actor: Actor, userId: string): Promise<{ id: string }> => {
    const { account } = await memberOf(actor, userId);
    await door.sessions.endInClinic(account._id, actor.clinicId, 'ended-by-administrator');
    return { id: userId };
  },
});
export type PeopleSessions = ReturnType<typeof createPeopleSessions>;
