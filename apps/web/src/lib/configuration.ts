import {
  getClinic,
  getProvider,
  listAppointmentTypes,
  listClosures,
  listEquipment,
  listHolidays,
  listLocations,
  listOperatories,
  listProviders,
  type Provider,
} from '@topsmile/contracts';
import { queryOptions, useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { call, callPage } from './http.ts';
import { freshFor } from './query.ts';
import { queryKeys } from './query-keys.ts';

/** How the clinic is set up: what settings and the first-run steps read, retired records included. */
const all = 'all';

export const clinicQuery = queryOptions({
  queryKey: [...queryKeys.clinic, all],
  queryFn: ({ signal }) => call(getClinic, { signal }),
  staleTime: freshFor.settings,
});

export const locationsQuery = queryOptions({
  queryKey: [...queryKeys.locations, all],
  queryFn: ({ signal }) => call(listLocations, { signal }),
  staleTime: freshFor.settings,
});

export const chairsQuery = queryOptions({
  queryKey: [...queryKeys.operatories, all],
  queryFn: ({ signal }) => call(listOperatories, { query: { includeInactive: 'true' }, signal }),
  staleTime: freshFor.settings,
});

export const equipmentQuery = queryOptions({
  queryKey: [...queryKeys.equipment, all],
  queryFn: ({ signal }) => call(listEquipment, { query: { includeInactive: 'true' }, signal }),
  staleTime: freshFor.settings,
});

export const typesQuery = queryOptions({
  queryKey: [...queryKeys.appointmentTypes, all],
  queryFn: ({ signal }) => call(listAppointmentTypes, { query: { includeInactive: 'true' }, signal }),
  staleTime: freshFor.settings,
});

const everyProvider = async (signal: AbortSignal): Promise<Provider[]> => {
  const found: Provider[] = [];
  let cursor: string | undefined;
  do {
    const { items, page } = await callPage(listProviders, {
      query: { isActive: 'all', limit: 100, cursor },
      signal,
    });
    found.push(...items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};

export const providersQuery = queryOptions({
  queryKey: [...queryKeys.providers, all],
  queryFn: ({ signal }) => everyProvider(signal),
  staleTime: freshFor.settings,
});

export const providerQuery = (providerId: string) =>
  queryOptions({
    queryKey: [...queryKeys.providers, 'one', providerId],
    queryFn: ({ signal }) => call(getProvider, { params: { providerId }, signal }),
    staleTime: freshFor.settings,
  });

export const closuresFrom = (from: string) =>
  queryOptions({
    queryKey: [...queryKeys.closures, from],
    queryFn: ({ signal }) => call(listClosures, { query: { from }, signal }),
    staleTime: freshFor.lists,
  });

export const holidaysIn = (locationId: string, year: number) =>
  queryOptions({
    queryKey: [...queryKeys.locations, 'holidays', locationId, year],
    queryFn: ({ signal }) => call(listHolidays, { params: { locationId }, query: { year }, signal }),
    staleTime: freshFor.settings,
  });

/** Everything that a change of the set-up can show itself in. */
const touched: readonly (readonly string[])[] = [
  queryKeys.clinic,
  queryKeys.locations,
  queryKeys.operatories,
  queryKeys.equipment,
  queryKeys.appointmentTypes,
  queryKeys.providers,
  queryKeys.closures,
  queryKeys.agenda,
  queryKeys.availability,
  queryKeys.needsMoving,
];

/**
 * A write to the set-up; done when every screen that shows it has read it again. `isInSession`: the session
 * repeats it (names of the clinic and its locations).
 */
export const useConfigure = <Input, Output>(
  write: (input: Input) => Promise<Output>,
  { isInSession = false }: { isInSession?: boolean } = {},
): UseMutationResult<Output, Error, Input> => {
  const cache = useQueryClient();
  const subjects = isInSession ? [...touched, queryKeys.session] : touched;
  return useMutation({
    mutationFn: write,
    // Also after a refusal: a stale record is read again, so that saving a second time is a choice.
    onSettled: () => Promise.all(subjects.map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
};

type Fields = Readonly<Record<string, unknown>>;

/** What a PATCH must say to turn one record into another: changed keys only, `null` where a value went away. */
export const changesOf = (keys: readonly string[], before: Fields, after: Fields): Record<string, unknown> =>
  Object.fromEntries(
    keys
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, after[key] ?? null]),
  );
