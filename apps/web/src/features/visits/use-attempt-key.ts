import { useCallback, useRef } from 'react';
import { newIdempotencyKey } from '../../lib/http.ts';

type Attempt = { body: string; key: string };

/**
 * The idempotency key of a draft: the same body keeps its key through every retry, so a lost answer or a
 * second click can never book twice; a changed body is another act and gets another key.
 */
export const useAttemptKey = (): ((body: unknown) => string) => {
  const attempt = useRef<Attempt>(undefined);
  return useCallback((body) => {
    const text = JSON.stringify(body);
    if (attempt.current?.body !== text) attempt.current = { body: text, key: newIdempotencyKey() };
    return attempt.current.key;
  }, []);
};
