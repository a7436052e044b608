import type { PatientDraft } from '@topsmile/contracts';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { useContractForm } from '../../ui/use-contract-form.ts';
import { isPatientValues, isSame, PatientFormSchema, type PatientValues } from './patient-form.values.ts';

/** `base` is what the form began with: only what differs from it was typed here. */
type Draft = { base: PatientValues; values: PatientValues };

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'base' in value &&
  'values' in value &&
  isPatientValues(value.base) &&
  isPatientValues(value.values);

/** What was typed before, on top of the record as it is now. */
const restored = (initial: PatientValues, draft: Draft | undefined): PatientValues => {
  if (draft === undefined) return initial;
  const before: Record<string, unknown> = draft.base;
  const typed = Object.entries(draft.values).filter(([key, value]) => !isSame(value, before[key]));
  return { ...initial, ...Object.fromEntries(typed) };
};

export type PatientFormState = {
  form: UseFormReturnType<PatientValues, PatientDraft>;
  hasChanges: boolean;
  /** The form began with something typed earlier. */
  isRestored: boolean;
  /** Forgets what was typed, in memory and in the fields. */
  discard: () => void;
  /** What is typed is saved: nothing is left to keep. */
  settle: () => void;
};

/** A form that finds again what was typed before, in memory only: names never reach the browser's storage. */
export const usePatientForm = (draftKey: string, initial: PatientValues): PatientFormState => {
  const [base] = useState(initial);
  const [begun] = useState(() => restored(base, readDraft(draftKey, isDraft)));
  const [isRestored, setRestored] = useState(() => !isSame(begun, base));
  const [isSettled, setSettled] = useState(false);
  const form = useContractForm({
    schema: PatientFormSchema,
    initialValues: begun,
    toBody: (values) => values,
  });
  const { values } = form;
  const hasChanges = !isSettled && !isSame(values, base);
  useEffect(() => {
    if (hasChanges) saveDraft(draftKey, { base, values });
    else dropDraft(draftKey);
  }, [draftKey, hasChanges, base, values]);
  const discard = (): void => {
    form.setValues(base);
    form.clearErrors();
    setRestored(false);
  };
  const settle = (): void => {
    dropDraft(draftKey);
    setSettled(true);
  };
  return { form, hasChanges, isRestored, discard, settle };
};

/** Sends a form again after an answer outside of it. */
export const resubmit = (formId: string): void =>
  document.querySelector<HTMLFormElement>(`#${CSS.escape(formId)}`)?.requestSubmit();
