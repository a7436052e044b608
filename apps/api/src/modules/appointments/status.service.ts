import type { StatusChange } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { toVisit, type VisitView } from './appointment.mapper.ts';
import type { AppointmentDoc, HistoryEntry } from './appointment.model.ts';
import { AppointmentStatusChanged } from './appointments.events.ts';
import { assertWorking } from './booking.rules.ts';
import { type Change, changeVisit } from './change.ts';
import { claimTime } from './claiming.ts';
import { assertFresh, findVisit } from './find-visit.ts';
import { planOf } from './plan-of.ts';
import type { Promotion } from './promotion.ts';
import { historyEntry, reasonField, timeFields, visitEvent } from './record.ts';
import {
  illegalTransition,
  isBlockingStatus,
  nextStatuses,
  type StampName,
  stepBackMs,
  stepTo,
} from './status.rules.ts';

type Deps = { clock: Clock; book: ScheduleBook; promotion: Promotion };
type Wish = Pick<StatusChange, 'status' | 'reason' | 'operatoryId'>;

const leaving = ['claims', 'unclaimed'] as const;

/** Fields that the new status brings; a first arrival is kept when the desk finishes later. */
const stampsOf = (visit: AppointmentDoc, names: readonly StampName[], now: Date): StampName[] =>
  names.filter((name) => name !== 'arrivedAt' || visit.arrivedAt === undefined || visit.arrivedAt > now);

const statusEvent = (visit: AppointmentDoc, to: AppointmentDoc['status'], now: Date) =>
  visitEvent(AppointmentStatusChanged, visit, {
    at: now,
    seq: visit.rev + 1,
    from: visit.status,
    to,
    notifyPatient: to === 'cancelled',
  });

const changeTo = (visit: AppointmentDoc, wish: Wish, { actor, now }: { actor: Actor; now: Date }): Change => {
  const step = stepTo(visit, { to: wish.status, rights: actor.rights, reason: wish.reason });
  const stamps = stampsOf(visit, step.stamps ?? [], now);
  const entry: HistoryEntry = historyEntry(
    { at: now, rev: visit.rev + 1, actor },
    {
      action: step.action,
      fromStatus: visit.status,
      toStatus: step.to,
      ...(stamps.length === 0 ? {} : { stamps }),
      ...reasonField(wish.reason),
    },
  );
  const isLeaving = !isBlockingStatus(step.to);
  return {
    visit,
    at: now,
    set: {
      status: step.to,
      ...Object.fromEntries(stamps.map((name) => [name, now])),
      ...(isLeaving && wish.reason !== undefined ? { cancellationReason: wish.reason } : {}),
      ...(isLeaving ? { isOverbooked: false } : {}),
    },
    unset: [
      ...(isLeaving ? leaving : []),
      ...(step.action === 'restored' ? (['cancellationReason'] as const) : []),
    ],
    entry,
    events: [statusEvent(visit, step.to, now)],
  };
};

type Target = { visit: AppointmentDoc; chair: string | undefined };

/** Writes a change that must win its time again, possibly in another chair. */
const reclaim = async (
  book: ScheduleBook,
  change: Change,
  { visit, chair }: Target,
): Promise<AppointmentDoc> => {
  const schedule = await book.load();
  if (chair !== undefined && !schedule.operatories.has(chair)) throw notFound();
  const plan = planOf(schedule, visit);
  assertWorking(schedule, plan, chair);
  const chairs = [chair ?? visit.operatoryId?.toHexString()] as const;
  const claimant = { schedule, plan, chairs, allow: new Set<never>(), now: change.at, ownId: visit._id };
  const claimed = await claimTime(claimant, (placed) =>
    changeVisit({
      ...change,
      set: { ...change.set, ...timeFields(schedule, plan, placed) },
      unset: [...(change.unset ?? []).filter((field) => field !== 'claims'), 'releasedAt'],
    }),
  );
  if (claimed.isReplay) throw notFound();
  return claimed.value;
};

const write = async ({ book, promotion }: Deps, change: Change, target: Target): Promise<AppointmentDoc> => {
  const { visit, chair } = target;
  const to = change.set.status ?? visit.status;
  const isEntering = isBlockingStatus(to) && !isBlockingStatus(visit.status);
  if (isEntering || chair !== undefined) return reclaim(book, change, target);
  const changed = await changeVisit(change);
  if (!isBlockingStatus(to)) await promotion.near(visit);
  return changed;
};

/** Seating needs a chair: the visit's own, or the one that is named now. */
const chairFor = (visit: AppointmentDoc, wish: Wish): string | undefined => {
  if (wish.status !== 'in_progress') return undefined;
  const own = visit.operatoryId?.toHexString();
  if (wish.operatoryId === undefined && own === undefined)
    throw invalid([{ path: 'operatoryId', message: 'required' }]);
  return wish.operatoryId === own ? undefined : wish.operatoryId;
};

export const createStatusService = (deps: Deps) => ({
  /** One step of the status machine. Cancelling what is cancelled answers the same again, without a second event. */
  change: async (actor: Actor, id: string, { rev, ...wish }: StatusChange): Promise<VisitView> => {
    const visit = await findVisit(id);
    if (wish.status === 'cancelled' && visit.status === 'cancelled') return toVisit(visit, actor.rights);
    assertFresh(visit, rev);
    const change = changeTo(visit, wish, { actor, now: deps.clock.now() });
    return toVisit(await write(deps, change, { visit, chair: chairFor(visit, wish) }), actor.rights);
  },

  /** Takes the last change of status back within a minute: stamps go, time is claimed or freed again. */
  stepBack: async (actor: Actor, id: string, rev: number): Promise<VisitView> => {
    const visit = await findVisit(id);
    assertFresh(visit, rev);
    const now = deps.clock.now();
    const last = visit.history.at(-1);
    const isRecent = last !== undefined && now.getTime() - last.at.getTime() <= stepBackMs;
    const from = last?.fromStatus;
    if (!isRecent || from === undefined || from === visit.status || from === 'held' || !isStep(last))
      throw illegalTransition(nextStatuses(visit, actor.rights));
    const change: Change = {
      visit,
      at: now,
      set: { status: from },
      unset: [
        ...(last.stamps ?? []),
        ...(isBlockingStatus(from) ? (['cancellationReason'] as const) : leaving),
      ],
      entry: historyEntry(
        { at: now, rev: visit.rev + 1, actor },
        { action: 'stepped-back', fromStatus: visit.status, toStatus: from },
      ),
      events: [statusEvent(visit, from, now)],
    };
    return toVisit(await write(deps, change, { visit, chair: undefined }), actor.rights);
  },
});
export type StatusService = ReturnType<typeof createStatusService>;

const stepActions: readonly string[] = [
  'confirmed',
  'checked-in',
  'seated',
  'completed',
  'reopened',
  'cancelled',
  'no-show',
  'restored',
];
const isStep = (entry: HistoryEntry): boolean => stepActions.includes(entry.action);
