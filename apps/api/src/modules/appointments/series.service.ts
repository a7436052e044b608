import type { bookSeries, SeriesRequest, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AppError, invalid, violates } from '../../platform/errors.ts';
import { inTransaction, Types } from '../../platform/mongo.ts';
import { expandSeries, type Instance, isoOf, wallOf } from '../../platform/time.ts';
import type { ClinicSchedule } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { toVisit } from './appointment.mapper.ts';
import { AppointmentBooked } from './appointments.events.ts';
import { startOnGrid } from './booking.rules.ts';
import { assertActive, type BookingDeps } from './booking.service.ts';
import { expireLapsed, freePlace, type Placed } from './claiming.ts';
import type { Claimant } from './claimant.ts';
import { type Draft, draftOf, freshVisit, type FreshFields } from './draft.ts';
import { insertVisit } from './insert.ts';
import type { PatientForBooking } from './ports.ts';
import { historyEntry, timeFields, visitEvent } from './record.ts';
import { resolve } from './request.rules.ts';
import { takenIn, type Taken } from './busy.store.ts';
import { chairsAt } from './plan.rules.ts';

type View = ViewOf<(typeof bookSeries)['response']>;
const mostVisits = 60;
const mostAttempts = 3;

type Context = {
  actor: Actor;
  wish: SeriesRequest;
  schedule: ClinicSchedule;
  patient: PatientForBooking;
  now: Date;
  seriesId: Types.ObjectId;
};
/** One visit of the series: its draft, or the rule that its day breaks. */
type Part = { instance: Instance; day: string; draft: Draft | undefined; refusal: AppError | undefined };

const instancesOf = ({ schedule, wish }: Context) => {
  const { location } = resolve(schedule, wish);
  const dtstart = wallOf(location.zone, startOnGrid(wish.startsAt));
  try {
    const { instances, skipped } = expandSeries({ zone: location.zone, dtstart, rrule: wish.rrule });
    if (instances.length > mostVisits || instances.length === 0)
      throw invalid([{ path: 'rrule', message: 'range' }]);
    return { instances, skipped };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid([{ path: 'rrule', message: 'rrule' }]);
  }
};

const partOf = ({ schedule, wish, patient, now }: Context, instance: Instance): Part => {
  const day = instance.wall.slice(0, 10);
  try {
    const startsAt = isoOf(instance.startsAt);
    const draft = draftOf({ schedule, wish: { ...wish, startsAt }, patient, allow: new Set(), now });
    return { instance, day, draft, refusal: undefined };
  } catch (error) {
    if (error instanceof AppError && error.status === 422)
      return { instance, day, draft: undefined, refusal: error };
    throw error;
  }
};

const freshOf = (
  context: Context,
  draft: Draft,
  { instance, isFirst }: { instance: Instance; isFirst: boolean },
) => {
  const { actor, wish, patient, now, seriesId } = context;
  const fresh = freshVisit({ draft, wish, patient, actor, now });
  return {
    ...fresh,
    seriesId,
    recurrenceId: instance.recurrenceId,
    history: [historyEntry({ at: now, rev: 0, actor }, { action: 'booked', toStatus: fresh.status })],
    // One message tells of the whole series.
    outbox: [visitEvent(AppointmentBooked, fresh, { at: now, seq: 0, notifyPatient: isFirst })],
  } satisfies FreshFields;
};

const claimantOf = ({ schedule, now }: Context, { plan, chairs }: Draft): Claimant => ({
  schedule,
  plan,
  chairs,
  allow: new Set(),
  now,
});

const clashes = (days: readonly string[], cause?: AppError): AppError =>
  new AppError(cause?.code ?? 'slot-taken', cause?.message ?? 'Some days of the series are taken.', {
    details: { clashes: [...days] },
  });

const takenDuring = ({ schedule, wish, patient }: Context, parts: readonly Part[]): Promise<Taken[]> => {
  const starts = parts.map(({ instance }) => instance.startsAt);
  const { equipmentIds, provider, location } = resolve(schedule, wish);
  return takenIn({
    resourceIds: [
      provider.id,
      patient.id,
      ...equipmentIds,
      ...chairsAt(schedule, location.id).map(({ id }) => id),
    ],
    from: Math.min(...starts),
    to: Math.max(...starts) + 1440,
  });
};

