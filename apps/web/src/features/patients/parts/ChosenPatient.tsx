import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone, Loading } from '../../../ui/Skeletons.tsx';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { patientQuery } from '../patients.api.ts';
import classes from './patient-picker.module.css';
import { PersonLine } from './PersonLine.tsx';

type Props = { patientId: string; zone: string; onChange: () => void };

/** The card of the chosen person, with the way to choose another one. */
export const ChosenPatient = ({ patientId, zone, onChange }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const { data, error } = useQuery(patientQuery(patientId));
  return (
    <section aria-label={t('patient.label')} data-field="patient">
      <h3 className={classes.label}>{t('patient.label')}</h3>
      <div className={classes.card}>
        {data !== undefined && <PersonLine person={data} zone={zone} />}
        {data === undefined && error !== null && <span className={classes.failed}>{problemText(error)}</span>}
        {data === undefined && error === null && (
          <Loading label={t('patient.opening')}>
            <Bone width="180px" height={38} />
          </Loading>
        )}
        <button type="button" className={classes.link} onClick={onChange}>
          {t('patient.change')}
        </button>
      </div>
    </section>
  );
};
