import type { DayRange } from '@topsmile/scheduling';
import { notFound } from '../../platform/errors.ts';
import type {
  ClinicSchedule,
  ScheduleEquipment,
  ScheduleOperatory,
  ScheduleProvider,
} from '../schedule/index.ts';
import type { AppointmentDoc } from './appointment.model.ts';
import type { BusyIndex, Search } from './availability.rules.ts';
import { bookableFrom, lastBookableDay } from './booking.rules.ts';
import { busyIn } from './busy.store.ts';
import { dayRange } from './day-range.rules.ts';
import { findVisit } from './find-visit.ts';
import { planOf } from './plan-of.ts';
import { chairsAt, type Plan, shapeOf } from './plan.rules.ts';
import { equipmentAt, offersType } from './request.rules.ts';

export type AvailabilityQuery = {
  typeId: string;
  locationId: string;
  providerId?: string | undefined;
  operatoryId?: string | undefined;
  durationMinutes?: number | undefined;
  excludeId?: string | undefined;
  part: Search['part'];
};

/** A search over all providers that it may be about. */
export type Wanted = Omit<Search, 'provider' | 'days' | 'shape'> & {
  readonly providers: readonly ScheduleProvider[];
  readonly shapeFor: (provider: ScheduleProvider) => Search['shape'];
  readonly resourceIds: readonly string[];
  readonly ords: readonly number[];
  readonly wholePlace: string | undefined;
  readonly excludeId: string | undefined;
};

export const known = <T>(found: T | undefined): T => {
  if (found === undefined) throw notFound();
  return found;
};

type Query = AvailabilityQuery;

const providersFor = (schedule: ClinicSchedule, query: Query): ScheduleProvider[] => {
  const { providerId, typeId } = query;
  const asked = providerId === undefined ? undefined : known(schedule.providers.get(providerId));
  if (!known(schedule.types.get(typeId)).isActive) return [];
  const candidates = asked === undefined ? [...schedule.providers.values()] : [asked];
  return candidates.filter((provider) => provider.isActive && offersType(provider, typeId));
};

const chairsFor = (schedule: ClinicSchedule, { operatoryId, locationId }: Query): ScheduleOperatory[] => {
  if (operatoryId === undefined) return chairsAt(schedule, locationId);
  const { id } = known(schedule.operatories.get(operatoryId));
  return chairsAt(schedule, locationId).filter((chair) => chair.id === id);
};

type Moving = { visit: AppointmentDoc; plan: Plan } | undefined;

const movingOf = async (schedule: ClinicSchedule, { excludeId }: Query): Promise<Moving> => {
  if (excludeId === undefined) return undefined;
  const visit = await findVisit(excludeId);
  return { visit, plan: planOf(schedule, visit) };
};

const equipmentFor = (schedule: ClinicSchedule, query: Query, moving: Moving): ScheduleEquipment[] => {
  if (moving === undefined)
    return equipmentAt(schedule, query.locationId, known(schedule.types.get(query.typeId)));
  return moving.plan.equipmentIds.flatMap((id) => schedule.equipment.get(id) ?? []);
};

// A visit of one provider and one chair stands twice in the index of resources and once in that of places.
const isAboutAll = (schedule: ClinicSchedule, { providerId, operatoryId }: Query): boolean =>
  providerId === undefined && operatoryId === undefined && schedule.locations.size === 1;

/** What a search needs of the clinic; a visit that is being moved brings its own measures and people. */
export const wantedOf = async (schedule: ClinicSchedule, query: Query, now: Date): Promise<Wanted> => {
  const location = known(schedule.locations.get(query.locationId));
  const providers = providersFor(schedule, query);
  const chairs = chairsFor(schedule, query);
  const moving = await movingOf(schedule, query);
  const equipment = equipmentFor(schedule, query, moving);
  const measures = moving?.visit ?? known(schedule.types.get(query.typeId));
  const durationMinutes = query.durationMinutes ?? measures.durationMinutes;
  const patient = moving?.plan.patient;
  const resources = [...providers, ...chairs, ...equipment, ...(patient === undefined ? [] : [patient])];
  return {
    schedule,
    location,
    typeId: moving?.plan.typeId ?? query.typeId,
    providers,
    shapeFor: (provider) => shapeOf({ ...measures, durationMinutes }, provider),
    chairs,
    equipmentOrds: equipment.map(({ ord }) => ord),
    patientOrd: patient?.ord,
    earliest: bookableFrom(now),
    lastDay: lastBookableDay(schedule, location, now),
    part: query.part,
    resourceIds: resources.map(({ id }) => id),
    ords: resources.map(({ ord }) => ord),
    wholePlace: isAboutAll(schedule, query) ? location.id : undefined,
    excludeId: query.excludeId,
  };
};

/** Everything that is taken on those days of what the search looks at: one store command. */
export const busyDuring = (wanted: Wanted, days: DayRange, now: Date): Promise<BusyIndex> => {
  const { start, end } = dayRange(wanted.location.zone, days);
  const { resourceIds, ords, wholePlace, excludeId } = wanted;
  return busyIn({ resourceIds, ords, wholePlace, excludeId, from: start, to: end, now });
};
