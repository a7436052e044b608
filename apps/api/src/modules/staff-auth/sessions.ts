import type { Role } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { CookieChange } from '../../platform/http/route.ts';
import { trusted, Types } from '../../platform/mongo.ts';
import { type SessionDoc, SessionModel } from './session.model.ts';
import {
  type AccessTokens,
  accessSeconds,
  isSameHash,
  newSalt,
  refreshTokenOf,
  sessionIdOf,
  sha256,
} from './tokens.ts';
import { type UserDoc, UserModel } from './user.model.ts';

export const idleMinutes = 30;
const absoluteMs = 12 * 3_600_000;
const idleMs = idleMinutes * 60_000;
const overlapMs = 10_000;
const seenEveryMs = 60_000;
const maxSessionsPerUser = 5;

type Remembered = { actor: Actor; expiresAt: number; lastSeenAt: number; writtenAt: number };
type Deps = { clock: Clock; tokens: AccessTokens; refreshSecret: string; feed: ChangeFeed };
type Origin = { address: string; userAgent: string };

export const sessionExpired = (): AppError =>
  new AppError('session-expired', 'The session has ended. Sign in again.');

const actorOf = (session: SessionDoc, user: UserDoc): Actor | undefined => {
  const membership = user.memberships.find((one) => one.isActive && one.clinicId.equals(session.clinicId));
  if (membership === undefined) return undefined;
  return Object.freeze({
    kind: 'staff',
    userId: user._id,
    clinicId: session.clinicId,
    sessionId: session._id,
    role: membership.role as Role,
    displayName: `${user.firstName} ${user.lastName}`,
  });
};

/**
 * Sessions: the document is the truth. Each process remembers the live ones and is told of changes by the
 * feed, so that a sign-out or a lost role counts on every process within a second.
 */
