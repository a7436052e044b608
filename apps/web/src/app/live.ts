import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import { nowIso } from '../lib/clock.ts';
import { ApiProblem } from '../lib/problem.ts';

type Live = {
  state: 'live' | 'reconnecting' | 'offline';
  /** When the last answer arrived: what is on screen is from then. */
  asOf: string | undefined;
};

export const useLive = create<Live>()(() => ({ state: 'live', asOf: undefined }));

const isWayGone = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.isOffline || error.status === 502 || error.status === 503);

const failed = (): void =>
  useLive.setState({ state: globalThis.navigator.onLine ? 'reconnecting' : 'offline' });

/** Reads the state of the connection off the answers that arrive anyway. */
const follow = (cache: QueryClient): (() => void) =>
  cache.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return;
    if (isWayGone(query.state.fetchFailureReason) || isWayGone(query.state.error)) failed();
    else if (query.state.status === 'success' && query.state.fetchStatus === 'idle')
      useLive.setState({ state: 'live', asOf: nowIso() });
  });

export const useFollowLive = (): void => {
  const cache = useQueryClient();
  useEffect(() => {
    const stop = follow(cache);
    const onOnline = (): void => {
      useLive.setState({ state: 'reconnecting' });
      void cache.invalidateQueries({ refetchType: 'active' });
    };
    addEventListener('offline', failed);
    addEventListener('online', onOnline);
    return () => {
      stop();
      removeEventListener('offline', failed);
      removeEventListener('online', onOnline);
    };
  }, [cache]);
};
