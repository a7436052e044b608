import type { Db } from 'mongodb';

/**
 * The oracle of the booking races: reads the raw records and looks for two blocking ones that take one resource
 * at one time. It knows nothing of the API and nothing of claims.
 */

type Segment = { ord: number; ps: number; pe: number };
type Stored = { segments: Segment[] };
const blocking = ['held', 'scheduled', 'confirmed', 'checked_in', 'in_progress', 'completed'];

/** Overlapping pairs among the visits that start in the range. */
export const overlapsIn = async (db: Db, range: { from: string; to: string }): Promise<number> => {
  const byResource = new Map<number, Segment[]>();
  const filter = {
    startsAt: { $gte: new Date(range.from), $lt: new Date(range.to) },
    status: { $in: blocking },
    isOverbooked: { $ne: true },
  };
  for await (const { segments } of db
    .collection<Stored>('appointments')
    .find(filter, { projection: { segments: 1 } }))
    for (const segment of segments) {
      const list = byResource.get(segment.ord) ?? [];
      list.push(segment);
      byResource.set(segment.ord, list);
    }
  let found = 0;
  for (const list of byResource.values()) {
    list.sort((one, other) => one.ps - other.ps);
    let end = Number.NEGATIVE_INFINITY;
    for (const { ps, pe } of list) {
      if (ps < end) found += 1;
      end = Math.max(end, pe);
    }
  }
  return found;
};
