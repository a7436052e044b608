import type { PatientDraft } from '@topsmile/contracts';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { ApiProblem } from '../../lib/problem.ts';
import { Page } from '../../ui/Page.tsx';
import { showToast } from '../../ui/toasts.ts';
import { BackLink } from './parts/BackLink.tsx';
import { DuplicateNotice } from './parts/form/DuplicateNotice.tsx';
import { newValues } from './patient-form.values.ts';
import { PatientForm } from './PatientForm.tsx';
import { useCreatePatient } from './patients.api.ts';
import { listPath, patientPath } from './paths.ts';
import { personFrom } from './typed-person.ts';
import { useDuplicateAnswer } from './use-duplicate-answer.ts';
import { usePatientForm } from './use-patient-form.ts';

const typedIn = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'typed' in state && typeof state.typed === 'string'
    ? state.typed
    : '';

export const NewPatientPage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const location = useLocation();
  const id = useId();
  const [initial] = useState(() => newValues(personFrom(typedIn(location.state))));
  const state = usePatientForm('patient:new', initial);
  const create = useCreatePatient();
  const duplicates = useDuplicateAnswer({ values: state.form.values, formId: id });

  const submit = async (draft: PatientDraft): Promise<void> => {
    const body = { ...draft, confirmDuplicate: duplicates.isConfirmed() };
    const patient = await create.mutateAsync(body);
    state.settle();
    showToast(t('form.created', { name: patient.fullName }));
    await navigate(patientPath(patient.id), { replace: true });
  };
  const onProblem = (problem: ApiProblem): boolean => duplicates.onProblem(problem);

  return (
    <Page title={t('new')} before={<BackLink to={listPath} label={t('list.title')} />}>
      <PatientForm
        id={id}
        state={state}
        label={t('new')}
        submitLabel={t('form.create')}
        backTo={listPath}
        onSubmit={submit}
        onProblem={onProblem}
        notice={<DuplicateNotice {...duplicates.notice} />}
      />
    </Page>
  );
};
