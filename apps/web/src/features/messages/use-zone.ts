import { useClinicLocation } from '../../lib/session.ts';

const fallback = 'America/Sao_Paulo';

/** The zone in which the clinic's times are meant. */
export const useZone = (): string => useClinicLocation()?.zone ?? fallback;
