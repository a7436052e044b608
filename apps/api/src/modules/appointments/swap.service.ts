import type { BodyOf, swapAppointments } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid, violates } from '../../platform/errors.ts';
import { inTransaction } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleBook } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { toVisit, type VisitView } from './appointment.mapper.ts';
import { AppointmentMoved } from './appointments.events.ts';
import { assertInTime, assertOpen, assertWorking } from './booking.rules.ts';
import { busyWithout, type Placed, placeIn } from './claiming.ts';
import type { Claimant } from './claimant.ts';
import { updateOf } from './change.ts';
import { assertFresh, findVisit, staleVisit } from './find-visit.ts';
import { planOf } from './plan-of.ts';
import type { Plan } from './plan.rules.ts';
import { historyEntry, timeFields, visitEvent } from './record.ts';
import { refusal } from './refusal.ts';
import { illegalTransition, isMovable, nextStatuses } from './status.rules.ts';

type Wish = BodyOf<typeof swapAppointments>;
type Side = { visit: AppointmentDoc; plan: Plan; claimant: Claimant; placed: Placed };
type Sides = readonly [Side, Side];

const chairOf = (visit: AppointmentDoc): string | undefined => visit.operatoryId?.toHexString();

/** One visit in the time and chair of the other, with its own provider and length. */
const sideOf = (
  { schedule, now }: { schedule: ClinicSchedule; now: Date },
  visit: AppointmentDoc,
  other: AppointmentDoc,
): Side => {
  const plan = planOf(schedule, visit, { start: minuteOf(other.startsAt) });
  const chair = chairOf(other);
  const rules = { schedule, plan, allow: new Set<never>(), now };
  assertWorking(schedule, plan, chair);
  assertInTime(rules);
  assertOpen(rules);
  const claimant: Claimant = { ...rules, chairs: [chair] };
  return { visit, plan, claimant, placed: placeIn(claimant, chair) };
};

const assertSwappable = (actor: Actor, visits: readonly [AppointmentDoc, AppointmentDoc]): void => {
  const [first, second] = visits;
  for (const visit of visits)
    if (visit.kind === 'block' || !isMovable(visit, actor.rights))
      throw illegalTransition(nextStatuses(visit, actor.rights));
  if (first._id.equals(second._id)) throw invalid([{ path: 'second.id', message: 'sameVisit' }]);
  if (!first.locationId.equals(second.locationId))
    throw invalid([{ path: 'second.id', message: 'otherLocation' }]);
};

const writesOf = (actor: Actor, { visit, plan, claimant, placed }: Side) => {
  const { schedule, now } = claimant;
  const fields = timeFields(schedule, plan, placed);
  const seq = visit.rev + 1;
  const isNewStart = plan.start !== minuteOf(visit.startsAt);
  const status = isNewStart && visit.status === 'confirmed' ? 'scheduled' : visit.status;
  const identity = { clinicId: currentClinicId(), _id: visit._id, status: visit.status };
  const free = {
    updateOne: {
      filter: { ...identity, rev: visit.rev },
      update: { $unset: { claims: '' as const, unclaimed: '' as const } },
    },
  };
  const take = {
    updateOne: {
      filter: { ...identity, rev: visit.rev },
      update: updateOf({
        visit,
        at: now,
        set: { ...fields, status },
        entry: historyEntry(
          { at: now, rev: seq, actor },
          {
            action: 'swapped',
            fromStartsAt: visit.startsAt,
            toStartsAt: fields.startsAt,
            ...(visit.operatoryId === undefined ? {} : { fromOperatoryId: visit.operatoryId }),
            ...(fields.operatoryId === undefined ? {} : { toOperatoryId: fields.operatoryId }),
            fromStatus: visit.status,
            toStatus: status,
          },
        ),
        events: [
          visitEvent(AppointmentMoved, visit, {
            at: now,
            seq,
            fromStartsAt: visit.startsAt.toISOString(),
            toStartsAt: fields.startsAt.toISOString(),
            notifyPatient: isNewStart,
            asksConfirmation: isNewStart && status === 'scheduled',
          }),
        ],
      }),
    },
  };
  return { free, take };
};

/** Both claims are given up before either is taken: in one transaction, so that nobody sees them free. */
const writeBoth = async (actor: Actor, sides: Sides): Promise<void> => {
  const [first, second] = [writesOf(actor, sides[0]), writesOf(actor, sides[1])];
  await inTransaction(async ({ session }) => {
    const { matchedCount } = await appointments().bulkWrite(
      [first.free, second.free, first.take, second.take],
      { session, ordered: true },
    );
    // Thrown inside, so that a half that matched is rolled back.
    if (matchedCount !== 4) throw staleVisit(sides[0].visit, sides[0].visit.rev);
  });
};

export const createSwapService = ({ clock, book }: { clock: Clock; book: ScheduleBook }) => {
  const refusedFor = async (sides: Sides): Promise<Error> => {
    const ids = sides.map(({ visit }) => visit._id);
    for (const { claimant, placed } of sides) {
      const { busy, taken } = await busyWithout(claimant, placed, ids);
      if (busy.length > 0) return refusal(claimant, { busy, taken });
    }
    return refusal(sides[0].claimant, { busy: [], taken: [] });
  };

  return {
    /** Exchanges times and chairs of two visits, both or neither. */
    swap: async (actor: Actor, wish: Wish): Promise<{ first: VisitView; second: VisitView }> => {
      const now = clock.now();
      const [schedule, first, second] = await Promise.all([
        book.load(),
        findVisit(wish.first.id),
        findVisit(wish.second.id),
      ]);
      assertFresh(first, wish.first.rev);
      assertFresh(second, wish.second.rev);
      assertSwappable(actor, [first, second]);
      const context = { schedule, now };
      const sides: Sides = [sideOf(context, first, second), sideOf(context, second, first)];
      await writeBoth(actor, sides).catch(async (error: unknown) => {
        throw violates(error, 'uniq_claims') ? await refusedFor(sides) : error;
      });
      const after = await Promise.all([findVisit(wish.first.id), findVisit(wish.second.id)]);
      return { first: toVisit(after[0], actor.rights), second: toVisit(after[1], actor.rights) };
    },
  };
};
export type SwapService = ReturnType<typeof createSwapService>;
