import { listPatients, listPatientVisits, type QueryInput } from '@topsmile/contracts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { callPage } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';

type ListQuery = QueryInput<typeof listPatients>;
export type StatusFilter = NonNullable<ListQuery['status']>;
export type ListFilter = { search: string; status: StatusFilter };

const pageSize = 50;

/** Pages of the list. Every search has a key of its own, so an answer to an older text is never shown as the newer one's. */
export const patientListQuery = ({ search, status }: ListFilter) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.patients, 'list', { search, status }],
    queryFn: ({ pageParam, signal }) =>
      callPage(listPatients, {
        query: { search, status, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ page }) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const patientVisitsQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.visits, 'patient', patientId],
    queryFn: ({ pageParam, signal }) =>
      callPage(listPatientVisits, { params: { patientId }, query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ page }) => page.nextCursor,
  });
