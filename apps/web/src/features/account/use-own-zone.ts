import { useSession } from '../../lib/session.ts';

/** The zone in which the person reads when something happened. */
export const useOwnZone = (): string => useSession().clinic.locations[0]?.zone ?? 'America/Sao_Paulo';
