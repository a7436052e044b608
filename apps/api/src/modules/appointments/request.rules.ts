import type { BookingRequest } from '@topsmile/contracts';
import { AppError, notFound } from '../../platform/errors.ts';
import type {
  ClinicSchedule,
  ScheduleEquipment,
  ScheduleLocation,
  ScheduleProvider,
  ScheduleType,
} from '../schedule/schedule.types.ts';
import type { Allow } from './booking.rules.ts';

type Wish = Pick<BookingRequest, 'typeId' | 'providerId' | 'locationId' | 'operatoryId' | 'equipmentIds'>;

/** What a request refers to, every id checked to be this clinic's. */
export type Resolved = {
  readonly location: ScheduleLocation;
  readonly provider: ScheduleProvider;
  readonly type: ScheduleType;
  readonly equipmentIds: readonly string[];
};

const known = <T>(found: T | undefined): T => {
  if (found === undefined) throw notFound();
  return found;
};

/** The type's equipment at one place: the same type may name the device of each place. */
export const equipmentAt = (
  schedule: ClinicSchedule,
  locationId: string,
  type: ScheduleType,
): ScheduleEquipment[] =>
  type.equipmentIds.flatMap((id) => {
    const found = schedule.equipment.get(id);
    return found?.isActive === true && found.locationId === locationId ? [found] : [];
  });

/** The type's equipment at this place and what was asked for besides. */
const equipmentOf = (schedule: ClinicSchedule, wish: Wish, type: ScheduleType): string[] => {
  const asked = (wish.equipmentIds ?? []).map((id) => known(schedule.equipment.get(id)).id);
  const needed = equipmentAt(schedule, wish.locationId, type).map(({ id }) => id);
  return [...new Set([...needed, ...asked])];
};

/** Finds what the request names; anything that is not this clinic's is not found. */
export const resolve = (schedule: ClinicSchedule, wish: Wish): Resolved => {
  const type = known(schedule.types.get(wish.typeId));
  if (wish.operatoryId !== undefined) known(schedule.operatories.get(wish.operatoryId));
  return {
    location: known(schedule.locations.get(wish.locationId)),
    provider: known(schedule.providers.get(wish.providerId)),
    type,
    equipmentIds: equipmentOf(schedule, wish, type),
  };
};

export const offersType = (provider: ScheduleProvider, typeId: string): boolean =>
  provider.appointmentTypeIds.length === 0 || provider.appointmentTypeIds.includes(typeId);

/** A retired type is offered by nobody; a type of somebody else only with an override. */
export const assertOffered = ({ provider, type }: Resolved, allow: Allow): void => {
  const isOffered = type.isActive && (offersType(provider, type.id) || allow.has('type-not-offered'));
  if (isOffered) return;
  throw new AppError('type-not-offered', 'This provider does not offer this type.');
};
