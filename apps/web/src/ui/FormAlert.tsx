import { IconAlertTriangle } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/problem.ts';
import type { Listed } from './form-errors.ts';
import classes from './form.module.css';
import { useProblemText } from './use-problem-text.ts';

type Props = {
  problem: unknown;
  listed: readonly Listed[];
  text?: string | undefined;
  onGo: (path: string) => void;
};

const ListedError = ({ error, onGo }: { error: Listed; onGo: (path: string) => void }): JSX.Element => {
  const text = error.label === '' ? error.message : `${error.label}: ${error.message}`;
  if (!error.isOnPage) return <li>{text}</li>;
  return (
    <li>
      <button type="button" className={classes.go} onClick={() => onGo(error.path)}>
        {text}
      </button>
    </li>
  );
};

/** What stopped the form, above its fields. One problem at a field speaks for itself there. */
export const FormAlert = ({ problem, listed, text, onGo }: Props): JSX.Element | null => {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const [only] = listed;
  if (listed.length === 1 && only?.isOnPage === true) return null;
  const requestId = problem instanceof ApiProblem && problem.status >= 500 ? problem.requestId : undefined;
  return (
    <div className={classes.alert} role="alert" tabIndex={-1} data-form-alert>
      <IconAlertTriangle size={18} aria-hidden className={classes.alertIcon} />
      <div>
        <p className={classes.alertTitle}>
          {listed.length > 0 ? t('form.problems', { count: listed.length }) : (text ?? textOf(problem))}
        </p>
        {listed.length > 0 && (
          <ul className={classes.list}>
            {listed.map((error) => (
              <ListedError key={error.path} error={error} onGo={onGo} />
            ))}
          </ul>
        )}
        {requestId !== undefined && (
          <details className={classes.details}>
            <summary>{t('details')}</summary>
            {t('requestId')} <code>{requestId}</code>
          </details>
        )}
      </div>
    </div>
  );
};
