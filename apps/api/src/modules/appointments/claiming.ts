import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type ClaimedSegment, claimsOf } from '@topsmile/scheduling';
import { AppError, violates } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type AppointmentDoc, appointments, type StoredSegment } from './appointment.model.ts';
import { isTaking, type Taken, takenIn } from './busy.store.ts';
import { segmentsOf } from './plan.rules.ts';
import type { Claimant } from './claimant.ts';
import { neighbourhood, refusal } from './refusal.ts';

/** A visit in its chair, with the claims to write. */
export type Placed = {
  readonly operatoryId: string | undefined;
  readonly segments: readonly ClaimedSegment[];
  readonly claims: readonly number[];
  /** Cells that somebody else holds and an override lets us share. */
  readonly unclaimed: readonly number[];
};

export type Claimed<T> =
  | { readonly isReplay: false; readonly value: T; readonly placed: Placed }
  | { readonly isReplay: true; readonly id: Types.ObjectId };

const mostRetries = 5;
const longestPauseMs = 8;

// Writers that meet on one time must not meet again in step: each waits a little longer, by chance.
const pause = (retry: number): Promise<void> => setTimeout(randomInt(0, longestPauseMs * retry) + 1);

export const placeIn = ({ schedule, plan }: Claimant, operatoryId: string | undefined): Placed => {
  const segments = segmentsOf(schedule, plan, operatoryId);
  return { operatoryId, segments, claims: claimsOf(segments), unclaimed: [] };
};

/** The fields of the record that hold its time. `claims` and `unclaimed` are absent when empty, never `[]`. */
export const claimFields = ({ segments, claims, unclaimed }: Placed) => ({
  segments: segments.map(({ resId, ord, role, s, e, ps, pe }): StoredSegment => {
    return { resId: new Types.ObjectId(resId), ord, role, s, e, ps, pe };
  }),
  isOverbooked: unclaimed.length > 0,
  ...(claims.length === 0 ? {} : { claims: [...claims] }),
  ...(unclaimed.length === 0 ? {} : { unclaimed: [...unclaimed] }),
});

/**
 * Writes a visit into its time. The unique index decides; on a clash this steals lapsed holds, takes the
 * next free chair or shares what an override allows, and otherwise refuses naming who holds the time.
 */
export const claimTime = async <T>(
  claimant: Claimant,
  write: (placed: Placed) => Promise<T>,
): Promise<Claimed<T>> => {
  let placed = placeIn(claimant, claimant.chairs[0]);
  for (let retry = 0; retry <= mostRetries; retry += 1) {
    if (retry > 0) await pause(retry);
    const result = await tryWrite(placed, write);
    if (result.isWritten) return { isReplay: false, value: result.value, placed };
    const next = await afterClash(claimant, placed);
    if ('replayOf' in next) return { isReplay: true, id: next.replayOf };
    placed = next;
  }
  // Others keep taking and leaving this time; nothing of ours was written.
  throw new AppError('unavailable', 'This time is much asked for right now. Try again.', {
    details: { retryAfterSeconds: 1 },
  });
};

type Written<T> = { isWritten: true; value: T } | { isWritten: false };

const tryWrite = async <T>(placed: Placed, write: (placed: Placed) => Promise<T>): Promise<Written<T>> => {
  try {
    return { isWritten: true, value: await write(placed) };
  } catch (error) {
    if (violates(error, 'uniq_claims')) return { isWritten: false };
    throw error;
  }
};

const overlaps = (mine: ClaimedSegment, theirs: StoredSegment): boolean =>
  mine.ord === theirs.ord && mine.ps < theirs.pe && theirs.ps < mine.pe;

const meets = (segments: readonly ClaimedSegment[], visit: Taken): boolean =>
  segments.some((mine) => visit.segments.some((theirs) => overlaps(mine, theirs)));

