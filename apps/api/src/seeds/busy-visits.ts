import type { Override } from '@topsmile/contracts';
import type { AppointmentDoc } from '../modules/appointments/appointment.model.ts';
import { placeIn } from '../modules/appointments/claiming.ts';
import { draftOf, freshVisit, type Wish } from '../modules/appointments/draft.ts';
import { timeFields } from '../modules/appointments/record.ts';
import type { ClinicSchedule } from '../modules/schedule/index.ts';
import { resolveLocal } from '../platform/time.ts';
import { type BusyClinic, type BusyPlan, busyZone } from './busy-plan.ts';

type World = { clinic: BusyClinic; schedule: ClinicSchedule; now: Date };

const minute = 60_000;
const dayMs = 1440 * minute;
const reception = { displayName: 'Paula Mendes' };
const allow = new Set<Override['allow'][number]>(['past']);

const midnights = new Map<string, number>();
const midnightOf = (day: string): number => {
  const known = midnights.get(day) ?? resolveLocal(busyZone, `${day}T00:00`).utc;
  midnights.set(day, known);
  return known;
};

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('A plan names what the clinic has');
  return value;
};

const patientOf = ({ clinic }: World, { column, at }: BusyPlan) => {
  const each = Math.floor(clinic.patients.length / clinic.providers.length);
  return must(clinic.patients[column * each + (at % each)]);
};

const wishOf = (world: World, plan: BusyPlan): Wish =>
  ({
    patientId: patientOf(world, plan).id,
    typeId: must(world.clinic.types[0]),
    providerId: must(world.clinic.providers[plan.column]),
    locationId: world.clinic.locationId,
    operatoryId: must(world.clinic.chairs[plan.column]),
    startsAt: new Date((midnightOf(plan.day) + plan.startMinute) * minute).toISOString(),
    durationMinutes: plan.minutes,
    priority: 'routine',
  }) as Wish;

/** A visit as booking writes it; one of the past is completed and its claims have been given back. */
export const busyVisit = (world: World, plan: BusyPlan): AppointmentDoc => {
  const { schedule, now } = world;
  const person = { ...patientOf(world, plan), isActive: true, hasVisited: true };
  const wish = wishOf(world, plan);
  const bookedAt = plan.isPast ? new Date(Date.parse(wish.startsAt) - 20 * dayMs) : now;
  const draft = draftOf({ schedule, wish, patient: person, allow, now: bookedAt });
  const claimant = { schedule, plan: draft.plan, chairs: draft.chairs, allow, now: bookedAt };
  const record: AppointmentDoc = {
    ...freshVisit({ draft, wish, patient: person, actor: reception, now: bookedAt }),
    ...timeFields(schedule, draft.plan, placeIn(claimant, wish.operatoryId)),
    history: [{ at: bookedAt, rev: 0, action: 'booked', byName: reception.displayName }],
  };
  if (!plan.isPast) return record;
  const { claims: _claims, ...rest } = record;
  return { ...rest, status: 'completed', releasedAt: now, rev: 1, dismissedAt: rest.endsAt };
};
