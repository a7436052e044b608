import type { Patient } from '@topsmile/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ApiProblem } from '../../lib/problem.ts';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import type { Stale } from './parts/form/StaleNotice.tsx';
import { changedKeys, PatientFormSchema, storedDraft, valuesOf } from './patient-form.values.ts';
import { patientQuery } from './patients.api.ts';
import { type PatientFormState, resubmit } from './use-patient-form.ts';

type Question = { opened: Patient; form: PatientFormState['form']; formId: string };
type Conflict = { latest: Patient; shown: Stale };

/**
 * When somebody saved first: what they changed since this form was opened, beside what stands here. "Mine"
 * saves over the newest record; "theirs" takes their fields into the form and keeps the rest as typed.
 */
export const useStaleAnswer = ({ opened, form, formId }: Question) => {
  const cache = useQueryClient();
  const textOf = useProblemText();
  const [base, setBase] = useState(opened);
  const [conflict, setConflict] = useState<Conflict>();
  const rev = useRef(opened.rev);

  const compare = async (problem: ApiProblem): Promise<void> => {
    const latest = await cache.fetchQuery({ ...patientQuery(opened.id), staleTime: 0 });
    const before = storedDraft(base);
    const theirs = storedDraft(latest);
    const mine = PatientFormSchema.safeParse(form.getValues()).data;
    if (before === undefined || theirs === undefined || mine === undefined) throw problem;
    const { changedBy, changedAt } = problem.details.current ?? {};
    const shown = { changedBy, changedAt, keys: changedKeys(before, theirs), mine, theirs };
    setConflict({ latest, shown });
  };

  const onProblem = (problem: ApiProblem): boolean => {
    if (problem.code !== 'stale') return false;
    // When the newest record cannot be read the form stays as it is; saving again asks anew.
    compare(problem).catch((error: unknown) => showProblemToast(textOf(error)));
    return true;
  };
  const settle = (latest: Patient): void => {
    rev.current = latest.rev;
    flushSync(() => setConflict(undefined));
  };
  const keepMine = (): void => {
    if (conflict === undefined) return;
    settle(conflict.latest);
    resubmit(formId);
  };
  const takeTheirs = (): void => {
    if (conflict === undefined) return;
    const { latest, shown } = conflict;
    const theirs: Record<string, unknown> = valuesOf(latest);
    form.setValues(Object.fromEntries(shown.keys.map((key) => [key, theirs[key]])));
    setBase(latest);
    settle(latest);
  };
  return {
    base,
    get rev(): number {
      return rev.current;
    },
    shown: conflict?.shown,
    onProblem,
    keepMine,
    takeTheirs,
  };
};
