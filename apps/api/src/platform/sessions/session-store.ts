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

const newSession = ({ clock, refreshSecret, absoluteHours }: Needs, opening: Opening): SessionDoc => {
  const now = clock.now();
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
    provedAt: now,
    expiresAt: new Date(now.getTime() + absoluteHours * 3_600_000),
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
