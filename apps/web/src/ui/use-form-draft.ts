import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { dropDraft, readDraft, saveDraft } from '../lib/drafts.ts';

export type FormDraft = { hasDraft: boolean; drop: () => void };

/** Keeps what was typed while the form is closed, until it is saved or thrown away. Memory only. */
export const useFormDraft = <V extends object, T>(form: UseFormReturnType<V, T>, key: string): FormDraft => {
  const isReady = useRef(false);
  const { setValues } = form;
  useEffect(() => {
    const isDraft = (value: unknown): value is V => typeof value === 'object' && value !== null;
    const kept = readDraft(key, isDraft);
    if (kept !== undefined) setValues(kept);
    // Only when the form opens: from then on it is the form that writes the draft.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const isDirty = form.isDirty();
  useEffect(() => {
    if (!isReady.current) {
      isReady.current = true;
      return;
    }
    if (isDirty) saveDraft(key, form.values);
    else dropDraft(key);
  }, [form.values, isDirty, key]);
  return {
    hasDraft: isDirty,
    drop: () => {
      form.reset();
      dropDraft(key);
    },
  };
};