export const createSessions = ({ clock, tokens, refreshSecret, feed }: Deps) => {
  const remembered = new Map<string, Remembered>();
  const forgetAll = (): void => remembered.clear();
  feed.on('sessions', (id) => void remembered.delete(id), forgetAll);
  feed.on(
    'users',
    (userId) => {
      for (const [id, entry] of remembered)
        if (entry.actor.userId.toHexString() === userId) remembered.delete(id);
    },
    forgetAll,
  );

  const load = async (sessionId: string): Promise<Remembered | undefined> => {
    const session = await SessionModel.findOne({
      _id: sessionId,
      endedAt: trusted({ $exists: false }),
    }).lean<SessionDoc>();
    if (session === null) return undefined;
    const user = await UserModel.findById(session.userId).lean<UserDoc>();
    const actor = user === null ? undefined : actorOf(session, user);
    if (actor === undefined) return undefined;
    const lastSeenAt = session.lastSeenAt.getTime();
    return { actor, expiresAt: session.expiresAt.getTime(), lastSeenAt, writtenAt: lastSeenAt };
  };

  const find = async (sessionId: string): Promise<Remembered | undefined> => {
    const known = feed.isLive() ? remembered.get(sessionId) : undefined;
    if (known !== undefined) return known;
    const loaded = await load(sessionId);
    if (loaded !== undefined && feed.isLive()) remembered.set(sessionId, loaded);
    return loaded;
  };

  const noteSeen = async (sessionId: string, entry: Remembered, now: number): Promise<void> => {
    entry.lastSeenAt = now;
    if (now - entry.writtenAt < seenEveryMs) return;
    entry.writtenAt = now;
    await SessionModel.updateOne({ _id: sessionId }, { $set: { lastSeenAt: new Date(now) } });
  };

  const cookiesFor = async (session: SessionDoc): Promise<CookieChange[]> => {
    const left = Math.max(1, Math.floor((session.expiresAt.getTime() - clock.now().getTime()) / 1000));
    const sessionId = session._id.toHexString();
    const access = await tokens.sign(session.userId.toHexString(), sessionId);
    const refresh = refreshTokenOf(refreshSecret, {
      sessionId,
      salt: session.salt,
      generation: session.generation,
    });
    return [
      { name: 'access', value: access, maxAgeSeconds: Math.min(accessSeconds, left) },
      { name: 'refresh', value: refresh, maxAgeSeconds: left },
      { name: 'session', value: sessionId, maxAgeSeconds: left },
    ];
  };

  const endOldest = async (userId: Types.ObjectId): Promise<void> => {
    const live = await SessionModel.find({ userId, endedAt: trusted({ $exists: false }) }, { _id: 1 })
      .sort({ lastSeenAt: -1 })
      .skip(maxSessionsPerUser)
      .lean();
    if (live.length === 0) return;
    await SessionModel.updateMany(
      { _id: trusted({ $in: live.map((one) => one._id) }) },
      { $set: { endedAt: clock.now(), endReason: 'too-many' } },
    );
  };

  const isInOverlap = (session: SessionDoc, hash: string): boolean =>
    session.previousHash != null &&
    isSameHash(session.previousHash, hash) &&
    clock.now().getTime() - session.rotatedAt.getTime() <= overlapMs;

  const end = async (sessionId: string, reason: NonNullable<SessionDoc['endReason']>): Promise<void> => {
    remembered.delete(sessionId);
    await SessionModel.updateOne(
      { _id: sessionId, endedAt: trusted({ $exists: false }) },
      { $set: { endedAt: clock.now(), endReason: reason } },
    );
  };

  const rotate = async (session: SessionDoc, hash: string): Promise<SessionDoc | null> => {
    const sessionId = session._id.toHexString();
    const generation = session.generation + 1;
    const refreshHash = sha256(refreshTokenOf(refreshSecret, { sessionId, salt: session.salt, generation }));
    return SessionModel.findOneAndUpdate(
      {
        _id: session._id,
        refreshHash: hash,
        generation: session.generation,
        endedAt: trusted({ $exists: false }),
      },
      {
        $set: {
          refreshHash,
          previousHash: hash,
          generation,
          rotatedAt: clock.now(),
          lastSeenAt: clock.now(),
        },
      },
      { returnDocument: 'after' },
    ).lean<SessionDoc>();
  };

  return {
    /** Opens a session and answers the cookies that carry it; a sixth one ends the one seen longest ago. */
    open: async (userId: Types.ObjectId, clinicId: Types.ObjectId, { address, userAgent }: Origin) => {
      const _id = new Types.ObjectId();
      const salt = newSalt();
      const now = clock.now();
      const token = refreshTokenOf(refreshSecret, { sessionId: _id.toHexString(), salt, generation: 0 });
      const session = await SessionModel.create({
        _id,
        userId,
        clinicId,
        salt,
        generation: 0,
        refreshHash: sha256(token),
        rotatedAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + absoluteMs),
        address,
        userAgent,
      });
      await endOldest(userId);
      return {
        session: session.toObject<SessionDoc>(),
        cookies: await cookiesFor(session.toObject<SessionDoc>()),
      };
    },

    /** Who a request acts for; undefined when the token, the session, the role or the idle time says no. */
    authenticate: async (accessToken: string | undefined): Promise<Actor | undefined> => {
      const claims = accessToken === undefined ? undefined : await tokens.read(accessToken);
      if (claims === undefined) return undefined;
      const entry = await find(claims.sid);
      const now = clock.now().getTime();
      if (entry === undefined || entry.actor.userId.toHexString() !== claims.sub) return undefined;
      if (now >= entry.expiresAt || now - entry.lastSeenAt > idleMs) return undefined;
      await noteSeen(claims.sid, entry, now);
      return entry.actor;
    },

    /**
     * Trades a refresh token for the next one. A token that was traded before ends the whole session
     * (somebody has a copy), except within ten seconds, when parallel tabs get the same successor.
     */
    refresh: async (token: string | undefined): Promise<{ session: SessionDoc; cookies: CookieChange[] }> => {
      const sessionId = token === undefined ? undefined : sessionIdOf(token);
      if (token === undefined || sessionId === undefined) throw sessionExpired();
      const hash = sha256(token);
      const session = await SessionModel.findOne({
        _id: sessionId,
        endedAt: trusted({ $exists: false }),
      }).lean<SessionDoc>();
      const now = clock.now().getTime();
      if (
        session === null ||
        now >= session.expiresAt.getTime() ||
        now - session.lastSeenAt.getTime() > idleMs
      )
        throw sessionExpired();
      const rotated = isSameHash(session.refreshHash, hash) ? await rotate(session, hash) : null;
      if (rotated !== null) return { session: rotated, cookies: await cookiesFor(rotated) };
      const current = await SessionModel.findOne({
        _id: sessionId,
        endedAt: trusted({ $exists: false }),
      }).lean<SessionDoc>();
      if (current !== null && isInOverlap(current, hash))
        return { session: current, cookies: await cookiesFor(current) };
      await end(sessionId, 'reuse');
      throw sessionExpired();
    },

    end,
    find: (sessionId: string) => SessionModel.findById(sessionId).lean<SessionDoc>(),
  };
};
export type Sessions = ReturnType<typeof createSessions>;
