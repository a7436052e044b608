import { useMemo } from 'react';
import { dropDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { newIdempotencyKey } from '../../lib/http.ts';

type Attempt = { body: string; key: string };

const isAttempt = (value: unknown): value is Attempt =>
  typeof value === 'object' && value !== null && 'body' in value && 'key' in value;

/**
 * The idempotency key of an act that is being tried: the same body keeps its key through every retry, also
 * after the panel was closed and opened again, so a lost answer or a second click can never book twice. A
 * changed body is another act and gets another key; so does the same body once the act has succeeded.
 */
export const useAttemptKey = (act: string) =>
  useMemo(() => {
    const place = `attempt:${act}`;
    return {
      keyFor: (body: unknown): string => {
        const text = JSON.stringify(body);
        const earlier = readDraft(place, isAttempt);
        if (earlier?.body === text) return earlier.key;
        const key = newIdempotencyKey();
        saveDraft(place, { body: text, key });
        return key;
      },
      succeed: (): void => dropDraft(place),
    };
  }, [act]);
