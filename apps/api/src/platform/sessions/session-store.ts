import type { AnyActor } from '../actor.ts';
import { type Filter, Types } from '../mongo.ts';
import type { Realm } from './realm.ts';
import { isLive } from './refresh.ts';
import type { EndReason, SessionDoc } from './session.schema.ts';
import { newSalt, refreshTokenOf, sha256 } from './tokens.ts';

export type Origin = { address: string; userAgent: string };
/** What a new session is about; the rest (times, tokens) follows from the realm. */
export type Opening = Origin &
  Pick<SessionDoc, 'userId' | 'clinicId'> & { [Key in 'patientId' | 'entry']?: SessionDoc[Key] };

type Needs = Pick<Realm<AnyActor>, 'sessions' | 'clock' | 'refreshSecret' | 'absoluteHours' | 'maxSessions'>;

/** What a session that takes another's place inherits: a change of clinic proves nothing and lengthens nothing. */
type Inherited = { provedAt: Date; expiresAt: Date };

const earliest = (...times: readonly (Date | undefined)[]): Date =>
  new Date(Math.min(...times.flatMap((time) => (time === undefined ? [] : [time.getTime()]))));

const newSession = (
  { clock, refreshSecret, absoluteHours }: Needs,
  opening: Opening,
  inherited?: Inherited,
): SessionDoc => {
  const now = clock.now();
  const longest = new Date(now.getTime() + absoluteHours * 3_600_000);
  const _id = new Types.ObjectId();
  const lineage = { sessionId: _id.toHexString(), salt: newSalt(), generation: 0 };
  return {
    _id,
    ...opening,
    salt: lineage.salt,
    generation: lineage.generation,
    refreshHash: sha256(refreshTokenOf(refreshSecret, lineage)),
    rotatedAt: now,
    lastSeenAt: now,
    provedAt: inherited?.provedAt ?? now,
    expiresAt: earliest(longest, inherited?.expiresAt, opening.entry?.until),
    createdAt: now,
    updatedAt: now,
  };
};

/** The stored sessions of a realm. */
export const createSessionStore = (realm: Needs) => {
  const { sessions, clock, maxSessions } = realm;

  const end = async (filter: Filter<SessionDoc>, endReason: EndReason): Promise<void> => {
    await sessions().updateMany({ ...filter, ...isLive }, { $set: { endedAt: clock.now(), endReason } });
  };

  const endBeyondLimit = async (userId: Types.ObjectId): Promise<void> => {
    const surplus = await sessions()
      .find({ userId, ...isLive }, { projection: { _id: 1 } })
      .sort({ lastSeenAt: -1 })
      .skip(maxSessions)
      .toArray();
    if (surplus.length > 0) await end({ _id: { $in: surplus.map((one) => one._id) } }, 'too-many');
  };

  return {
    end,
    open: async (opening: Opening): Promise<SessionDoc> => {
      const session = newSession(realm, opening);
      await sessions().insertOne(session);
      await endBeyondLimit(opening.userId);
      return session;
    },
    /** Opens a session in place of another of the same login, which ends. */
    reissue: async (old: SessionDoc, opening: Opening): Promise<SessionDoc> => {
      // Whoever leaves a clinic that was entered for a time goes on with the twelve hours of the sign-in.
      const { provedAt = old.createdAt, signedInUntil = old.expiresAt } = old;
      const fresh = newSession(realm, opening, { provedAt, expiresAt: signedInUntil });
      const session = { ...fresh, signedInUntil };
      await sessions().insertOne(session);
      await end({ _id: old._id }, 'clinic-changed');
      return session;
    },
    noteSeen: async (sessionId: Types.ObjectId, at: Date): Promise<void> => {
      await sessions().updateOne({ _id: sessionId }, { $set: { lastSeenAt: at } });
    },
    noteProof: async (sessionId: Types.ObjectId): Promise<void> => {
      await sessions().updateOne({ _id: sessionId }, { $set: { provedAt: clock.now() } });
    },
    find: (sessionId: string): Promise<SessionDoc | null> =>
      sessions().findOne({ _id: new Types.ObjectId(sessionId) }),
    /** The live sessions of a login, the one seen last first. */
    ofLogin: (userId: Types.ObjectId): Promise<SessionDoc[]> =>
      sessions()
        .find({ userId, ...isLive, expiresAt: { $gt: clock.now() } })
        .sort({ lastSeenAt: -1 })
        .toArray(),
  };
};
