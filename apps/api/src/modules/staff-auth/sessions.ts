import type { Actor } from '../../platform/actor.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { CookieChange } from '../../platform/http/route.ts';
import { collectionOf, trusted, Types } from '../../platform/mongo.ts';
import { findLive, rotateOrJoin } from './refresh.ts';
import { type SessionDoc, SessionModel } from './session.model.ts';
import { createSessionCookies } from './session-cookies.ts';
import { createSessionMemory, type LiveSession, loadSession } from './session-memory.ts';
import { type AccessTokens, newSalt, refreshTokenOf, sessionIdOf, sha256 } from './tokens.ts';

export const idleMinutes = 30;
const absoluteMs = 12 * 3_600_000;
const idleMs = idleMinutes * 60_000;
const seenEveryMs = 60_000;
const maxSessionsPerUser = 5;
const isLive = { endedAt: trusted({ $exists: false }) };

type Deps = { clock: Clock; tokens: AccessTokens; refreshSecret: string; feed: ChangeFeed };
type Origin = { address: string; userAgent: string };
type Opened = { session: SessionDoc; cookies: CookieChange[] };

export const sessionExpired = (): AppError =>
  new AppError('session-expired', 'The session has ended. Sign in again.');

const isOver = (session: { expiresAt: number; lastSeenAt: number }, nowMs: number): boolean =>
  nowMs >= session.expiresAt || nowMs - session.lastSeenAt > idleMs;

const timesOf = ({ expiresAt, lastSeenAt }: SessionDoc) => ({
  expiresAt: expiresAt.getTime(),
  lastSeenAt: lastSeenAt.getTime(),
});

const endBeyondLimit = async (userId: Types.ObjectId, endedAt: Date): Promise<void> => {
  const surplus = await SessionModel.find({ userId, ...isLive }, { _id: 1 })
    .sort({ lastSeenAt: -1 })
    .skip(maxSessionsPerUser)
    .lean();
  if (surplus.length === 0) return;
  const ids = surplus.map((one) => one._id);
  await SessionModel.updateMany({ _id: trusted({ $in: ids }) }, { $set: { endedAt, endReason: 'too-many' } });
};

// Written at most once a minute: being seen must not cost a write per request.
const noteSeen = (session: LiveSession, nowMs: number): Promise<unknown> | undefined => {
  session.lastSeenAt = nowMs;
  if (nowMs - session.writtenAt < seenEveryMs) return undefined;
  session.writtenAt = nowMs;
  return collectionOf<SessionDoc>(SessionModel).updateOne(
    { _id: session.actor.sessionId },
    { $set: { lastSeenAt: new Date(nowMs) } },
  );
};

type NewSession = Origin & {
  userId: Types.ObjectId;
  clinicId: Types.ObjectId;
  now: Date;
  refreshSecret: string;
};

const createSession = async ({
  userId,
  clinicId,
  address,
  userAgent,
  now,
  refreshSecret,
}: NewSession): Promise<SessionDoc> => {
  const _id = new Types.ObjectId();
  const lineage = { sessionId: _id.toHexString(), salt: newSalt(), generation: 0 };
  const created = await SessionModel.create({
    _id,
    userId,
    clinicId,
    salt: lineage.salt,
    generation: lineage.generation,
    refreshHash: sha256(refreshTokenOf(refreshSecret, lineage)),
    rotatedAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + absoluteMs),
    address,
    userAgent,
  });
  return created.toObject<SessionDoc>();
};

/** Sessions: the document is the truth, a signed token only names it. */
export const createSessions = ({ clock, tokens, refreshSecret, feed }: Deps) => {
  const memory = createSessionMemory(feed);
  const cookiesFor = createSessionCookies({ clock, tokens, refreshSecret });

  const end = async (sessionId: string, endReason: NonNullable<SessionDoc['endReason']>): Promise<void> => {
    memory.forget(sessionId);
    await SessionModel.updateOne(
      { _id: sessionId, ...isLive },
      { $set: { endedAt: clock.now(), endReason } },
    );
  };

  /** Opens a session and answers the cookies that carry it; a sixth one ends the one seen longest ago. */
  const open = async (userId: Types.ObjectId, clinicId: Types.ObjectId, origin: Origin): Promise<Opened> => {
    const now = clock.now();
    const session = await createSession({ userId, clinicId, ...origin, now, refreshSecret });
    await endBeyondLimit(userId, now);
    return { session, cookies: await cookiesFor(session) };
  };

  /** Who a request acts for; undefined when the token, the session, the role or the idle time says no. */
  const authenticate = async (accessToken: string | undefined): Promise<Actor | undefined> => {
    const claims = accessToken === undefined ? undefined : await tokens.read(accessToken);
    if (claims === undefined) return undefined;
    const known = await memory.find(claims.sid);
    const nowMs = clock.now().getTime();
    // Another process may have seen it since.
    const session = known !== undefined && isOver(known, nowMs) ? await memory.reread(claims.sid) : known;
    if (session === undefined || session.actor.userId.toHexString() !== claims.sub) return undefined;
    if (isOver(session, nowMs)) return undefined;
    await noteSeen(session, nowMs);
    return session.actor;
  };

  /**
   * Trades a refresh token for the next one. A token that was traded before ends the whole session (somebody
   * has a copy), except within ten seconds, when parallel tabs get the same successor.
   */
  const refresh = async (token: string | undefined): Promise<Opened> => {
    const sessionId = token === undefined ? undefined : sessionIdOf(token);
    if (token === undefined || sessionId === undefined) throw sessionExpired();
    const session = await findLive(sessionId);
    if (session === null || isOver(timesOf(session), clock.now().getTime())) throw sessionExpired();
    const next = await rotateOrJoin({ session, hash: sha256(token), refreshSecret, clock });
    if (next !== null) return { session: next, cookies: await cookiesFor(next) };
    await end(sessionId, 'reuse');
    throw sessionExpired();
  };

  return {
    open,
    authenticate,
    refresh,
    end,
    load: loadSession,
  };
};
export type Sessions = ReturnType<typeof createSessions>;
