import type { AnyActor } from '../actor.ts';
import type { Realm } from './realm.ts';
import { findLive } from './refresh.ts';

export type LiveSession<A extends AnyActor> = {
  readonly actor: A;
  readonly expiresAt: number;
  lastSeenAt: number;
  writtenAt: number;
};

const load = async <A extends AnyActor>(
  realm: Realm<A>,
  sessionId: string,
): Promise<LiveSession<A> | undefined> => {
  const session = await findLive(realm, sessionId);
  if (session === null) return undefined;
  const actor = await realm.actorOf(session);
  if (actor === undefined) return undefined;
  const lastSeenAt = session.lastSeenAt.getTime();
  return { actor, expiresAt: session.expiresAt.getTime(), lastSeenAt, writtenAt: lastSeenAt };
};

/**
 * The live sessions as this process knows them. The feed drops what changed, here or elsewhere, so that a
 * sign-out or a lost role counts everywhere within a second; without the feed every look is at the database.
 */
export const createSessionMemory = <A extends AnyActor>(realm: Realm<A>) => {
  const { feed, watched } = realm;
  const remembered = new Map<string, LiveSession<A>>();
  const forget = (sessionId: string): void => void remembered.delete(sessionId);
  const forgetAll = (): void => remembered.clear();
  const forgetLogin = (userId: string): void => {
    for (const [id, { actor }] of remembered) if (actor.userId.toHexString() === userId) forget(id);
  };
  feed.on(watched.sessions, forget, forgetAll);
  feed.on(watched.logins, forgetLogin, forgetAll);
  if (watched.rights !== undefined) feed.on(watched.rights, forgetAll, forgetAll);

  return {
    forget,
    forgetLogin,
    find: async (sessionId: string): Promise<LiveSession<A> | undefined> => {
      const known = feed.isLive() ? remembered.get(sessionId) : undefined;
      if (known !== undefined) return known;
      const loaded = await load(realm, sessionId);
      if (loaded !== undefined && feed.isLive()) remembered.set(sessionId, loaded);
      return loaded;
    },
  };
};