/** What to write next after the index said no; throws the refusal when there is nothing left to try. */
const afterClash = async (
  claimant: Claimant,
  placed: Placed,
): Promise<Placed | { replayOf: Types.ObjectId }> => {
  const taken = await takenIn(neighbourhood(claimant));
  const own = taken.find(({ idem }) => idem !== undefined && idem.key === claimant.idemKey);
  if (own !== undefined) return { replayOf: own._id };
  const others = taken.filter(({ _id }) => claimant.ownId === undefined || !_id.equals(claimant.ownId));
  await expireLapsed(claimant, others);
  const live = others.filter((visit) => isTaking(visit, claimant.now));
  const busy = busySegments(placed, live);
  if (busy.length === 0) return placed;
  const elsewhere = nextChair(claimant, { live, busy });
  if (elsewhere !== undefined) return elsewhere;
  if (busy.every(({ role }) => claimant.allow.has(role === 'patient' ? 'patient-busy' : 'overbook')))
    return share(placed);
  throw refusal(claimant, { busy, taken });
};

const busySegments = (placed: Placed, live: readonly Taken[]): ClaimedSegment[] =>
  placed.segments.filter((mine) =>
    live.some((visit) => visit.segments.some((theirs) => overlaps(mine, theirs))),
  );

/** Who stands in the way of a placed visit when some visits are looked away from. */
export const busyWithout = async (
  claimant: Claimant,
  placed: Placed,
  ids: readonly Types.ObjectId[],
): Promise<{ busy: ClaimedSegment[]; taken: Taken[] }> => {
  const found = await takenIn(neighbourhood(claimant));
  const taken = found.filter(({ _id }) => !ids.some((id) => id.equals(_id)));
  const live = taken.filter((visit) => isTaking(visit, claimant.now));
  return { busy: busySegments(placed, live), taken };
};

type Clash = { live: readonly Taken[]; busy: readonly ClaimedSegment[] };

/** The first chair in which nobody known stands in the way. */
export const freePlace = (claimant: Claimant, taken: readonly Taken[]): Placed | undefined => {
  const live = taken.filter((visit) => isTaking(visit, claimant.now));
  return claimant.chairs
    .map((chair) => placeIn(claimant, chair))
    .find((placed) => busySegments(placed, live).length === 0);
};

/** Puts out the lapsed holds that still claim what the visit wants, in any of its chairs. */
export const expireLapsed = async (claimant: Claimant, taken: readonly Taken[]): Promise<void> => {
  const wanted = claimant.chairs.flatMap((chair) => placeIn(claimant, chair).segments);
  const lapsed = taken.filter(
    (visit) => visit.status === 'held' && !isTaking(visit, claimant.now) && meets(wanted, visit),
  );
  if (lapsed.length > 0) await expireHolds(lapsed, claimant.now);
};

/** Only the chair is taken and another will do: the next free one. */
const nextChair = (claimant: Claimant, { live, busy }: Clash): Placed | undefined =>
  busy.every(({ role }) => role === 'operatory') ? freePlace(claimant, live) : undefined;

/**
 * Compare-and-set on each hold: who confirms it first keeps it. Skew between clocks makes this unfair by
 * their difference, never unsafe.
 */
export const expireHolds = async (holds: readonly Pick<Taken, '_id'>[], now: Date): Promise<void> => {
  await appointments().updateMany(
    {
      clinicId: currentClinicId(),
      _id: { $in: holds.map(({ _id }) => _id) },
      status: 'held',
      'hold.expiresAt': { $lte: now },
    },
    [
      {
        $set: {
          status: 'expired',
          rev: { $add: ['$rev', 1] },
          updatedAt: now,
          history: {
            $concatArrays: [
              '$history',
              [
                {
                  at: now,
                  rev: { $add: ['$rev', 1] },
                  action: 'expired',
                  fromStatus: 'held',
                  toStatus: 'expired',
                },
              ],
            ],
          },
        },
      },
      { $unset: ['claims', 'unclaimed'] },
    ],
  );
};

/** Leaves the cells to whoever holds them and claims the rest: nobody can stack a third visit on either. */
const share = async (placed: Placed): Promise<Placed> => {
  const wanted = [...placed.claims, ...placed.unclaimed];
  const owners = await appointments()
    .find({ clinicId: currentClinicId(), claims: { $in: wanted } }, { projection: { claims: 1 } })
    .toArray();
  const held = new Set(owners.flatMap((owner: Pick<AppointmentDoc, 'claims'>) => owner.claims ?? []));
  return {
    ...placed,
    claims: wanted.filter((cell) => !held.has(cell)),
    unclaimed: wanted.filter((cell) => held.has(cell)),
  };
};
