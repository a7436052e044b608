import { useQuery } from '@tanstack/react-query';
import {
  chairsQuery,
  clinicQuery,
  locationsQuery,
  providersQuery,
  typesQuery,
} from '../../lib/configuration.ts';
import type { SetupState } from './setup-steps.ts';

type Reading = { state: SetupState | undefined; error: unknown; retry: () => void; isRetrying: boolean };

const activeOf = <Item extends { isActive: boolean }>(items: readonly Item[]): Item[] =>
  items.filter(({ isActive }) => isActive);

/** Everything the steps read, in one piece. */
export const useSetup = (): Reading => {
  const clinic = useQuery(clinicQuery);
  const locations = useQuery(locationsQuery);
  const chairs = useQuery(chairsQuery);
  const providers = useQuery(providersQuery);
  const types = useQuery(typesQuery);
  const all = [clinic, locations, chairs, providers, types];
  const location = activeOf(locations.data ?? [])[0];
  const isRead =
    clinic.data !== undefined &&
    location !== undefined &&
    chairs.data !== undefined &&
    providers.data !== undefined &&
    types.data !== undefined;
  return {
    state: isRead
      ? {
          clinic: clinic.data,
          location,
          chairs: activeOf(chairs.data),
          providers: activeOf(providers.data),
          types: activeOf(types.data),
        }
      : undefined,
    error: all.find(({ error }) => error !== null)?.error,
    retry: () => void Promise.all(all.map(({ refetch }) => refetch())),
    isRetrying: all.some(({ isFetching }) => isFetching),
  };
};
