import type { StrandedVisit, ViewOf } from '@topsmile/contracts';
import { closedIntervals, type Closure } from '@topsmile/scheduling';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { instantOf, stepsForDays } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleBook, StrandedVisits } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { strandedBy } from './needs-moving.rules.ts';
import { planOf } from './plan-of.ts';

type Stretch = { locationId: string; from: Date; to: Date };

const bookedStatuses: AppointmentDoc['status'][] = ['scheduled', 'confirmed'];
const booked = { $in: bookedStatuses };

/** A stretch on the wall clock as instants, once for each place that it closes. */
const stretchesOf = (
  schedule: ClinicSchedule,
  { locationId, from, to }: Closure & { locationId: string | undefined },
): Stretch[] => {
  const places = [...schedule.locations.values()].filter(
    ({ id }) => locationId === undefined || id === locationId,
  );
  return places.map(({ id, zone }) => {
    const steps = stepsForDays(zone, { from: from.slice(0, 10), to: to.slice(0, 10) });
    const [start = 0, end = 0] = closedIntervals([{ from, to }], steps);
    return { locationId: id, from: instantOf(start), to: instantOf(end) };
  });
};

const longestMs = 86_400_000;

const bookedMeanwhile = (stretches: readonly Stretch[], now: Date): Promise<AppointmentDoc[]> => {
  const places = [...new Set(stretches.map((one) => one.locationId))];
  const first = Math.min(...stretches.map(({ from }) => from.getTime())) - longestMs;
  const last = Math.max(...stretches.map(({ to }) => to.getTime()));
  return appointments()
    .find(
      {
        clinicId: currentClinicId(),
        locationId: { $in: places.map((id) => new Types.ObjectId(id)) },
        startsAt: { $gte: new Date(Math.max(first, now.getTime())), $lt: new Date(last) },
        status: booked,
        kind: 'visit',
      },
      { projection: { locationId: 1, startsAt: 1, endsAt: 1 } },
    )
    .toArray();
};

const meets = (visit: AppointmentDoc, { locationId, from, to }: Stretch): boolean =>
  visit.locationId.toHexString() === locationId && visit.startsAt < to && from < visit.endsAt;

const bookedWith = (providerId: string, now: Date): Promise<AppointmentDoc[]> =>
  appointments()
    .find(
      {
        clinicId: currentClinicId(),
        'segments.resId': new Types.ObjectId(providerId),
        startsAt: { $gte: now },
        status: booked,
        kind: 'visit',
      },
      { projection: { history: 0, outbox: 0, claims: 0 }, sort: { startsAt: 1 } },
    )
    .toArray();

const toStranded = (visit: AppointmentDoc): ViewOf<typeof StrandedVisit> => ({
  appointmentId: visit._id.toHexString(),
  startsAt: visit.startsAt.toISOString(),
  patientName: visit.patientName ?? '',
  providerName: visit.providerName ?? '',
});

/** How closures and changes of hours look upon the visits that are booked already. */
export const createStrandedVisits = ({
  clock,
  book,
}: {
  clock: Clock;
  book: ScheduleBook;
}): StrandedVisits => ({
  inside: async (ranges) => {
    const schedule = await book.load();
    const stretches = ranges.map((range) => stretchesOf(schedule, range));
    if (stretches.flat().length === 0) return ranges.map(() => 0);
    const visits = await bookedMeanwhile(stretches.flat(), clock.now());
    return stretches.map(
      (own) => visits.filter((visit) => own.some((stretch) => meets(visit, stretch))).length,
    );
  },

  outside: async (proposed, providerId) => {
    const visits = await bookedWith(providerId, clock.now());
    return visits
      .filter((visit) => strandedBy(proposed, planOf(proposed, visit), visit) !== undefined)
      .map(toStranded);
  },
});
