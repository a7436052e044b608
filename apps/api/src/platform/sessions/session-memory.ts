import type { AnyActor } from '../actor.ts';
import type { Realm } from './realm.ts';

export type LiveSession<A extends AnyActor> = {
  readonly actor: A;
  readonly expiresAt: number;
  lastSeenAt: number;
  writtenAt: number;
};

const load = async <A extends AnyActor>(
  { known }: Pick<Realm<A>, 'known'>,
  sessionId: string,
): Promise<LiveSession<A> | undefined> => {
  const found = await known(sessionId);
  if (found === undefined) return undefined;
  const { session, actor } = found;
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
  // What was read before something was forgotten may be what was to be forgotten: it is not remembered.
  let forgotten = 0;
  const forget = (sessionId: string): void => {
    forgotten += 1;
    remembered.delete(sessionId);
  };
  const forgetAll = (): void => {
    forgotten += 1;
    remembered.clear();
  };
  const forgetLogin = (userId: string): void => {
    forgotten += 1;
    for (const [id, { actor }] of remembered)
      if (actor.userId.toHexString() === userId) remembered.delete(id);
  };
  // Being seen is noted every minute by whichever process served the request: no reason to read again.
  feed.on({ collection: watched.sessions, ignoring: ['lastSeenAt', 'updatedAt'] }, forget, forgetAll);
  feed.on(watched.logins, forgetLogin, forgetAll);
  for (const collection of watched.rights ?? []) feed.on(collection, forgetAll, forgetAll);

  const reread = async (sessionId: string): Promise<LiveSession<A> | undefined> => {
    const before = forgotten;
    const loaded = await load(realm, sessionId);
    if (loaded !== undefined && feed.isLive() && forgotten === before) remembered.set(sessionId, loaded);
    return loaded;
  };

  return {
    forget,
    forgetLogin,
    forgetAll,
    /** What the database says now. */
    reread,
    find: (sessionId: string): LiveSession<A> | undefined | Promise<LiveSession<A> | undefined> =>
      (feed.isLive() ? remembered.get(sessionId) : undefined) ?? reread(sessionId),
  };
};
export type SessionMemory<A extends AnyActor> = ReturnType<typeof createSessionMemory<A>>;
