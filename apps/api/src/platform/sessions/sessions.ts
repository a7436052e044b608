import type { AnyActor } from '../actor.ts';
import { AppError } from '../errors.ts';
import type { CookieChange } from '../http/cookies.ts';
import { Types } from '../mongo.ts';
import type { Realm } from './realm.ts';
import { findLive, rotateOrJoin } from './refresh.ts';
import { createSessionCookies } from './session-cookies.ts';
import { createSessionMemory, type LiveSession, type SessionMemory } from './session-memory.ts';
import { createSessionStore, type Opening } from './session-store.ts';
import type { EndReason, SessionDoc } from './session.schema.ts';
import { isSameHash, sessionIdOf, sha256 } from './tokens.ts';

const seenEveryMs = 60_000;

type Opened = { session: SessionDoc; cookies: CookieChange[] };

export const sessionExpired = (): AppError =>
  new AppError('session-expired', 'The session has ended. Sign in again.');

type Times = { expiresAt: number; lastSeenAt: number };

const isOver = (idleMinutes: number, { expiresAt, lastSeenAt }: Times, nowMs: number): boolean =>
  nowMs >= expiresAt || nowMs - lastSeenAt > idleMinutes * 60_000;

const timesOf = ({ expiresAt, lastSeenAt }: SessionDoc): Times => ({
  expiresAt: expiresAt.getTime(),
  lastSeenAt: lastSeenAt.getTime(),
});

/** Who a request acts for; undefined when the token, the session, the role or the idle time says no. */
const createAuthenticate = <A extends AnyActor>(
  { tokens, clock, idleMinutes }: Realm<A>,
  memory: SessionMemory<A>,
  noteSeen: (sessionId: Types.ObjectId, at: Date) => Promise<void>,
) => {
  const limitOf = (actor: A): number => actor.idleMinutes ?? idleMinutes;
  // Written at most once a minute: being seen must not cost a write per request.
  const see = (session: LiveSession<A>, nowMs: number): Promise<void> | undefined => {
    session.lastSeenAt = nowMs;
    if (nowMs - session.writtenAt < seenEveryMs) return undefined;
    session.writtenAt = nowMs;
    return noteSeen(session.actor.sessionId, new Date(nowMs));
  };
  return async (accessToken: string | undefined): Promise<A | undefined> => {
    const claims = accessToken === undefined ? undefined : await tokens.read(accessToken);
    if (claims === undefined) return undefined;
    const known = await memory.find(claims.sid);
    const nowMs = clock.now().getTime();
    // Another process may have seen it since.
    const isDoubtful = known !== undefined && isOver(limitOf(known.actor), known, nowMs);
    const session = isDoubtful ? await memory.reread(claims.sid) : known;
    if (session === undefined || session.actor.userId.toHexString() !== claims.sub) return undefined;
    if (isOver(limitOf(session.actor), session, nowMs)) return undefined;
    await see(session, nowMs);
    return session.actor;
  };
};

type End = (sessionId: string, reason: EndReason) => Promise<void>;
type Hooks = {
  /** Told when a token that was traded before came again: somebody has a copy. */
  onReuse?: (session: SessionDoc) => Promise<void>;
};

/**
 * Trades a refresh token for the next one. A token that was traded before ends the whole session (somebody
 * has a copy), except within ten seconds, when parallel tabs get the same successor.
 */
const createRefresh =
  <A extends AnyActor>(
    realm: Realm<A>,
    cookiesFor: (session: SessionDoc) => Promise<CookieChange[]>,
    endReused: (session: SessionDoc) => Promise<void>,
  ) =>
  async (token: string | undefined): Promise<Opened> => {
    const sessionId = token === undefined ? undefined : sessionIdOf(token);
    if (token === undefined || sessionId === undefined) throw sessionExpired();
    // Nobody known: ended, disabled, or no longer of this clinic.
    const found = await realm.known(sessionId);
    const limit = found?.actor.idleMinutes ?? realm.idleMinutes;
    if (found === undefined || isOver(limit, timesOf(found.session), realm.clock.now().getTime()))
      throw sessionExpired();
    const { session } = found;
    const next = await rotateOrJoin(realm, session, sha256(token));
    if (next !== null) return { session: next, cookies: await cookiesFor(next) };
    await endReused(session);
    throw sessionExpired();
  };

/** Ends the session that a browser brought along to a sign-in, so that a planted one is worth nothing. */
const createRetire =
  <A extends AnyActor>(realm: Realm<A>, end: End) =>
  async (token: string | undefined): Promise<void> => {
    const sessionId = token === undefined ? undefined : sessionIdOf(token);
    const session = sessionId === undefined ? null : await findLive(realm, sessionId);
    if (session === null || token === undefined || !isSameHash(session.refreshHash, sha256(token))) return;
    await end(session._id.toHexString(), 'signed-out');
  };

/** Sessions of one realm: the document is the truth, a signed token only names it. */
export const createSessions = <A extends AnyActor>(realm: Realm<A>, { onReuse }: Hooks = {}) => {
  const memory = createSessionMemory(realm);
  const store = createSessionStore(realm);
  const cookiesFor = createSessionCookies(realm);

  const end = async (sessionId: string, reason: EndReason): Promise<void> => {
    memory.forget(sessionId);
    await store.end({ _id: new Types.ObjectId(sessionId) }, reason);
  };

  return {
    authenticate: createAuthenticate(realm, memory, store.noteSeen),

    /** Opens a session and answers the cookies that carry it; one too many ends the one seen longest ago. */
    open: async (opening: Opening): Promise<Opened> => {
      const session = await store.open(opening);
      return { session, cookies: await cookiesFor(session) };
    },

    refresh: createRefresh(realm, cookiesFor, async (session) => {
      await end(session._id.toHexString(), 'reuse');
      await onReuse?.(session);
    }),
    retire: createRetire(realm, end),

    /** Notes that the person has just proved who they are again. */
    prove: async (sessionId: Types.ObjectId): Promise<void> => {
      memory.forget(sessionId.toHexString());
      await store.noteProof(sessionId);
    },

    /** Opens a session in another clinic in place of this one. */
    reissue: async (old: SessionDoc, opening: Opening): Promise<Opened> => {
      memory.forget(old._id.toHexString());
      const session = await store.reissue(old, opening);
      return { session, cookies: await cookiesFor(session) };
    },

    end,
    /** Ends every session of a login in one clinic. */
    endInClinic: async (
      userId: Types.ObjectId,
      clinicId: Types.ObjectId,
      reason: EndReason,
    ): Promise<void> => {
      memory.forgetLogin(userId.toHexString());
      await store.end({ userId, clinicId }, reason);
    },
    /** Whatever is remembered of a login, or of everybody, is read anew: their rights have changed. */
    forgetLogin: memory.forgetLogin,
    forgetAll: memory.forgetAll,
    /** Ends every session of a login, but for the one to keep. */
    endAll: async (userId: Types.ObjectId, reason: EndReason, keep?: Types.ObjectId): Promise<void> => {
      memory.forgetLogin(userId.toHexString());
      await store.end({ userId, ...(keep === undefined ? {} : { _id: { $ne: keep } }) }, reason);
    },
    find: store.find,
    ofLogin: store.ofLogin,
  };
};
export type Sessions<A extends AnyActor> = ReturnType<typeof createSessions<A>>;
