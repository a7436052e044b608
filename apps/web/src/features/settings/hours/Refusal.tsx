import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../lib/problem.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from './hours.module.css';

const known = ['overlaps', 'repeated', 'elsewhere', 'beforeStart', 'fiveMinutes', 'day'];

/** Why the hours were not saved. What was changed stays. */
export const Refusal = ({ error }: { error: unknown }): JSX.Element => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const issues = error instanceof ApiProblem ? error.issues : [];
  const reasons = [...new Set(issues.map(({ message }) => message))].filter((one) => known.includes(one));
  return (
    <div className={classes.refusal} role="alert">
      <b>{t('hours.notSaved')}</b>
      {reasons.length === 0 ? (
        <span>{textOf(error)}</span>
      ) : (
        reasons.map((reason) => <span key={reason}>{t(`issues.${reason}`)}</span>)
      )}
    </div>
  );
};
