import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { now } from './clock.ts';
import { refresh, whenSessionIsLost } from './http.ts';
import { endSessionLocally, sessionNews, sessionQuery } from './session.ts';

const minute = 60_000;
/** The access token lives 15 minutes; it is renewed before. */
const renewEveryMs = 13 * minute;
const warnBeforeMs = 2 * minute;
const lookEveryMs = 5_000;
const tellTabsEveryMs = 30_000;

type Keeping = { idleMinutes: number; onIdleEnd: () => void };

export type KeptSession = {
  /** The idle end is less than two minutes away. */
  isEnding: boolean;
  stay: () => void;
};

type Listeners = {
  onActivity: () => void;
  onNews: (event: MessageEvent<unknown>) => void;
  onReturn: () => void;
};

const listen = ({ onActivity, onNews, onReturn }: Listeners): (() => void) => {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener('pointerdown', onActivity, { passive: true, signal });
  addEventListener('keydown', onActivity, { passive: true, signal });
  document.addEventListener('visibilitychange', onReturn, { signal });
  sessionNews?.addEventListener('message', onNews);
  return () => {
    stop.abort();
    sessionNews?.removeEventListener('message', onNews);
  };
};

/** Renews the session while somebody works and warns before idleness ends it; activity in any tab counts. */
export const useKeepSession = ({ idleMinutes, onIdleEnd }: Keeping): KeptSession => {
  const [isEnding, setEnding] = useState(false);
  const lastActive = useRef(now());
  const lastRenewed = useRef(now());
  const lastTold = useRef(0);

  const noteActivity = useCallback(() => {
    lastActive.current = now();
    if (now() - lastTold.current < tellTabsEveryMs) return;
    lastTold.current = now();
    sessionNews?.postMessage('active');
  }, []);

  const renew = useCallback(() => {
    lastRenewed.current = now();
    // A failure shows itself at the next request; nothing is lost by waiting for it.
    refresh().catch(() => undefined);
  }, []);

  const stay = useCallback(() => {
    noteActivity();
    setEnding(false);
    renew();
  }, [noteActivity, renew]);

  useEffect(() => {
    const onActivity = (): void => {
      // Once the warning stands, only its button counts: a sleeve on the keyboard is not an answer.
      if (!isEnding) noteActivity();
    };
    const onNews = ({ data }: MessageEvent<unknown>): void => {
      if (data !== 'active') return;
      lastActive.current = now();
      setEnding(false);
    };
    const look = (): void => {
      const idleFor = now() - lastActive.current;
      const endsAfter = idleMinutes * minute;
      if (idleFor >= endsAfter) onIdleEnd();
      else setEnding(idleFor >= endsAfter - warnBeforeMs);
      if (idleFor < renewEveryMs && now() - lastRenewed.current >= renewEveryMs) renew();
    };
    const timer = setInterval(look, lookEveryMs);
    const stopListening = listen({ onActivity, onNews, onReturn: look });
    return () => {
      clearInterval(timer);
      stopListening();
    };
  }, [idleMinutes, isEnding, noteActivity, onIdleEnd, renew]);

  return { isEnding, stay };
};

/** Follows the session wherever it ends: a refused request here, a sign-out in another tab. */
export const useSessionEnd = (): void => {
  const cache = useQueryClient();
  useEffect(() => {
    whenSessionIsLost(() => endSessionLocally(cache));
    const onNews = ({ data }: MessageEvent<unknown>): void => {
      if (data === 'signed-out') endSessionLocally(cache);
      if (data === 'signed-in') void cache.invalidateQueries({ queryKey: sessionQuery.queryKey });
    };
    sessionNews?.addEventListener('message', onNews);
    return () => {
      whenSessionIsLost(() => undefined);
      sessionNews?.removeEventListener('message', onNews);
    };
  }, [cache]);
};