type Ready = { part: Part; draft: Draft; placed: Placed };

/** Finds a free chair for every part; the days without one are the clashes. */
const placeAll = async (
  context: Context,
  parts: readonly Part[],
): Promise<{ ready: Ready[]; taken: string[] }> => {
  const found = await takenDuring(context, parts);
  const ready: Ready[] = [];
  const taken: string[] = [];
  for (const part of parts) {
    if (part.draft === undefined) continue;
    const claimant = claimantOf(context, part.draft);
    await expireLapsed(claimant, found);
    const placed = freePlace(claimant, found);
    if (placed === undefined) taken.push(part.day);
    else ready.push({ part, draft: part.draft, placed });
  }
  return { ready, taken };
};

const writeAll = async (context: Context, ready: readonly Ready[]): Promise<AppointmentDoc[]> => {
  const visits = ready.map(
    ({ part, draft, placed }, index): AppointmentDoc => ({
      ...freshOf(context, draft, { instance: part.instance, isFirst: index === 0 }),
      ...timeFields(context.schedule, draft.plan, placed),
    }),
  );
  await inTransaction(({ session }) => appointments().insertMany(visits, { session, ordered: true }));
  return visits;
};

/** All or nothing. Somebody may win a day between the look and the write: then it is looked at again. */
const bookAtomic = async (context: Context, parts: readonly Part[]): Promise<AppointmentDoc[]> => {
  const broken = parts.filter(({ refusal }) => refusal !== undefined);
  if (broken.length > 0)
    throw clashes(
      broken.map(({ day }) => day),
      broken[0]?.refusal,
    );
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const { ready, taken } = await placeAll(context, parts);
    if (taken.length > 0) throw clashes(taken);
    try {
      return await writeAll(context, ready);
    } catch (error) {
      if (!violates(error, 'uniq_claims')) throw error;
    }
  }
  throw clashes([]);
};

const bookOne = async (
  context: Context,
  part: Part,
  isFirst: boolean,
): Promise<AppointmentDoc | undefined> => {
  if (part.draft === undefined) return undefined;
  const fresh = freshOf(context, part.draft, { instance: part.instance, isFirst });
  try {
    const claimant = claimantOf(context, part.draft);
    return (await insertVisit({ fresh, claimant, idem: undefined })).visit;
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return undefined;
    throw error;
  }
};

/** Each day for itself: what is taken is left out and reported. */
const bookRest = async (context: Context, parts: readonly Part[]) => {
  const booked: AppointmentDoc[] = [];
  const skipped: string[] = [];
  for (const part of parts) {
    const visit = await bookOne(context, part, booked.length === 0);
    if (visit === undefined) skipped.push(part.day);
    else booked.push(visit);
  }
  return { booked, skipped };
};

export const createSeriesService = ({ clock, book, patients }: BookingDeps) => ({
  /** Books recurring visits that keep their wall time across clock changes. */
  bookSeries: async (actor: Actor, wish: SeriesRequest): Promise<View> => {
    const now = clock.now();
    const [schedule, patient] = await Promise.all([book.load(), patients.forBooking(wish.patientId)]);
    assertActive(patient);
    const context: Context = { actor, wish, schedule, patient, now, seriesId: new Types.ObjectId() };
    const { instances, skipped: gaps } = instancesOf(context);
    const parts = instances.map((instance) => partOf(context, instance));
    const { booked, skipped } =
      wish.mode === 'atomic'
        ? { booked: await bookAtomic(context, parts), skipped: [] }
        : await bookRest(context, parts);
    return {
      seriesId: context.seriesId.toHexString(),
      booked: booked.map((visit) => toVisit(visit, actor.rights)),
      skipped: [...gaps, ...skipped].sort(),
    };
  },
});
export type SeriesService = ReturnType<typeof createSeriesService>;
