import type { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import { staffSessions } from './session.model.ts';

/** When somebody was last seen in a clinic, and in how many places they are signed in to it now. */
export type Presence = { lastSeenAt: Date; openSessions: number };
type Row = Presence & { _id: Types.ObjectId };

const isOpen = (at: Date) => ({
  $and: [{ $eq: [{ $type: '$endedAt' }, 'missing'] }, { $gt: ['$expiresAt', at] }],
});

/** The presence of some people in a clinic, by user id; one command. */
export const presenceIn = async (
  clinicId: Types.ObjectId,
  userIds: readonly Types.ObjectId[],
  at: Date,
): Promise<ReadonlyMap<string, Presence>> => {
  const rows = await staffSessions()
    .aggregate<Row>([
      { $match: { userId: { $in: [...userIds] }, clinicId } },
      {
        $group: {
          _id: '$userId',
          lastSeenAt: { $max: '$lastSeenAt' },
          openSessions: { $sum: { $cond: [isOpen(at), 1, 0] } },
        },
      },
    ])
    .toArray();
  return new Map(rows.map(({ _id, ...presence }) => [_id.toHexString(), presence]));
};

/** Where somebody is signed in to a clinic, seen last first. */
export const openSessionsIn = (
  clinicId: Types.ObjectId,
  userId: Types.ObjectId,
  at: Date,
): Promise<SessionDoc[]> =>
  staffSessions()
    .find({ userId, clinicId, endedAt: { $exists: false }, expiresAt: { $gt: at } })
    .sort({ lastSeenAt: -1 })
    .toArray();
