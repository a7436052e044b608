import { type BodyOf, holdSlot } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError, notFound, violates } from '../../platform/errors.ts';
import { type CallInfo, Reply } from '../../platform/http/route.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { isBlockingStatus } from './status.rules.ts';
import { toVisit, type VisitView } from './appointment.mapper.ts';
import {
  AppointmentBooked,
  AppointmentHeld,
  AppointmentStatusChanged,
  HoldLost,
} from './appointments.events.ts';
import { assertActive, type BookingDeps } from './booking.service.ts';
import { changeVisit } from './change.ts';
import { draftOf, freshVisit, type FreshFields } from './draft.ts';
import { findVisit } from './find-visit.ts';
import type { HoldTokens } from './hold-token.ts';
import { earlierOf, idemOf, type Inserted, insertVisit } from './insert.ts';
import { historyEntry, visitEvent } from './record.ts';

type Deps = BookingDeps & { tokens: HoldTokens };
type Wish = BodyOf<typeof holdSlot>;

const mostHolds = 2;
const mostAttempts = 4;
const retryAfterSeconds = 60;

const tooMany = (): AppError =>
  new AppError('too-many-requests', 'This patient already has two times on hold.', {
    details: { retryAfterSeconds },
  });

type Holder = { patientId: Types.ObjectId; now: Date };

/** A lapsed hold can still be confirmed, but no longer counts. */
const giveUpLanes = async (lapsed: readonly Types.ObjectId[], now: Date): Promise<void> => {
  if (lapsed.length === 0) return;
  await appointments().updateMany(
    {
      clinicId: currentClinicId(),
      _id: { $in: [...lapsed] },
      status: 'held',
      'hold.expiresAt': { $lte: now },
    },
    { $unset: { 'hold.lane': '' } },
  );
};

/** One of the patient's places for holds that looks free; the index has the last word. */
const freeLane = async ({ patientId, now }: Holder): Promise<number> => {
  const held = await appointments()
    .find(
      { clinicId: currentClinicId(), patientId, status: 'held', 'hold.lane': { $exists: true } },
      { projection: { hold: 1 } },
    )
    .toArray();
  const isLapsed = ({ hold }: Pick<AppointmentDoc, 'hold'>): boolean =>
    hold !== undefined && hold.expiresAt <= now;
  await giveUpLanes(
    held.filter(isLapsed).map(({ _id }) => _id),
    now,
  );
  const live = new Set(held.filter((one) => !isLapsed(one)).map(({ hold }) => hold?.lane));
  const lane = Array.from({ length: mostHolds }, (_, index) => index).find((index) => !live.has(index));
  if (lane === undefined) throw tooMany();
  return lane;
};

/** Writes under a free lane, and under another one when somebody was faster: never more than two at once. */
const inLane = async <T>(holder: Holder, write: (lane: number) => Promise<T>): Promise<T> => {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const lane = await freeLane(holder);
    try {
      return await write(lane);
    } catch (error) {
      if (!violates(error, 'uniq_hold_lane')) throw error;
    }
  }
  throw tooMany();
};

const withHold = (fresh: FreshFields, actor: Actor, hold: { minutes: number; lane: number }): FreshFields => {
  const at = fresh.createdAt;
  return {
    ...fresh,
    status: 'held',
    hold: { expiresAt: new Date(at.getTime() + hold.minutes * 60_000), lane: hold.lane },
    history: [historyEntry({ at, rev: 0, actor }, { action: 'held', toStatus: 'held' })],
    outbox: [visitEvent(AppointmentHeld, fresh, { at, seq: 0 })],
  };
};

const lost = (): AppError =>
  new AppError('hold-lost', 'The time is not held any more. Please choose another.');

