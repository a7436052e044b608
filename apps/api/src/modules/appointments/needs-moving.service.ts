import type { BodyOf, moveStranded, NeedsMoving, ViewOf } from '@topsmile/contracts';
import { type Intervals, mergeIntervals, nearest, type DayRange } from '@topsmile/scheduling';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { isoOf, localDay, minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleBook, ScheduleProvider } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { cardFields, toCard, toVisit } from './appointment.mapper.ts';
import { type BusyIndex, startsOf } from './availability.rules.ts';
import { bookableFrom, lastBookableDay } from './booking.rules.ts';
import { busyIndex, takenIn } from './busy.store.ts';
import { dayRange } from './day-range.rules.ts';
import type { MoveService } from './move.service.ts';
import { strandedBy } from './needs-moving.rules.ts';
import { planOf } from './plan-of.ts';
import { chairsAt, type Plan, segmentsOf, shapeOf } from './plan.rules.ts';
import { offersType } from './request.rules.ts';
import { addDays } from './timetable.rules.ts';

type Item = ViewOf<typeof NeedsMoving>;
type Stranded = { visit: AppointmentDoc; plan: Plan; cause: Pick<Item, 'cause' | 'closureId'> };
type Moves = BodyOf<typeof moveStranded>['moves'];
type Outcome = ViewOf<(typeof moveStranded)['response']>[number];

const mostListed = 500;
const daysBefore = 7;
const daysAfter = 28;

const futureVisits = (locationId: string, now: Date): Promise<AppointmentDoc[]> =>
  appointments()
    .find(
      {
        clinicId: currentClinicId(),
        locationId: new Types.ObjectId(locationId),
        startsAt: { $gte: now },
        status: { $in: ['scheduled', 'confirmed'] },
        kind: 'visit',
      },
      {
        projection: { ...cardFields, patientOrd: 1, equipmentIds: 1, isOutsideHours: 1 },
        sort: { startsAt: 1 },
      },
    )
    .toArray();

/** Suggestions already given count as taken, so that no two visits are sent to one place. */
const createBoard = (base: BusyIndex) => {
  const given = new Map<number, number[]>();
  return {
    busy: (ord: number): Intervals => {
      const extra = given.get(ord);
      return extra === undefined ? base(ord) : mergeIntervals([...base(ord), ...extra]);
    },
    give: (segments: readonly { ord: number; ps: number; pe: number }[]): void => {
      for (const { ord, ps, pe } of segments) given.set(ord, [...(given.get(ord) ?? []), ps, pe]);
    },
  };
};
type Board = ReturnType<typeof createBoard>;

type Desk = { schedule: ClinicSchedule; board: Board; now: Date };

const searchDays = (schedule: ClinicSchedule, { plan }: Stranded, now: Date): DayRange => {
  const zone = schedule.locations.get(plan.locationId)?.zone ?? 'UTC';
  const today = localDay(zone, minuteOf(now));
  const day = localDay(zone, plan.start);
  const from = addDays(day, -daysBefore);
  return { from: from < today ? today : from, to: addDays(day, daysAfter) };
};

const nearestWith = ({ schedule, board, now }: Desk, stranded: Stranded, provider: ScheduleProvider) => {
  const { visit, plan } = stranded;
  const location = schedule.locations.get(plan.locationId);
  if (location === undefined) throw notFound();
  const { starts, chairs } = startsOf(
    {
      schedule,
      location,
      provider,
      typeId: plan.typeId,
      shape: shapeOf(visit, provider),
      chairs: chairsAt(schedule, location.id),
      equipmentOrds: plan.equipmentIds.flatMap((id) => schedule.equipment.get(id)?.ord ?? []),
      patientOrd: plan.patient?.ord,
      days: searchDays(schedule, stranded, now),
      earliest: bookableFrom(now),
      lastDay: lastBookableDay(schedule, location, now),
      part: 'any',
    },
    board.busy,
  );
  const [start] = nearest(starts, plan.start, 1);
  if (start === undefined) return undefined;
  return { start, operatoryId: chairs[starts.indexOf(start)] ?? '', providerId: provider.id };
};

