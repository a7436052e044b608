import type { Agenda, VisitCard } from '@topsmile/contracts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { queryKeys } from '../../lib/query-keys.ts';

const isAgenda = (value: unknown): value is Agenda =>
  typeof value === 'object' && value !== null && 'visits' in value && Array.isArray(value.visits);

/** What the agenda showed before an optimistic change. */
export type CardSnapshot = readonly (readonly [QueryKey, unknown])[];

export const snapshotCards = (cache: QueryClient): CardSnapshot =>
  cache.getQueriesData({ queryKey: queryKeys.agenda });

export const restoreCards = (cache: QueryClient, snapshot: CardSnapshot): void => {
  for (const [key, data] of snapshot) cache.setQueryData(key, data);
};

/** Changes a visit wherever an agenda shows it; other agendas and other data keep their identity. */
export const patchCards = (cache: QueryClient, visitId: string, patch: Partial<VisitCard>): void => {
  cache.setQueriesData({ queryKey: queryKeys.agenda }, (agenda: unknown) => {
    if (!isAgenda(agenda) || !agenda.visits.some((card) => card.id === visitId)) return agenda;
    return {
      ...agenda,
      visits: agenda.visits.map((card) => (card.id === visitId ? { ...card, ...patch } : card)),
    };
  });
};

/** A write to a visit makes the days, the free times and the worklist old. */
export const forgetSchedules = (cache: QueryClient): void => {
  void cache.invalidateQueries({ queryKey: queryKeys.agenda });
  void cache.invalidateQueries({ queryKey: queryKeys.availability });
  void cache.invalidateQueries({ queryKey: queryKeys.visits });
  void cache.invalidateQueries({ queryKey: queryKeys.needsMoving });
};
