import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { ListFilter, StatusFilter } from './patient-list.api.ts';

const statuses: readonly StatusFilter[] = ['active', 'inactive', 'all'];
const pauseMs = 200;

const searchIn = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'search' in state && typeof state.search === 'string'
    ? state.search
    : '';

type ListFilterState = {
  typed: string;
  type: (typed: string) => void;
  filter: ListFilter;
  setStatus: (status: StatusFilter) => void;
  /** What is asked for is what is typed. */
  isSettled: boolean;
};

/**
 * What the list shows. The filter stands in the address; the search, which may be a name or a CPF, stands in
 * the entry's state instead: back, forward and reload find it again and no address ever holds it.
 */
export const useListFilter = (): ListFilterState => {
  const location = useLocation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(() => searchIn(location.state));
  const [search] = useDebouncedValue(typed.trim(), pauseMs);
  const asked = new URLSearchParams(location.search).get('status');
  const status = statuses.find((known) => known === asked) ?? 'active';
  const kept = searchIn(location.state);
  useEffect(() => {
    if (kept !== search) void navigate({ search: location.search }, { replace: true, state: { search } });
  }, [kept, search, location.search, navigate]);
  const setStatus = (next: StatusFilter): void =>
    void navigate(
      { search: next === 'active' ? '' : `?status=${next}` },
      { replace: true, state: { search: typed.trim() } },
    );
  return {
    typed,
    type: setTyped,
    filter: { search, status },
    setStatus,
    isSettled: search === typed.trim(),
  };
};
