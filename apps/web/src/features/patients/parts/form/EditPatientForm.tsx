import type { Patient, PatientDraft } from '@topsmile/contracts';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ApiProblem } from '../../../../lib/problem.ts';
import { showToast } from '../../../../ui/toasts.ts';
import { useChangePatient } from '../../patient-changes.api.ts';
import { changeFrom, storedDraft, valuesOf } from '../../patient-form.values.ts';
import { PatientForm } from '../../PatientForm.tsx';
import { patientPath } from '../../paths.ts';
import { useDuplicateAnswer } from '../../use-duplicate-answer.ts';
import { usePatientForm } from '../../use-patient-form.ts';
import { useStaleAnswer } from '../../use-stale-answer.ts';
import { DuplicateNotice } from './DuplicateNotice.tsx';
import { StaleNotice } from './StaleNotice.tsx';

/** Sends only what was changed here. */
export const EditPatientForm = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const id = useId();
  const [opened] = useState(patient);
  const [stored] = useState(() => ({ id: opened.id, values: valuesOf(opened) }));
  const state = usePatientForm(`patient:${opened.id}`, stored.values);
  const change = useChangePatient();
  const duplicates = useDuplicateAnswer({ values: state.form.values, stored, formId: id });
  const stale = useStaleAnswer({ opened, form: state.form, formId: id });

  const submit = async (draft: PatientDraft): Promise<void> => {
    if (!state.hasChanges) {
      await navigate(patientPath(opened.id), { replace: true });
      return;
    }
    const before = storedDraft(stale.base);
    const body = before === undefined ? { ...draft, rev: stale.rev } : changeFrom(before, draft, stale.rev);
    const saved = await change.mutateAsync({
      patientId: opened.id,
      body: { ...body, ...(duplicates.isConfirmed() ? { confirmDuplicate: true } : {}) },
    });
    state.settle();
    showToast(t('form.saved', { name: saved.fullName }));
    await navigate(patientPath(opened.id), { replace: true });
  };
  const onProblem = (problem: ApiProblem): boolean =>
    duplicates.onProblem(problem) || stale.onProblem(problem);

  return (
    <PatientForm
      id={id}
      state={state}
      label={t('form.editTitle')}
      submitLabel={t('common:save')}
      backTo={patientPath(opened.id)}
      onSubmit={submit}
      onProblem={onProblem}
      notice={
        <>
          {stale.shown === undefined && <DuplicateNotice {...duplicates.notice} />}
          {stale.shown !== undefined && (
            <StaleNotice stale={stale.shown} onMine={stale.keepMine} onTheirs={stale.takeTheirs} />
          )}
        </>
      }
    />
  );
};
