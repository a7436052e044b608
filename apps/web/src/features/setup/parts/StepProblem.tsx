import { IconAlertTriangle } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from '../setup.module.css';

/** "Este passo não salvou", and why. What was typed stays. */
export const StepProblem = ({ error, text }: { error?: unknown; text?: string | undefined }): JSX.Element => {
  const { t } = useTranslation('setup');
  const textOf = useProblemText();
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <span>{text ?? `${t('notSaved')} ${textOf(error)}`}</span>
    </div>
  );
};
