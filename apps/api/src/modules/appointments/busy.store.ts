import { type Intervals, isBlocking, mergeIntervals } from '@topsmile/scheduling';
import { instantOf } from '../../platform/time.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import type { BusyIndex } from './availability.rules.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { blocking } from './status.rules.ts';

/** What a visit takes, and nothing about the person. */
export type Taken = Pick<AppointmentDoc, '_id' | 'status' | 'hold' | 'segments' | 'idem'>;

/** No visit is longer than a block of a day, no buffer than two hours. */
const longestMinutes = 1440 + 120;
const longestBuffer = 120;

type Range = {
  resourceIds: readonly string[];
  /** Epoch minutes. */
  from: number;
  to: number;
};

/** Everything that takes one of the resources in the range: one index scan, whatever its length. */
export const takenIn = ({ resourceIds, from, to }: Range): Promise<Taken[]> =>
  appointments()
    .find(
      {
        clinicId: currentClinicId(),
        'segments.resId': { $in: resourceIds.map((id) => new Types.ObjectId(id)) },
        startsAt: { $gte: instantOf(from - longestMinutes), $lt: instantOf(to + longestBuffer) },
        status: { $in: [...blocking] },
      },
      {
        projection: {
          status: 1,
          'hold.expiresAt': 1,
          'idem.key': 1,
          'segments.ord': 1,
          'segments.ps': 1,
          'segments.pe': 1,
        },
      },
    )
    .toArray();

export const isTaking = ({ status, hold }: Pick<Taken, 'status' | 'hold'>, now: Date): boolean =>
  isBlocking({ status, expiresAtMs: hold?.expiresAt.getTime() }, now.getTime());

const nothing = new Int32Array(0);

export const busyIndex = (taken: readonly Taken[], now: Date, excludeId?: string): BusyIndex => {
  const pairs = new Map<number, number[]>();
  for (const visit of taken) {
    if (!isTaking(visit, now) || visit._id.toHexString() === excludeId) continue;
    for (const { ord, ps, pe } of visit.segments) {
      const list = pairs.get(ord);
      if (list === undefined) pairs.set(ord, [ps, pe]);
      else list.push(ps, pe);
    }
  }
  const merged = new Map<number, Intervals>();
  return (ord) => {
    const known = merged.get(ord) ?? mergeIntervals(pairs.get(ord) ?? nothing);
    merged.set(ord, known);
    return known;
  };
};