const take = async (
  { clock, book, patients }: Deps,
  actor: Actor,
  { wish, key }: { wish: Wish; key: string | undefined },
): Promise<Inserted> => {
  const now = clock.now();
  const idem = idemOf(actor, holdSlot.path, { key, body: wish });
  const earlier = await earlierOf(idem);
  if (earlier !== undefined) return { visit: earlier, isReplay: true };
  const [schedule, patient] = await Promise.all([book.load(), patients.forBooking(wish.patientId)]);
  assertActive(patient);
  const draft = draftOf({ schedule, wish, patient, allow: new Set(), now });
  const fresh = freshVisit({ draft, wish, patient, actor, now });
  const { plan, chairs } = draft;
  const minutes = schedule.settings.holdMinutes;
  return inLane({ patientId: new Types.ObjectId(patient.id), now }, (lane) =>
    insertVisit({
      fresh: withHold(fresh, actor, { minutes, lane }),
      claimant: { schedule, plan, chairs, allow: new Set(), now },
      idem,
    }),
  );
};

const findHold = async (tokens: HoldTokens, id: string, token: string): Promise<AppointmentDoc> => {
  const visit = await findVisit(id);
  if (visit.hold === undefined || !tokens.fits(visit, token)) throw notFound();
  return visit;
};

/** Says once that the time is gone, so that money taken for it goes back. */
const noteLost = async (visit: AppointmentDoc, at: Date): Promise<void> => {
  const event = visitEvent(HoldLost, visit, { at, seq: visit.rev + 1 });
  await appointments().updateOne(
    { clinicId: visit.clinicId, _id: visit._id, 'hold.lostAt': { $exists: false } },
    { $set: { 'hold.lostAt': at, updatedAt: at }, $inc: { rev: 1 }, $push: { outbox: event } },
  );
};

const confirmOnce = async (actor: Actor, visit: AppointmentDoc, at: Date): Promise<AppointmentDoc> => {
  return changeVisit({
    visit,
    at,
    set: { status: 'scheduled' },
    entry: historyEntry(
      { at, rev: visit.rev + 1, actor },
      { action: 'booked', fromStatus: 'held', toStatus: 'scheduled' },
    ),
    events: [visitEvent(AppointmentBooked, visit, { at, seq: visit.rev + 1, notifyPatient: true })],
  });
};

const giveBack = async (actor: Actor, visit: AppointmentDoc, at: Date): Promise<VisitView> => {
  if (visit.status === 'expired' || visit.status === 'cancelled') return toVisit(visit, actor.rights);
  if (visit.status !== 'held') throw lost();
  const released = await changeVisit({
    visit,
    at,
    set: { status: 'cancelled' },
    unset: ['claims', 'unclaimed'],
    entry: historyEntry(
      { at, rev: visit.rev + 1, actor },
      { action: 'cancelled', fromStatus: 'held', toStatus: 'cancelled' },
    ),
    events: [
      visitEvent(AppointmentStatusChanged, visit, {
        at,
        seq: visit.rev + 1,
        from: 'held',
        to: 'cancelled',
        notifyPatient: false,
      }),
    ],
  });
  return toVisit(released, actor.rights);
};

export const createHoldsService = (deps: Deps) => ({
  /** Holds a time for some minutes; the token in the answer is the only way to confirm it. */
  hold: async (actor: Actor, wish: Wish, info: CallInfo): Promise<Reply<VisitView>> => {
    const { visit, isReplay } = await take(deps, actor, { wish, key: info.idempotencyKey });
    return new Reply(toVisit(visit, actor.rights, deps.tokens.tokenOf(visit)), { isReplay });
  },

  /** Makes the hold a booking. Late is fine while nobody took the time; who steals it first has won. */
  confirm: async (actor: Actor, id: string, token: string): Promise<VisitView> => {
    const visit = await findHold(deps.tokens, id, token);
    if (visit.status === 'held') {
      const confirmed = await confirmOnce(actor, visit, deps.clock.now()).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'stale') return undefined;
        throw error;
      });
      if (confirmed !== undefined) return toVisit(confirmed, actor.rights);
    }
    const current = await findHold(deps.tokens, id, token);
    if (isBlockingStatus(current.status) && current.status !== 'held') return toVisit(current, actor.rights);
    await noteLost(current, deps.clock.now());
    throw lost();
  },

  /** Gives the time back at once. */
  release: async (actor: Actor, id: string, token: string): Promise<VisitView> =>
    giveBack(actor, await findHold(deps.tokens, id, token), deps.clock.now()),
});
export type HoldsService = ReturnType<typeof createHoldsService>;
