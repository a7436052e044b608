import { BookingRequest } from '@topsmile/contracts';
import type { AppointmentDoc, HistoryEntry } from '../modules/appointments/appointment.model.ts';
import type { HistoryAction } from '../modules/appointments/status.rules.ts';
import { appointments } from '../modules/appointments/appointment.model.ts';
import { placeIn } from '../modules/appointments/claiming.ts';
import { draftOf, freshVisit, type Wish } from '../modules/appointments/draft.ts';
import { timeFields } from '../modules/appointments/record.ts';
import type { ClinicSchedule } from '../modules/schedule/index.ts';
import { resolveLocal } from '../platform/time.ts';
import type { DemoIds } from './demo-config.ts';
import type { SeededPatient } from './demo-people.ts';
import { demoZone } from './demo-clinic.ts';
import type { PlannedVisit } from './demo-visits.ts';
import type { Random } from './random.ts';

/** Turns planned visits into records: the product's own rules make them, only time has already passed. */

type World = {
  schedule: ClinicSchedule;
  ids: DemoIds;
  patients: readonly SeededPatient[];
  now: Date;
  random: Random;
};

const minute = 60_000;
const day = 1440 * minute;
// Booked before the dentist's absence was known: these visits wait on the needs-moving list.
const everything = new Set(['past', 'outside-hours'] as const);
const reception = { displayName: 'Paula Mendes' };

const VisitWish = BookingRequest.omit({ override: true, isWalkIn: true });

const two = (value: number): string => String(value).padStart(2, '0');
const wallOf = ({ day: date, startMinute }: PlannedVisit): string =>
  `${date}T${two(Math.floor(startMinute / 60))}:${two(startMinute % 60)}`;

const wishOf = (plan: PlannedVisit, patient: SeededPatient, { ids }: World): Wish => {
  const startsAt = new Date(resolveLocal(demoZone, wallOf(plan)).utc * minute).toISOString();
  return VisitWish.parse({
    patientId: patient.id,
    typeId: ids.types.get(plan.typeKey),
    providerId: ids.providers.get(plan.providerKey),
    locationId: ids.locationId,
    operatoryId: ids.chairs[plan.chair],
    startsAt,
    durationMinutes: plan.durationMinutes,
    priority: plan.typeKey === 'urgency' ? 'urgent' : 'routine',
  });
};

type Happened = { action: HistoryAction; at: Date };
type Fate = Partial<AppointmentDoc> & { steps: Happened[] };

const after = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * minute);

const keptVisit = (startsAt: Date, endsAt: Date, { random, now }: World): Fate => {
  const arrivedAt = after(startsAt, -random.below(20));
  const seatedAt = after(startsAt, random.below(12));
  const dismissedAt = after(endsAt, random.below(10) - 5);
  if (arrivedAt > now) return upcomingVisit(startsAt, { random, now });
  const arrived = { arrivedAt, checkedInAt: arrivedAt };
  const steps: Happened[] = [{ action: 'arrived', at: arrivedAt }];
  if (seatedAt > now) return { status: 'checked_in', ...arrived, steps };
  steps.push({ action: 'seated', at: seatedAt });
  if (dismissedAt > now) return { status: 'in_progress', ...arrived, seatedAt, steps };
  steps.push({ action: 'completed', at: dismissedAt });
  return { status: 'completed', ...arrived, seatedAt, dismissedAt, steps };
};

/** The nearer the day, the more patients have confirmed. */
const upcomingVisit = (startsAt: Date, { random, now }: Pick<World, 'random' | 'now'>): Fate => {
  const daysAhead = (startsAt.getTime() - now.getTime()) / day;
  const isConfirmed = random.chance(daysAhead < 1 ? 0.75 : daysAhead < 4 ? 0.45 : 0.05);
  if (!isConfirmed) return { status: 'scheduled', steps: [] };
  const at = new Date(Math.min(now.getTime(), startsAt.getTime() - day * 0.8));
  return { status: 'confirmed', steps: [{ action: 'confirmed', at }] };
};

const reasons = ['Imprevisto no trabalho', 'Ficou doente', 'Vai remarcar', 'Viagem', 'Sem resposta'] as const;

const fateOf = (
  plan: PlannedVisit,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  world: World,
): Fate => {
  const { random, now } = world;
  if (plan.fate === 'cancelled') {
    const at = after(startsAt, -60 * (3 + random.below(60)));
    const isPast = at < now;
    if (isPast)
      return {
        status: 'cancelled',
        cancellationReason: random.pick(reasons),
        steps: [{ action: 'cancelled', at }],
      };
  }
  if (plan.fate === 'missed' && after(startsAt, 30) < now) {
    return { status: 'no_show', steps: [{ action: 'no-show', at: after(startsAt, 30) }] };
  }
  return startsAt > now ? upcomingVisit(startsAt, world) : keptVisit(startsAt, endsAt, world);
};

const released: ReadonlySet<string> = new Set(['cancelled', 'no_show']);
const claimsKeptMs = 7 * day;

/** Claims live only while a visit takes time, and a week after it: older ones have been given back. */
const withClaims = (visit: AppointmentDoc, { now }: World): AppointmentDoc => {
  const { claims, ...rest } = visit;
  if (released.has(visit.status) || claims === undefined) return rest;
  if (visit.endsAt.getTime() < now.getTime() - claimsKeptMs) return { ...rest, releasedAt: now };
  return visit;
};

const visitOf = (plan: PlannedVisit, world: World): AppointmentDoc => {
  const patient = world.patients[plan.patientAt];
  if (patient === undefined) throw new Error('A planned visit names a patient');
  const person = { ...patient, isActive: true, hasVisited: plan.typeKey !== 'evaluation' };
  const wish = wishOf(plan, patient, world);
  const startsAt = new Date(wish.startsAt);
  const bookedAt = new Date(
    Math.min(world.now.getTime(), startsAt.getTime() - day * (2 + world.random.below(40))),
  );
  const draft = draftOf({
    schedule: world.schedule,
    wish,
    patient: person,
    allow: everything,
    now: bookedAt,
  });
  const claimant = {
    schedule: world.schedule,
    plan: draft.plan,
    chairs: draft.chairs,
    allow: new Set<never>(),
    now: bookedAt,
  };
  const record = {
    ...freshVisit({ draft, wish, patient: person, actor: reception, now: bookedAt }),
    ...timeFields(world.schedule, draft.plan, placeIn(claimant, wish.operatoryId)),
    approval: 'not_needed' as const,
  };
  const { steps, ...change } = fateOf(plan, record, world);
  const happened: Happened[] = [{ action: 'booked', at: bookedAt }, ...steps];
  const history = happened.map(
    ({ action, at }, rev): HistoryEntry => ({ action, at, rev, byName: reception.displayName }),
  );
  const last = happened.at(-1)?.at ?? bookedAt;
  return withClaims({ ...record, ...change, rev: happened.length - 1, history, updatedAt: last }, world);
};

const batchSize = 500;

/** Writes the diary; answers how many visits it holds. */
export const makeDiary = async (plans: readonly PlannedVisit[], world: World): Promise<number> => {
  const visits = plans.map((plan) => visitOf(plan, world));
  for (let from = 0; from < visits.length; from += batchSize) {
    await appointments().insertMany(visits.slice(from, from + batchSize));
  }
  return visits.length;
};
