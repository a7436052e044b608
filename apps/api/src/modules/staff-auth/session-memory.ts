import type { Role } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import { collectionOf, Types } from '../../platform/mongo.ts';
import { type SessionDoc, SessionModel } from './session.model.ts';
import type { UserDoc } from './user.model.ts';

export type LiveSession = {
  readonly actor: Actor;
  readonly expiresAt: number;
  lastSeenAt: number;
  writtenAt: number;
};

const actorOf = (session: SessionDoc, user: UserDoc): Actor | undefined => {
  const membership = user.memberships.find((one) => one.isActive && one.clinicId.equals(session.clinicId));
  if (membership === undefined) return undefined;
  const role: Role = membership.role;
  return Object.freeze({
    kind: 'staff',
    userId: user._id,
    clinicId: session.clinicId,
    sessionId: session._id,
    role,
    displayName: `${user.firstName} ${user.lastName}`,
  });
};

export type Loaded = { readonly session: SessionDoc; readonly user: UserDoc };

/** A session that has not ended and its person, in one look instead of two. */
export const loadSession = async (sessionId: string): Promise<Loaded | undefined> => {
  const [found] = await collectionOf<SessionDoc>(SessionModel)
    .aggregate<SessionDoc & { people: UserDoc[] }>([
      { $match: { _id: new Types.ObjectId(sessionId), endedAt: { $exists: false } } },
      { $lookup: { from: 'users', localField: 'userId', foreignField: '_id', as: 'people' } },
      { $project: { 'people.passwordHash': 0 } },
    ])
    .toArray();
  const user = found?.people[0];
  return found === undefined || user === undefined ? undefined : { session: found, user };
};

const load = async (sessionId: string): Promise<LiveSession | undefined> => {
  const loaded = await loadSession(sessionId);
  const actor = loaded === undefined ? undefined : actorOf(loaded.session, loaded.user);
  if (loaded === undefined || actor === undefined) return undefined;
  const lastSeenAt = loaded.session.lastSeenAt.getTime();
  return { actor, expiresAt: loaded.session.expiresAt.getTime(), lastSeenAt, writtenAt: lastSeenAt };
};

/**
 * The live sessions as this process knows them. The feed drops what changed, here or elsewhere, so that a
 * sign-out or a lost role counts everywhere within a second; without the feed every look is at the database.
 */
export const createSessionMemory = (feed: ChangeFeed) => {
  const remembered = new Map<string, LiveSession>();
  const forget = (sessionId: string): void => void remembered.delete(sessionId);
  const forgetAll = (): void => remembered.clear();
  const forgetUser = (userId: string): void => {
    for (const [id, { actor }] of remembered) if (actor.userId.toHexString() === userId) forget(id);
  };
  // Being seen is noted every minute by whichever process served the request: no reason to read again.
  feed.on({ collection: 'sessions', ignoring: ['lastSeenAt', 'updatedAt'] }, forget, forgetAll);
  feed.on('users', forgetUser, forgetAll);

  const reread = async (sessionId: string): Promise<LiveSession | undefined> => {
    const loaded = await load(sessionId);
    if (loaded !== undefined && feed.isLive()) remembered.set(sessionId, loaded);
    return loaded;
  };

  return {
    forget,
    /** What the database says now. */
    reread,
    find: (sessionId: string): LiveSession | undefined | Promise<LiveSession | undefined> =>
      (feed.isLive() ? remembered.get(sessionId) : undefined) ?? reread(sessionId),
  };
};
