import type { Endpoint, Role } from '@topsmile/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, outline } from './http.ts';
import { queryKeys } from './query-keys.ts';

export type DemoLogin = { email: string; password: string; role: Role; name: string };
/** What a page may know before anybody signs in. */
export type PublicConfig = { isDemo: boolean; demoLogins?: DemoLogin[] | undefined };
type Nothing = z.ZodType<Record<string, never>, Record<string, never>>;
type ConfigEndpoint = Endpoint<Nothing, Nothing, Nothing, z.ZodType<PublicConfig>>;

export const getConfig = outline<ConfigEndpoint>('get', '/config');

export const configQuery = queryOptions({
  queryKey: queryKeys.config,
  queryFn: ({ signal }) => call(getConfig, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
