import type { Reschedule } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleBook } from '../schedule/index.ts';
import type { AppointmentDoc, HistoryEntry } from './appointment.model.ts';
import { toVisit, type VisitView } from './appointment.mapper.ts';
import { AppointmentMoved } from './appointments.events.ts';
import {
  type Allow,
  allowedBy,
  assertInTime,
  assertOpen,
  assertWorking,
  startOnGrid,
} from './booking.rules.ts';
import { changeVisit } from './change.ts';
import { claimTime, type Placed } from './claiming.ts';
import { assertFresh, findVisit } from './find-visit.ts';
import { planOf } from './plan-of.ts';
import type { Plan } from './plan.rules.ts';
import type { Promotion } from './promotion.ts';
import { historyEntry, reasonField, timeFields, visitEvent } from './record.ts';
import { offersType } from './request.rules.ts';
import { type HistoryAction, illegalTransition, isMovable, nextStatuses } from './status.rules.ts';
import { AppError } from '../../platform/errors.ts';

type Wish = Omit<Reschedule, 'rescheduleBy'> & { rescheduleBy?: Reschedule['rescheduleBy'] };
type Deps = { clock: Clock; book: ScheduleBook; promotion: Promotion };
type Move = {
  readonly actor: Actor;
  readonly schedule: ClinicSchedule;
  readonly visit: AppointmentDoc;
  readonly wish: Wish;
  readonly plan: Plan;
  readonly now: Date;
  /** The move that is being taken back, when this is one. */
  readonly undone: HistoryEntry | undefined;
  readonly notifyPatient: boolean;
};

const sameTime = (one: Date | undefined, minute: number): boolean =>
  one !== undefined && minuteOf(one) === minute;

/** An undo is believed only when the last thing that happened was the move away from there. */
const undoneBy = (visit: AppointmentDoc, wish: Wish, start: number): HistoryEntry | undefined => {
  const last = visit.history.at(-1);
  const isMove = last?.action === 'moved' || last?.action === 'resized';
  return wish.isUndo && isMove && sameTime(last.fromStartsAt, start) ? last : undefined;
};

const assertOffersType = ({ schedule, visit, wish, plan }: Move, allow: Allow): void => {
  const typeId = visit.typeId?.toHexString();
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  const isAnother = wish.providerId !== undefined && wish.providerId !== visit.providerId?.toHexString();
  if (!isAnother || typeId === undefined || provider === undefined) return;
  if (offersType(provider, typeId) || allow.has('type-not-offered')) return;
  throw new AppError('type-not-offered', 'This provider does not offer this type.');
};

const assertRules = (move: Move, allow: Allow): void => {
  const { schedule, visit, wish, plan, now } = move;
  assertWorking(schedule, plan, wish.operatoryId);
  assertOffersType(move, allow);
  // A visit that stays where it is may be resized or change chairs while it is going on.
  if (plan.start !== minuteOf(visit.startsAt)) assertInTime({ schedule, plan, allow, now });
  if (visit.kind === 'visit') assertOpen({ schedule, plan, allow, now });
};

const actionOf = ({ visit, plan, wish }: Move): HistoryAction => {
  const isElsewhere =
    plan.start !== minuteOf(visit.startsAt) ||
    (wish.operatoryId !== undefined && wish.operatoryId !== visit.operatoryId?.toHexString()) ||
    (wish.providerId !== undefined && wish.providerId !== visit.providerId?.toHexString());
  return isElsewhere ? 'moved' : 'resized';
};

/** The clinic's move takes the confirmation away, unless the start stays or the move is taken back. */
const statusAfter = ({ visit, plan, undone }: Move): AppointmentDoc['status'] => {
  if (undone?.fromStatus === 'confirmed' && visit.status === 'scheduled') return 'confirmed';
  const isNewStart = plan.start !== minuteOf(visit.startsAt);
  return isNewStart && visit.status === 'confirmed' ? 'scheduled' : visit.status;
};

