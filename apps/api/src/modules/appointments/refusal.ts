import type { Claimant } from './claimant.ts';
import type { ProblemDetails } from '@topsmile/contracts';
import { type ClaimedSegment, nearest } from '@topsmile/scheduling';
import { AppError } from '../../platform/errors.ts';
import { isoOf, localDay } from '../../platform/time.ts';
import { startsOf } from './availability.rules.ts';
import { busyIndex, type Taken } from './busy.store.ts';
import { bookableFrom, lastBookableDay } from './booking.rules.ts';
import { chairsAt } from './plan.rules.ts';
import { addDays } from './timetable.rules.ts';

const minutesPerDay = 1440;
const daysBefore = 3;
const daysAfter = 7;
const shown = 3;

/** The resources a claimant could use and the days around the wish: what one query brings for the whole answer. */
export const neighbourhood = ({ schedule, plan, chairs }: Claimant) => ({
  resourceIds: [
    ...new Set([
      ...(plan.providerId === undefined ? [] : [plan.providerId]),
      ...(plan.patient === undefined ? [] : [plan.patient.id]),
      ...plan.equipmentIds,
      ...chairs.flatMap((chair) => chair ?? []),
      ...(plan.patient === undefined ? [] : chairsAt(schedule, plan.locationId).map(({ id }) => id)),
    ]),
  ],
  from: plan.start - daysBefore * minutesPerDay,
  to: plan.start + (daysAfter + 1) * minutesPerDay,
});

type Found = { busy: readonly ClaimedSegment[]; taken: readonly Taken[] };
type Busy = NonNullable<ProblemDetails['busy']>;

/** 409 with who holds the time and the nearest free ones; a patient is named by id alone. */
export const refusal = (claimant: Claimant, { busy, taken }: Found): AppError => {
  const isPatientOnly = busy.every(({ role }) => role === 'patient');
  const details = { busy: namesOf(claimant, busy), alternatives: alternatives(claimant, taken) };
  return isPatientOnly
    ? new AppError('patient-busy', 'The patient has another visit at this time.', { details })
    : new AppError('slot-taken', 'Somebody else has this time.', { details });
};

const namesOf = ({ schedule }: Claimant, busy: readonly ClaimedSegment[]): Busy => {
  const nameOf = ({ role, resId }: ClaimedSegment): string | undefined => {
    if (role === 'provider') return schedule.providers.get(resId)?.name;
    if (role === 'operatory') return schedule.operatories.get(resId)?.name;
    if (role === 'equipment') return schedule.equipment.get(resId)?.name;
    return undefined;
  };
  const seen = new Map(busy.map((segment) => [segment.ord, segment]));
  return [...seen.values()].map((segment) => {
    const name = nameOf(segment);
    return { kind: segment.role, id: segment.resId, ...(name === undefined ? {} : { name }) };
  });
};

/** At most three times at which the same visit fits, nearest to the wish first. */
const alternatives = (
  { schedule, plan, now, ownId }: Claimant,
  taken: readonly Taken[],
): NonNullable<ProblemDetails['alternatives']> => {
  const location = schedule.locations.get(plan.locationId);
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  if (location === undefined || provider === undefined || plan.patient === undefined) return [];
  const day = localDay(location.zone, plan.start);
  const { starts, chairs } = startsOf(
    {
      schedule,
      location,
      provider,
      typeId: plan.typeId,
      shape: plan.shape,
      chairs: chairsAt(schedule, location.id),
      equipmentOrds: plan.equipmentIds.flatMap((id) => schedule.equipment.get(id)?.ord ?? []),
      patientOrd: plan.patient.ord,
      days: { from: addDays(day, -daysBefore), to: addDays(day, daysAfter) },
      earliest: bookableFrom(now),
      lastDay: lastBookableDay(schedule, location, now),
      part: 'any',
    },
    busyIndex(taken, now, ownId?.toHexString()),
  );
  return nearest(starts, plan.start, shown).map((start) => ({
    startsAt: isoOf(start),
    providerId: provider.id,
    operatoryId: chairs[starts.indexOf(start)] ?? '',
  }));
};
