import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../../lib/session.ts';
import type { AppRoute } from '../routes.tsx';
import { pages } from './pages.ts';
import { people } from './people.ts';
import { useRecentHits } from './recents.ts';
import type { SearchHit, SearchSource } from './sources.ts';
import { verbs } from './verbs.ts';

/** In the order in which they answer. */
const sources: readonly SearchSource[] = [people, pages, verbs];
const rows = 8;
const debounceMs = 120;

export type SearchGroup = { heading: SearchSource['heading'] | 'recents'; hits: readonly SearchHit[] };
type Found = { groups: readonly SearchGroup[]; isSearching: boolean; error: Error | null };

/** At most eight rows in all, the first sources first. */
export const atMost = (groups: readonly SearchGroup[], most = rows): SearchGroup[] => {
  let left = most;
  return groups
    .map(({ heading, hits }) => {
      const kept = hits.slice(0, left);
      left -= kept.length;
      return { heading, hits: kept };
    })
    .filter(({ hits }) => hits.length > 0);
};

/** One request in flight: a newer text aborts the older question. */
export const useSearch = (text: string, routes: readonly AppRoute[]): Found => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { user, clinic, permissions } = useSession();
  const [query] = useDebouncedValue(text.trim(), debounceMs);
  const recents = useRecentHits(`${clinic.id}:${user.id}`);
  const allowed = sources.filter(
    ({ permission }) => permission === undefined || permissions.includes(permission),
  );
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', query, i18n.language],
    queryFn: ({ signal }) => {
      const context = {
        t,
        language: i18n.language,
        routes,
        permissions,
        signal,
        navigate: (path: string) => void navigate(path),
      };
      return Promise.all(
        allowed.map(async ({ heading, find }) => ({ heading, hits: await find(query, context) })),
      );
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 30_000,
    retry: false,
  });
  const found = atMost(data ?? []);
  const groups =
    query === '' && recents.length > 0 ? atMost([{ heading: 'recents', hits: recents }, ...found]) : found;
  return { groups, isSearching: isFetching || query !== text.trim(), error };
};
