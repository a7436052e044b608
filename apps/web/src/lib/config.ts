import type { getConfig as contract } from '@topsmile/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call, outline } from './http.ts';
import { queryKeys } from './query-keys.ts';

export const getConfig = outline<typeof contract>('get', '/config');

export const configQuery = queryOptions({
  queryKey: queryKeys.config,
  queryFn: ({ signal }) => call(getConfig, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
