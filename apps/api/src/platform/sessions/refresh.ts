import type { AnyActor } from '../actor.ts';
import { Types } from '../mongo.ts';
import type { Realm } from './realm.ts';
import type { SessionDoc } from './session.schema.ts';
import { isSameHash, refreshTokenOf, sha256 } from './tokens.ts';

const overlapMs = 10_000;
export const isLive = { endedAt: { $exists: false } };

type Needs = Pick<Realm<AnyActor>, 'sessions' | 'refreshSecret' | 'clock'>;

export const findLive = (
  { sessions }: Pick<Needs, 'sessions'>,
  sessionId: string,
): Promise<SessionDoc | null> => sessions().findOne({ _id: new Types.ObjectId(sessionId), ...isLive });

// Compare-and-set on hash and generation: of parallel callers one rotates, the others find the successor.
const rotate = async (
  { sessions, refreshSecret, clock }: Needs,
  session: SessionDoc,
  hash: string,
): Promise<SessionDoc | null> => {
  const now = clock.now();
  const generation = session.generation + 1;
  const lineage = { sessionId: session._id.toHexString(), salt: session.salt, generation };
  const refreshHash = sha256(refreshTokenOf(refreshSecret, lineage));
  const change = { refreshHash, previousHash: hash, generation, rotatedAt: now, lastSeenAt: now };
  return await sessions().findOneAndUpdate(
    { _id: session._id, refreshHash: hash, generation: session.generation, ...isLive },
    { $set: change },
    { returnDocument: 'after' },
  );
};

const isInOverlap = ({ previousHash, rotatedAt }: SessionDoc, hash: string, nowMs: number): boolean =>
  typeof previousHash === 'string' &&
  isSameHash(previousHash, hash) &&
  nowMs - rotatedAt.getTime() <= overlapMs;

/** The session after a rotation, the same one for parallel callers within ten seconds; null for a replay. */
export const rotateOrJoin = async (
  realm: Needs,
  session: SessionDoc,
  hash: string,
): Promise<SessionDoc | null> => {
  const rotated = isSameHash(session.refreshHash, hash) ? await rotate(realm, session, hash) : null;
  if (rotated !== null) return rotated;
  const current = await findLive(realm, session._id.toHexString());
  return current !== null && isInOverlap(current, hash, realm.clock.now().getTime()) ? current : null;
};
