import { useSession } from '../../lib/session.ts';

/** The zone whose clock a location lives by. */
export const useZone = (locationId: string | undefined): string => {
  const { locations } = useSession().clinic;
  const here = locations.find((location) => location.id === locationId) ?? locations[0];
  return here?.zone ?? 'America/Sao_Paulo';
};