/** The nearest time with the same provider, or else with the first colleague who does the same. */
const suggest = (desk: Desk, stranded: Stranded): Item['suggestion'] => {
  const { schedule, board } = desk;
  const { visit, plan } = stranded;
  const typeId = visit.typeId?.toHexString() ?? '';
  const own = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  const colleagues = [...schedule.providers.values()].filter(
    (one) => one.id !== own?.id && one.kind === own?.kind && offersType(one, typeId),
  );
  const candidates = [...(own === undefined ? [] : [own]), ...colleagues].filter((one) => one.isActive);
  for (const provider of candidates) {
    const found = nearestWith(desk, stranded, provider);
    if (found === undefined) continue;
    const { start, providerId, operatoryId } = found;
    board.give(segmentsOf(schedule, planOf(schedule, visit, { start, providerId }), operatoryId));
    return { startsAt: isoOf(start), providerId, operatoryId };
  }
  return undefined;
};

const busyAround = async (
  schedule: ClinicSchedule,
  list: readonly Stranded[],
  now: Date,
): Promise<BusyIndex> => {
  const locationId = list[0]?.plan.locationId ?? '';
  const ranges = list.map((one) => searchDays(schedule, one, now));
  const zone = schedule.locations.get(locationId)?.zone ?? 'UTC';
  const from = ranges.map((range) => range.from).reduce((one, other) => (one < other ? one : other));
  const to = ranges.map((range) => range.to).reduce((one, other) => (one > other ? one : other));
  const { start, end } = dayRange(zone, { from, to });
  const resourceIds = [
    ...schedule.providers.keys(),
    ...chairsAt(schedule, locationId).map(({ id }) => id),
    ...new Set(
      list.flatMap(({ plan }) => [
        ...plan.equipmentIds,
        ...(plan.patient === undefined ? [] : [plan.patient.id]),
      ]),
    ),
  ];
  return busyIndex(await takenIn({ resourceIds, from: start, to: end }), now);
};

// One id that is not the clinic's own spoils the whole request: it was not made by its worklist.
const assertAllKnown = async (moves: Moves): Promise<void> => {
  const ids = [...new Set(moves.map(({ id }) => id))].map((id) => new Types.ObjectId(id));
  const known = await appointments().countDocuments({ clinicId: currentClinicId(), _id: { $in: ids } });
  if (known !== ids.length) throw notFound();
};

const outcomeOf: Partial<Record<AppError['code'], Outcome['outcome']>> = {
  'slot-taken': 'taken',
  'patient-busy': 'taken',
  stale: 'stale',
};

type Deps = { clock: Clock; book: ScheduleBook; move: Pick<MoveService, 'move'> };

export const createNeedsMovingService = ({ clock, book, move }: Deps) => {
  const moveOne = async (actor: Actor, { id, ...wish }: Moves[number]): Promise<Outcome> => {
    try {
      const moved = await move.move(actor, id, { ...wish, isUndo: false, notifyPatient: true });
      return { id, outcome: 'moved', visit: toVisit(moved, actor.rights) };
    } catch (error) {
      if (error instanceof AppError && error.status < 500)
        return { id, outcome: outcomeOf[error.code] ?? 'refused' };
      throw error;
    }
  };

  return {
    /** Booked visits that a closure, an absence or new hours left outside, each with one time to go to. */
    list: async (locationId: string): Promise<Item[]> => {
      const now = clock.now();
      const schedule = await book.load();
      if (!schedule.locations.has(locationId)) throw notFound();
      const stranded: Stranded[] = [];
      for (const visit of await futureVisits(locationId, now)) {
        const plan = planOf(schedule, visit);
        const cause = strandedBy(schedule, plan, visit);
        if (cause !== undefined) stranded.push({ visit, plan, cause });
      }
      const listed = stranded.slice(0, mostListed);
      if (listed.length === 0) return [];
      const board = createBoard(await busyAround(schedule, listed, now));
      return listed.map((one) => {
        const suggestion = suggest({ schedule, board, now }, one);
        return {
          visit: toCard(one.visit),
          ...one.cause,
          ...(suggestion === undefined ? {} : { suggestion }),
        };
      });
    },

    /** Moves each for itself; whoever lost is named with why, and every moved patient is told. */
    move: async (actor: Actor, moves: Moves): Promise<Outcome[]> => {
      await assertAllKnown(moves);
      const outcomes: Outcome[] = [];
      for (const one of moves) outcomes.push(await moveOne(actor, one));
      return outcomes;
    },
  };
};
export type NeedsMovingService = ReturnType<typeof createNeedsMovingService>;
