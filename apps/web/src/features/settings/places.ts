import {
  AppointmentTypeId,
  type Location,
  type LocationId,
  type Operatory,
  type OperatoryId,
  type ProviderHoursBlock,
} from '@topsmile/contracts';
import type { Place } from '../../ui/week-hours/BlockFields.tsx';
import type { PlacedHours } from '../../ui/week-hours/week.ts';

type Bound = { locationId: LocationId; operatoryId?: OperatoryId | undefined };
export type BoundPlace = Place & Bound;

/** One text for a location and a chair in it, to tell places apart in a list. */
export const placeOf = ({ locationId, operatoryId }: Bound): string => `${locationId}|${operatoryId ?? ''}`;

type Words = { anyChair: string; retired: (name: string) => string };
type Known = { locations: readonly Location[]; chairs: readonly Operatory[]; used: readonly Bound[] };

/** Where hours can be: every active chair, any chair, and what is in use although retired. */
export const placesFor = ({ locations, chairs, used }: Known, words: Words): BoundPlace[] => {
  const usedValues = new Set(used.map(placeOf));
  const shown = locations.filter(({ id, isActive }) => isActive || used.some((one) => one.locationId === id));
  return shown.flatMap((location) => {
    const prefix = shown.length > 1 ? `${location.name} · ` : '';
    const here = chairs.filter(
      ({ id, locationId, isActive }) =>
        locationId === location.id && (isActive || usedValues.has(placeOf({ locationId, operatoryId: id }))),
    );
    return [
      { operatoryId: undefined, name: words.anyChair },
      ...here.map(({ id, name, isActive }) => ({
        operatoryId: id,
        name: isActive ? name : words.retired(name),
      })),
    ].map(({ operatoryId, name }) => ({
      locationId: location.id,
      operatoryId,
      value: placeOf({ locationId: location.id, operatoryId }),
      label: prefix + name,
    }));
  });
};

/** A provider's hours as the week editor takes them. */
export const placedHours = (hours: readonly ProviderHoursBlock[]): PlacedHours[] =>
  hours.map(({ weekdays, startsAt, endsAt, typeIds, ...bound }) => ({
    weekdays,
    startsAt,
    endsAt,
    place: placeOf(bound),
    ...(typeIds === undefined ? {} : { kept: typeIds }),
  }));

/** What the API keeps of a place; undefined when it is not in the list. */
export const boundTo = (places: readonly BoundPlace[], value: string): Bound | undefined => {
  const found = places.find((place) => place.value === value) ?? places[0];
  if (found === undefined) return undefined;
  const { locationId, operatoryId } = found;
  return operatoryId === undefined ? { locationId } : { locationId, operatoryId };
};

export const providerHours = (
  hours: readonly PlacedHours[],
  places: readonly BoundPlace[],
): ProviderHoursBlock[] =>
  hours.flatMap(({ place, kept, ...block }) => {
    const bound = boundTo(places, place);
    const only = kept === undefined ? {} : { typeIds: kept.map((id) => AppointmentTypeId.parse(id)) };
    return bound === undefined ? [] : [{ ...block, ...bound, ...only }];
  });
