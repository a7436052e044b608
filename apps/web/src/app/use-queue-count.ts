import type { listNeedsMoving } from '@topsmile/contracts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, outline } from '../lib/http.ts';
import { freshFor } from '../lib/query.ts';
import { queryKeys } from '../lib/query-keys.ts';
import { useCan, useClinicLocation } from '../lib/session.ts';
import { type AppRoute, hasRoute } from './routes.tsx';
import { setSectionCount } from './section-counts.ts';

const needsMoving = outline<typeof listNeedsMoving>('get', '/scheduling/needs-moving');
const lookEveryMs = 60_000;

/** Keeps the number on the queue's icon: visits of this location that need another time. */
export const useQueueCount = (routes: readonly AppRoute[]): void => {
  const locationId = useClinicLocation()?.id;
  const isShown = useCan('appointments:read') && hasRoute(routes, '/queue') && locationId !== undefined;
  const { data } = useQuery({
    queryKey: [...queryKeys.needsMoving, 'count', locationId],
    queryFn:
      locationId === undefined
        ? skipToken
        : async ({ signal }) => (await call(needsMoving, { query: { locationId }, signal })).length,
    enabled: isShown,
    staleTime: freshFor.agenda,
    refetchInterval: lookEveryMs,
  });
  useEffect(() => setSectionCount('queue', isShown ? data : undefined), [data, isShown]);
};
