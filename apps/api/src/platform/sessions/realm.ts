import type { AnyActor } from '../actor.ts';
import type { ChangeFeed } from '../change-feed.ts';
import type { Clock } from '../clock.ts';
import type { CookieName } from '../http/cookies.ts';
import type { Collection } from '../mongo.ts';
import type { SessionDoc } from './session.schema.ts';
import type { AccessTokens } from './tokens.ts';

/** The three cookies of a realm: staff and patients never share one. */
export type RealmCookies = { access: CookieName; refresh: CookieName; session: CookieName };

export type Known<A extends AnyActor> = { session: SessionDoc; actor: A };

/**
 * One of the two sign-in systems. Issuer, audience, secret, cookies and collection are its own, so that a
 * token of one realm is nothing in the other.
 */
export type Realm<A extends AnyActor> = {
  readonly cookies: RealmCookies;
  /** Sessions of this realm; a global collection, looked up by the id in a signed token. */
  readonly sessions: () => Collection<SessionDoc>;
  /**
   * The collections whose changes make a remembered session doubtful: the session's own, the login's, and those
   * that decide about the rights of many.
   */
  readonly watched: { sessions: string; logins: string; rights?: readonly string[] };
  /** A live session and who it acts for; undefined when it has ended, or the login, role or clinic says no. */
  readonly known: (sessionId: string) => Promise<Known<A> | undefined>;
  readonly tokens: AccessTokens;
  readonly idleMinutes: number;
  readonly absoluteHours: number;
  readonly maxSessions: number;
  readonly refreshSecret: string;
  readonly clock: Clock;
  readonly feed: ChangeFeed;
};
