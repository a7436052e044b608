import type { Types } from '../../platform/mongo.ts';
import { patients } from './patient.model.ts';

const recentMs = 30 * 24 * 60 * 60 * 1000;

type Counts = { _id: 'active' | 'inactive'; count: number; recent: number };

/** Counts by status, and of those who came in the last 30 days; merged records are nobody. One command. */
export const statsOf = async (clinicId: Types.ObjectId, now: Date) => {
  const since = new Date(now.getTime() - recentMs);
  const counts = await patients()
    .aggregate<Counts>(
      [
        { $match: { clinicId, status: { $in: ['active', 'inactive'] } } },
        {
          $group: {
            _id: '$status',
            count: { $sum: 1 },
            recent: { $sum: { $cond: [{ $gte: ['$createdAt', since] }, 1, 0] } },
          },
        },
      ],
      { hint: 'in_order_of_arrival' },
    )
    .toArray();
  const of = (status: Counts['_id']): number => counts.find(({ _id }) => _id === status)?.count ?? 0;
  return {
    total: of('active') + of('inactive'),
    active: of('active'),
    inactive: of('inactive'),
    recentlyAdded: counts.reduce((sum, { recent }) => sum + recent, 0),
  };
};
