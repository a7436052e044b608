import type { Agenda, Operatory, Provider } from '@topsmile/contracts';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addDays } from '../../lib/dates.ts';
import { agendaAhead, agendaOn, type AgendaQuery, operatoriesAt, providersAt } from './agenda.api.ts';
import { refreshParked } from './agenda.store.ts';
import type { AgendaBy } from './agenda.types.ts';
import { weekOf } from './calendar.ts';
import type { AgendaUrl } from './use-agenda-url.ts';

export type Choice = { id: string; name: string };

export type AgendaData = {
  query: UseQueryResult<Agenda>;
  by: AgendaBy;
  providers: readonly Provider[];
  operatories: readonly Operatory[];
  /** What a week can be of, and of what it is. */
  choices: readonly Choice[];
  columnId: string | undefined;
};

type Asked = { url: AgendaUrl; locationId: string; isPhone: boolean };

const none: readonly never[] = [];

const nameOf = ({ title, fullName }: Provider): string => [title, fullName].filter(Boolean).join(' ');

const queryOf = ({ url, locationId }: Asked, columnId: string | undefined): AgendaQuery => {
  const { by } = url;
  if (url.view !== 'week') return { locationId, from: url.day, by };
  const days = weekOf(url.day);
  const of = by === 'provider' ? { providerId: columnId } : { operatoryId: columnId };
  return { locationId, from: days[0] ?? url.day, to: days.at(-1), by, ...of };
};

/** The days before and after stand ready, so that paging shows them at once. */
const usePrefetchedNeighbours = (query: AgendaQuery, isOn: boolean): void => {
  const cache = useQueryClient();
  const { locationId, from, by } = query;
  useEffect(() => {
    if (!isOn) return;
    for (const day of [addDays(from, 1), addDays(from, -1)])
      void cache.prefetchQuery(agendaAhead({ locationId, from: day, by }));
  }, [cache, locationId, from, by, isOn]);
};

type People = Pick<AgendaData, 'operatories' | 'providers'>;

const choicesOf = ({ operatories, providers }: People, by: AgendaBy): Choice[] =>
  by === 'operatory'
    ? operatories.map(({ id, name }) => ({ id, name }))
    : providers.map((provider) => ({ id: provider.id, name: nameOf(provider) }));

const usePeople = (locationId: string): People => ({
  operatories: useQuery(operatoriesAt(locationId)).data ?? none,
  providers: useQuery(providersAt(locationId)).data ?? none,
});

const useFreshPinboard = (visits: Agenda['visits'] | undefined): void =>
  useEffect(() => {
    if (visits !== undefined) refreshParked(visits);
  }, [visits]);

/** A phone shows one provider's day; anything else what the address says. */
const shownOn = ({ url, isPhone, ...rest }: Asked): Asked => ({
  ...rest,
  isPhone,
  url: isPhone ? { ...url, view: 'day', by: 'provider' } : url,
});

/** All that the page reads: the agenda itself, chairs and providers. */
export const useAgendaData = (asked: Asked): AgendaData => {
  const shown = shownOn(asked);
  const { by, view, column } = shown.url;
  const people = usePeople(asked.locationId);
  const choices = choicesOf(people, by);
  const columnId = choices.find(({ id }) => id === column)?.id ?? choices[0]?.id;
  const options = queryOf(shown, columnId);
  const query = useQuery({ ...agendaOn(options), enabled: view !== 'week' || columnId !== undefined });
  usePrefetchedNeighbours(options, view !== 'week' && query.isSuccess);
  useFreshPinboard(query.data?.visits);
  return { ...people, query, by, choices, columnId };
};
