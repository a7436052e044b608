import type {
  Agenda,
  changeStatus,
  getAgenda,
  listOperatories,
  listProviders,
  Override,
  QueryInput,
  reschedule,
  stepBack,
  StatusChange,
  Visit,
  VisitCard,
} from '@topsmile/contracts';
import {
  type QueryClient,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { call, callPage, outline } from '../../lib/http.ts';
import { freshFor } from '../../lib/query.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { type AgendaFilter, movedCard, type MoveOrder, withCard } from './agenda.cache.ts';

const visitPath = '/scheduling/appointments/:appointmentId';

const endpoints = {
  agenda: outline<typeof getAgenda>('get', '/scheduling/agenda'),
  reschedule: outline<typeof reschedule>('patch', `${visitPath}/reschedule`),
  status: outline<typeof changeStatus>('patch', `${visitPath}/status`),
  stepBack: outline<typeof stepBack>('post', `${visitPath}/step-back`),
  operatories: outline<typeof listOperatories>('get', '/scheduling/operatories'),
  providers: outline<typeof listProviders>('get', '/providers'),
};

export type AgendaQuery = QueryInput<typeof getAgenda>;

const pollMs = 15_000;

/** A day or a week; read again every 15 s while the page is seen, and when it is seen again. */
export const agendaOn = (query: AgendaQuery) =>
  queryOptions({
    queryKey: [...queryKeys.agenda, query] as const,
    queryFn: ({ signal }) => call(endpoints.agenda, { query, signal }),
    staleTime: freshFor.agenda,
    refetchInterval: pollMs,
    refetchOnWindowFocus: 'always',
  });

/** A neighbouring day, fetched before it is asked for; never polled. */
export const agendaAhead = (query: AgendaQuery) => ({ ...agendaOn(query), refetchInterval: false as const });

export const operatoriesAt = (locationId: string) =>
  queryOptions({
    queryKey: [...queryKeys.operatories, { locationId }] as const,
    queryFn: ({ signal }) => call(endpoints.operatories, { query: { locationId }, signal }),
    staleTime: freshFor.settings,
  });

export const providersAt = (locationId: string) =>
  queryOptions({
    queryKey: [...queryKeys.providers, { locationId, limit: 100 }] as const,
    queryFn: async ({ signal }) =>
      (await callPage(endpoints.providers, { query: { locationId, limit: 100 }, signal })).items,
    staleTime: freshFor.settings,
  });

const isFilter = (value: unknown): value is AgendaFilter => typeof value === 'object' && value !== null;

/** Puts a visit into every agenda in the cache, whatever day it shows. */
export const putCard = (cache: QueryClient, card: VisitCard): void => {
  for (const [key, agenda] of cache.getQueriesData<Agenda>({ queryKey: queryKeys.agenda })) {
    const filter = isFilter(key[1]) ? key[1] : {};
    if (agenda !== undefined) cache.setQueryData<Agenda>(key, withCard(agenda, card, filter));
  }
};

/** A visit changed: everything that shows or counts on its time is stale. */
const settle = (cache: QueryClient): Promise<unknown> =>
  Promise.all(
    [queryKeys.agenda, queryKeys.visits, queryKeys.availability, queryKeys.needsMoving].map((queryKey) =>
      cache.invalidateQueries({ queryKey }),
    ),
  );

export type Move = MoveOrder & { override?: Override | undefined; isUndo?: boolean };

const sendMove = ({ card, override, isUndo = false, ...to }: Move): Promise<Visit> =>
  call(endpoints.reschedule, {
    params: { appointmentId: card.id },
    body: {
      rev: card.rev,
      startsAt: to.startsAt,
      ...(to.durationMinutes === card.durationMinutes ? {} : { durationMinutes: to.durationMinutes }),
      ...(to.providerId === undefined || to.providerId === card.providerId
        ? {}
        : { providerId: to.providerId }),
      ...(to.operatoryId === undefined || to.operatoryId === card.operatoryId
        ? {}
        : { operatoryId: to.operatoryId }),
      ...(override === undefined ? {} : { override }),
      isUndo,
    },
  });

/** Moves a visit at once on the screen; a refusal puts it back exactly where it was. */
export const useReschedule = (): UseMutationResult<Visit, Error, Move> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: sendMove,
    onMutate: async (move) => {
      await cache.cancelQueries({ queryKey: queryKeys.agenda });
      putCard(cache, movedCard(move));
    },
    onSuccess: (visit) => putCard(cache, visit),
    onError: (_error, { card }) => putCard(cache, card),
    // Not awaited: the answer, good or bad, is told at once.
    onSettled: () => void settle(cache),
  });
};

export type Step = { card: VisitCard; status: StatusChange['status'] };

/** Moves a visit along its day: confirm, check in, seat, complete. */
export const useAdvance = (): UseMutationResult<Visit, Error, Step> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ card, status }) =>
      call(endpoints.status, { params: { appointmentId: card.id }, body: { rev: card.rev, status } }),
    onMutate: async ({ card, status }) => {
      await cache.cancelQueries({ queryKey: queryKeys.agenda });
      putCard(cache, { ...card, status });
    },
    onSuccess: (visit) => putCard(cache, visit),
    onError: (_error, { card }) => putCard(cache, card),
    // Not awaited: the answer, good or bad, is told at once.
    onSettled: () => void settle(cache),
  });
};

export const useStepBack = (): ((visit: Pick<Visit, 'id' | 'rev'>) => Promise<Visit>) => {
  const cache = useQueryClient();
  return async ({ id, rev }) => {
    const visit = await call(endpoints.stepBack, { params: { appointmentId: id }, body: { rev } });
    putCard(cache, visit);
    await settle(cache);
    return visit;
  };
};
