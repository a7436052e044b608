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

const nothing: Intervals = new Int32Array(0);

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

type Look = Range & {
  /** The numbers of the resources, as claims carry them. */
  readonly ords: readonly number[];
  /** Set when the resources are all that the clinic's only place has: then its visits are read by place. */
  readonly wholePlace: string | undefined;
  readonly now: Date;
  readonly excludeId: string | undefined;
};

/** Longer than any padded visit, so that start and length share one number that fits 32 bits. */
const packing = 4096;

const visitsIn = ({ wholePlace, resourceIds, from, to, now, excludeId }: Look) => ({
  clinicId: currentClinicId(),
  ...(wholePlace === undefined
    ? { 'segments.resId': { $in: resourceIds.map((id) => new Types.ObjectId(id)) } }
    : { locationId: new Types.ObjectId(wholePlace) }),
  startsAt: { $gte: instantOf(from - longestMinutes), $lt: instantOf(to + longestBuffer) },
  status: { $in: [...blocking] },
  $nor: [
    { status: 'held', 'hold.expiresAt': { $lte: now } },
    ...(excludeId === undefined ? [] : [{ _id: new Types.ObjectId(excludeId) }]),
  ],
});

type PackedRow = { readonly _id: number; readonly taken: readonly number[] };

const unpack = (packed: readonly number[], base: number): Intervals => {
  const pairs = new Int32Array(packed.length * 2);
  for (let i = 0; i < packed.length; i += 1) {
    const value = packed[i] ?? 0;
    const start = base + Math.floor(value / packing);
    pairs[2 * i] = start;
    pairs[2 * i + 1] = start + (value % packing);
  }
  return mergeIntervals(pairs);
};

/**
 * The padded time that is taken of each resource: one command and a few bytes per stretch, as the store
 * gathers it by resource; no record is decoded.
 */
export const busyIn = async (look: Look): Promise<BusyIndex> => {
  const base = look.from - 2 * longestMinutes;
  const packed = {
    $add: [
      { $multiply: [{ $subtract: ['$segments.ps', base] }, packing] },
      { $subtract: ['$segments.pe', '$segments.ps'] },
    ],
  };
  const rows = await appointments()
    .aggregate<PackedRow>(
      [
        { $match: visitsIn(look) },
        { $project: { _id: 0, 'segments.ord': 1, 'segments.ps': 1, 'segments.pe': 1 } },
        { $unwind: '$segments' },
        { $match: { 'segments.ord': { $in: [...look.ords] } } },
        { $group: { _id: '$segments.ord', taken: { $push: packed } } },
      ],
      { hint: look.wholePlace === undefined ? 'range_res' : 'by_location', batchSize: 10_000 },
    )
    .toArray();
  const taken = new Map(rows.map(({ _id, taken: stretches }) => [_id, unpack(stretches, base)]));
  return (ord) => taken.get(ord) ?? nothing;
};

export const isTaking = ({ status, hold }: Pick<Taken, 'status' | 'hold'>, now: Date): boolean =>
  isBlocking({ status, expiresAtMs: hold?.expiresAt.getTime() }, now.getTime());

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
