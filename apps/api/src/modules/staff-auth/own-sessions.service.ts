import type { SignedInPlace, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { notFound } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import { Reply } from '../../platform/http/route.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import { clearedCookies } from '../../platform/sessions/session-cookies.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import { deviceOf } from './device.rules.ts';

type Deps = {
  realm: Pick<Realm<Actor>, 'cookies'>;
  sessions: Pick<Sessions<Actor>, 'ofLogin' | 'end' | 'endAll'>;
};

/** A session as its owner recognises it. */
export const toPlace = (session: SessionDoc, currentId?: string): ViewOf<typeof SignedInPlace> => ({
  id: session._id.toHexString(),
  isCurrent: session._id.toHexString() === currentId,
  ...deviceOf(session.userAgent ?? ''),
  ...given({ address: session.address }),
  signedInAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
});

/** Where somebody is signed in. */
export const createOwnSessionsService = ({ realm, sessions }: Deps) => ({
  list: async (actor: Actor): Promise<ViewOf<typeof SignedInPlace>[]> => {
    const open = await sessions.ofLogin(actor.userId);
    return open.map((session) => toPlace(session, actor.sessionId.toHexString()));
  },

  end: async (actor: Actor, sessionId: string): Promise<{ id: string }> => {
    const mine = await sessions.ofLogin(actor.userId);
    if (!mine.some(({ _id }) => _id.toHexString() === sessionId)) throw notFound();
    await sessions.end(sessionId, 'ended-by-owner');
    return { id: sessionId };
  },

  endOthers: async (actor: Actor): Promise<{ isEnded: true }> => {
    await sessions.endAll(actor.userId, 'ended-by-owner', actor.sessionId);
    return { isEnded: true };
  },

  signOutEverywhere: async (actor: Actor): Promise<Reply<{ isSignedOut: true }>> => {
    await sessions.endAll(actor.userId, 'signed-out');
    const cookies = clearedCookies(realm.cookies);
    return new Reply({ isSignedOut: true as const }, { cookies, clearsSite: true });
  },
});
