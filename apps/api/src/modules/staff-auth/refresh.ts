import type { Clock } from '../../platform/clock.ts';
import { trusted } from '../../platform/mongo.ts';
import { type SessionDoc, SessionModel } from './session.model.ts';
import { isSameHash, refreshTokenOf, sha256 } from './tokens.ts';

const overlapMs = 10_000;
const isLive = { endedAt: trusted({ $exists: false }) };

export const findLive = (sessionId: string): Promise<SessionDoc | null> =>
  SessionModel.findOne({ _id: sessionId, ...isLive })
    .lean<SessionDoc>()
    .exec();

type Rotation = { session: SessionDoc; hash: string; refreshSecret: string; clock: Clock };

// Compare-and-set on hash and generation: of parallel callers one rotates, the others find the successor.
const rotate = ({ session, hash, refreshSecret, clock }: Rotation): Promise<SessionDoc | null> => {
  const now = clock.now();
  const generation = session.generation + 1;
  const lineage = { sessionId: session._id.toHexString(), salt: session.salt, generation };
  const refreshHash = sha256(refreshTokenOf(refreshSecret, lineage));
  return SessionModel.findOneAndUpdate(
    { _id: session._id, refreshHash: hash, generation: session.generation, ...isLive },
    { $set: { refreshHash, previousHash: hash, generation, rotatedAt: now, lastSeenAt: now } },
    { returnDocument: 'after' },
  )
    .lean<SessionDoc>()
    .exec();
};

const isInOverlap = ({ previousHash, rotatedAt }: SessionDoc, hash: string, nowMs: number): boolean =>
  typeof previousHash === 'string' &&
  isSameHash(previousHash, hash) &&
  nowMs - rotatedAt.getTime() <= overlapMs;

/** The session after a rotation, the same one for parallel callers within ten seconds; null for a replay. */
export const rotateOrJoin = async (rotation: Rotation): Promise<SessionDoc | null> => {
  const { session, hash, clock } = rotation;
  const rotated = isSameHash(session.refreshHash, hash) ? await rotate(rotation) : null;
  if (rotated !== null) return rotated;
  const current = await findLive(session._id.toHexString());
  return current !== null && isInOverlap(current, hash, clock.now().getTime()) ? current : null;
};
