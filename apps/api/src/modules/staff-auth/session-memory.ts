import type { Role } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import { trusted } from '../../platform/mongo.ts';
import { type SessionDoc, SessionModel } from './session.model.ts';
import { type UserDoc, UserModel } from './user.model.ts';

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

const load = async (sessionId: string): Promise<LiveSession | undefined> => {
  const isLive = { endedAt: trusted({ $exists: false }) };
  const session = await SessionModel.findOne({ _id: sessionId, ...isLive }).lean<SessionDoc>();
  if (session === null) return undefined;
  const user = await UserModel.findById(session.userId).lean<UserDoc>();
  const actor = user === null ? undefined : actorOf(session, user);
  if (actor === undefined) return undefined;
  const lastSeenAt = session.lastSeenAt.getTime();
  return { actor, expiresAt: session.expiresAt.getTime(), lastSeenAt, writtenAt: lastSeenAt };
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
  feed.on('sessions', forget, forgetAll);
  feed.on('users', forgetUser, forgetAll);

  return {
    forget,
    find: async (sessionId: string): Promise<LiveSession | undefined> => {
      const known = feed.isLive() ? remembered.get(sessionId) : undefined;
      if (known !== undefined) return known;
      const loaded = await load(sessionId);
      if (loaded !== undefined && feed.isLive()) remembered.set(sessionId, loaded);
      return loaded;
    },
  };
};