const entryOf = (move: Move, placed: Placed, status: AppointmentDoc['status']): HistoryEntry => {
  const { visit, plan, wish, actor, now } = move;
  return historyEntry(
    { at: now, rev: visit.rev + 1, actor },
    {
      action: actionOf(move),
      fromStartsAt: visit.startsAt,
      toStartsAt: new Date(plan.start * 60_000),
      ...(visit.operatoryId === undefined ? {} : { fromOperatoryId: visit.operatoryId }),
      ...(placed.operatoryId === undefined ? {} : { toOperatoryId: new Types.ObjectId(placed.operatoryId) }),
      fromStatus: visit.status,
      toStatus: status,
      ...reasonField(wish.override?.reason ?? wish.reason),
    },
  );
};

const writeMove =
  (move: Move) =>
  (placed: Placed): Promise<AppointmentDoc> => {
    const { schedule, visit, plan, wish, now, undone } = move;
    const status = statusAfter(move);
    const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
    const isNewStart = plan.start !== minuteOf(visit.startsAt);
    return changeVisit({
      visit,
      at: now,
      set: {
        ...timeFields(schedule, plan, placed),
        status,
        ...(provider === undefined
          ? {}
          : { providerId: new Types.ObjectId(provider.id), providerName: provider.name }),
        ...(wish.override === undefined ? {} : { overrideReason: wish.override.reason }),
      },
      unset: [
        ...(placed.claims.length === 0 ? (['claims'] as const) : []),
        ...(placed.unclaimed.length === 0 ? (['unclaimed'] as const) : []),
        'releasedAt',
      ],
      entry: entryOf(move, placed, status),
      events: [
        visitEvent(AppointmentMoved, visit, {
          at: now,
          seq: visit.rev + 1,
          fromStartsAt: visit.startsAt.toISOString(),
          toStartsAt: new Date(plan.start * 60_000).toISOString(),
          notifyPatient: move.notifyPatient && isNewStart && undone === undefined,
          asksConfirmation: status === 'scheduled' && isNewStart && undone === undefined,
        }),
      ],
    });
  };

const assertKnown = (schedule: ClinicSchedule, wish: Wish): void => {
  if (wish.providerId !== undefined && !schedule.providers.has(wish.providerId)) throw notFound();
  if (wish.operatoryId !== undefined && !schedule.operatories.has(wish.operatoryId)) throw notFound();
};

export const createMoveService = ({ clock, book, promotion }: Deps) => {
  const move = async (
    actor: Actor,
    id: string,
    { notifyPatient, ...wish }: Wish & { notifyPatient: boolean },
  ): Promise<AppointmentDoc> => {
    const now = clock.now();
    const [schedule, visit] = await Promise.all([book.load(), findVisit(id)]);
    assertKnown(schedule, wish);
    assertFresh(visit, wish.rev);
    if (!isMovable(visit, actor.rights)) throw illegalTransition(nextStatuses(visit, actor.rights));
    const allow = allowedBy(actor.rights, wish.override);
    const start = startOnGrid(wish.startsAt);
    const { durationMinutes, providerId } = wish;
    const plan = planOf(schedule, visit, { start, durationMinutes, providerId });
    const undone = undoneBy(visit, wish, start);
    const planned: Move = { actor, schedule, visit, wish, plan, now, undone, notifyPatient };
    if (undone === undefined) assertRules(planned, allow);
    const chairs = [wish.operatoryId ?? visit.operatoryId?.toHexString()] as const;
    const claimed = await claimTime(
      { schedule, plan, chairs, allow, now, ownId: visit._id },
      writeMove(planned),
    );
    if (claimed.isReplay) throw notFound();
    await promotion.near(visit);
    return claimed.value;
  };

  return {
    move,
    /** Moves, resizes or reassigns in one write; a move that loses leaves the visit where it was. */
    reschedule: async (actor: Actor, id: string, wish: Reschedule): Promise<VisitView> =>
      toVisit(
        await move(actor, id, { ...wish, notifyPatient: wish.rescheduleBy === 'clinic' }),
        actor.rights,
      ),
  };
};
export type MoveService = ReturnType<typeof createMoveService>;
