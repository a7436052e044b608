import type { VisitCard } from '@topsmile/contracts';
import { useClinicLocation, useSession } from '../../lib/session.ts';

const fallback = 'America/Sao_Paulo';

/** The zone in which the clinic's dates are meant. */
export const useZone = (): string => useClinicLocation()?.zone ?? fallback;

/** The zone of the place where a visit happens. */
export const useZoneOfVisit = (): ((visit: VisitCard) => string) => {
  const { locations } = useSession().clinic;
  const here = useZone();
  return ({ locationId }) => locations.find(({ id }) => id === locationId)?.zone ?? here;
};

/** The calendar day of an instant at the clinic. */
export const dayOf = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
