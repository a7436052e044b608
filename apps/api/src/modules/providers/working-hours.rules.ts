import type { DateOverride, Issue, ProviderHoursBlock, TimeOff } from '@topsmile/contracts';

/** What of a person's working hours a request sets; absent parts stay as they are. */
export type Hours = {
  hours: readonly ProviderHoursBlock[];
  overrides?: readonly DateOverride[] | undefined;
  timeOff?: readonly TimeOff[] | undefined;
};

type Place = { locationId: string; operatoryId?: string | undefined; path: string };

const placesOf = ({ hours, overrides = [] }: Hours): Place[] => [
  ...hours.map(({ locationId, operatoryId }, at) => ({ locationId, operatoryId, path: `hours.${at}` })),
  ...overrides.flatMap(({ blocks }, at) =>
    blocks.map(({ locationId, operatoryId }, block) => ({
      locationId,
      operatoryId,
      path: `overrides.${at}.blocks.${block}`,
    })),
  ),
];

const typesOf = ({ hours, overrides = [] }: Hours): string[] =>
  [...hours, ...overrides.flatMap(({ blocks }) => blocks)].flatMap(({ typeIds = [] }) => typeIds);

/** The places, chairs and types that hours name, each once. */
export const placesNamed = (
  hours: Hours,
): { locationIds: string[]; operatoryIds: string[]; typeIds: string[] } => {
  const places = placesOf(hours);
  return {
    typeIds: [...new Set(typesOf(hours))],
    locationIds: [...new Set(places.map(({ locationId }) => locationId))],
    operatoryIds: [...new Set(places.flatMap(({ operatoryId }) => operatoryId ?? []))],
  };
};

/** A chair stands in one location: hours may not put it elsewhere. */
export const chairIssues = (hours: Hours, locationOfChair: ReadonlyMap<string, string>): Issue[] =>
  placesOf(hours)
    .filter(
      ({ locationId, operatoryId }) =>
        operatoryId !== undefined && locationOfChair.get(operatoryId) !== locationId,
    )
    .map(({ path }) => ({ path: `${path}.operatoryId`, message: 'elsewhere' }));
