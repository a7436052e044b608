import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Types } from '../../platform/mongo.ts';
import { runAsSystem, runInClinic } from '../../platform/tenancy/context.ts';
import { instantOf, latestRelease, minuteOf, reresolve } from '../../platform/time.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { blocking } from './status.rules.ts';
import { AppointmentMoved } from './appointments.events.ts';
import { changeVisit } from './change.ts';
import { claimTime, expireHolds } from './claiming.ts';
import { planOf } from './plan-of.ts';
import type { Promotion } from './promotion.ts';
import { historyEntry, timeFields, visitEvent } from './record.ts';

type Deps = { clock: Clock; book: ScheduleBook; promotion: Promotion; release?: string };
type Rezoning = { clock: Clock; book: ScheduleBook; release: string };

const batch = 500;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** A payment may still come in this long after a hold lapsed, as long as nobody took the time. */
const lateConfirmMs = 30 * minuteMs;
const claimsKeptMs = 7 * dayMs;

/** Holds that lapsed long ago become `expired`; until then they are merely stealable. */
const sweepHolds = (clock: Clock): Promise<number> =>
  runAsSystem('expired-holds', async () => {
    const now = clock.now();
    const lapsed = await appointments()
      .find(
        { status: 'held', 'hold.expiresAt': { $lte: new Date(now.getTime() - lateConfirmMs) } },
        { projection: { clinicId: 1 }, limit: batch },
      )
      .toArray();
    const byClinic = new Map<string, { clinicId: Types.ObjectId; holds: AppointmentDoc[] }>();
    for (const hold of lapsed) {
      const key = hold.clinicId.toHexString();
      const entry = byClinic.get(key) ?? { clinicId: hold.clinicId, holds: [] };
      entry.holds.push(hold);
      byClinic.set(key, entry);
    }
    for (const { clinicId, holds } of byClinic.values())
      await runInClinic(clinicId, () => expireHolds(holds, now));
    return lapsed.length;
  });

/** Past visits need no guard: their claims are given back so that the index holds the future only. */
const releaseClaims = (clock: Clock): Promise<number> =>
  runAsSystem('release-claims', async () => {
    const now = clock.now();
    const { modifiedCount } = await appointments().updateMany(
      { claims: { $exists: true }, endsAt: { $lt: new Date(now.getTime() - claimsKeptMs) } },
      { $unset: { claims: '', unclaimed: '' }, $set: { releasedAt: now } },
    );
    return modifiedCount;
  });

const rezone = async ({ clock, book, release }: Rezoning, visit: AppointmentDoc): Promise<boolean> => {
  const stored = { wall: visit.wall, zone: visit.zone, utc: minuteOf(visit.startsAt), tzdb: visit.tzdb };
  const after = reresolve(stored, release);
  if (!after.moved) {
    await appointments().updateOne(
      { clinicId: visit.clinicId, _id: visit._id, rev: visit.rev },
      { $set: { tzdb: release } },
    );
    return false;
  }
  const now = clock.now();
  const schedule = await book.load();
  const plan = planOf(schedule, visit, { start: after.utc });
  const rev = visit.rev + 1;
  const toStartsAt = instantOf(after.utc);
  const chairs = [visit.operatoryId?.toHexString()] as const;
  const claimant = { schedule, plan, chairs, allow: new Set<never>(), now, ownId: visit._id };
  await claimTime(claimant, (placed) =>
    changeVisit({
      visit,
      at: now,
      // The wall time stands: it is what was agreed with the patient.
      set: {
        ...timeFields(schedule, plan, placed),
        wall: visit.wall,
        localDate: visit.localDate,
        tzdb: release,
      },
      entry: historyEntry(
        { at: now, rev, actor: undefined },
        { action: 're-zoned', fromStartsAt: visit.startsAt, toStartsAt },
      ),
      events: [
        visitEvent(AppointmentMoved, visit, {
          at: now,
          seq: rev,
          fromStartsAt: visit.startsAt.toISOString(),
          toStartsAt: toStartsAt.toISOString(),
          notifyPatient: false,
          asksConfirmation: false,
        }),
      ],
    }),
  );
  return true;
};

/** After a zone's law changed: the wall times of visits to come stand, their instants are derived again. */
const retz = (rezoning: Rezoning): Promise<{ moved: number; stuck: string[] }> =>
  runAsSystem('retz', async () => {
    const visits = await appointments()
      .find(
        {
          startsAt: { $gte: rezoning.clock.now() },
          status: { $in: [...blocking] },
          tzdb: { $ne: rezoning.release },
        },
        { limit: batch, sort: { startsAt: 1 } },
      )
      .toArray();
    const stuck: string[] = [];
    let moved = 0;
    for (const visit of visits)
      try {
        if (await runInClinic(visit.clinicId, () => rezone(rezoning, visit))) moved += 1;
      } catch (error) {
        // Another visit already stands there: it stays in the list until somebody moves one of them.
        if (!(error instanceof AppError)) throw error;
        stuck.push(visit._id.toHexString());
      }
    return { moved, stuck };
  });

/** The agenda's housekeeping; each piece may run again and beside itself. */
export const createAppointmentsJobs = ({ clock, book, promotion, release = latestRelease }: Deps) => {
  const work = {
    sweepHolds: () => sweepHolds(clock),
    releaseClaims: () => releaseClaims(clock),
    retz: () => retz({ clock, book, release }),
  };
  const jobs: Job[] = [
    { name: 'expired-holds', every: '1 minute', run: work.sweepHolds },
    { name: 'overbook-promotion', every: '1 minute', run: promotion.sweep },
    { name: 'release-claims', every: '30 3 * * *', run: work.releaseClaims },
    { name: 'retz', every: '15 4 * * *', run: work.retz },
  ];
  return { jobs, work };
};
