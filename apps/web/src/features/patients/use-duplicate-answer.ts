import { useRef, useState } from 'react';
import type { ApiProblem } from '../../lib/problem.ts';
import type { PatientValues } from './patient-form.values.ts';
import { type Alike, useLikeness } from './use-likeness.ts';
import { resubmit } from './use-patient-form.ts';

type Question = {
  values: PatientValues;
  /** The record being edited. */
  stored?: { id: string; values: PatientValues } | undefined;
  formId: string;
};
type Refused = { identity: string; person: Alike };

const idsOf = (alike: readonly Alike[]): string =>
  alike
    .map(({ id }) => id)
    .sort()
    .join();

/**
 * Who the person may already be, and what was answered. "Another person" holds for this name, phone and CPF
 * and for the records that were shown; anything else is asked about anew.
 */
export const useDuplicateAnswer = ({ values, stored, formId }: Question) => {
  const identity = JSON.stringify([values.firstName, values.lastName, values.phone, values.cpf]);
  const found = useLikeness({ values, stored });
  const [refused, setRefused] = useState<Refused>();
  const [answered, setAnswered] = useState<string>();
  const confirmed = useRef<string>(undefined);
  const isRefused = refused?.identity === identity;
  const alike = isRefused ? [refused.person] : found;
  const isAnswered = !isRefused && answered === idsOf(found);

  const onOther = (): void => {
    confirmed.current = identity;
    setAnswered(idsOf(alike));
    if (!isRefused) return;
    setRefused(undefined);
    resubmit(formId);
  };
  const onProblem = ({ code, details }: ApiProblem): boolean => {
    if (code !== 'duplicate-patient' || details.duplicateOf === undefined) return false;
    confirmed.current = undefined;
    setRefused({ identity, person: details.duplicateOf });
    return true;
  };
  return {
    isConfirmed: (): boolean => confirmed.current === identity,
    onProblem,
    notice: { alike: isAnswered ? [] : alike, isRefused, onOther },
  };
};
