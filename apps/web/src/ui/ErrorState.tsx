import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/problem.ts';
import classes from './states.module.css';
import { useProblemText } from './use-problem-text.ts';

type Props = {
  /** What did not load and what is safe: "A agenda não carregou." */
  title: string;
  error: unknown;
  onRetry?: (() => void) | undefined;
  isRetrying?: boolean;
};

/** A failed read. Whatever was typed elsewhere on the page stays. */
export const ErrorState = ({ title, error, onRetry, isRetrying = false }: Props): JSX.Element => {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const requestId = error instanceof ApiProblem ? error.requestId : undefined;
  return (
    <div className={classes.state} role="alert">
      <IconCloudOff size={28} stroke={1.5} aria-hidden className={classes.icon} />
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{textOf(error)}</p>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry} loading={isRetrying}>
          {t('retry')}
        </Button>
      )}
      {requestId !== undefined && (
        <details className={classes.details}>
          <summary>{t('details')}</summary>
          {t('requestId')} <code>{requestId}</code>
        </details>
      )}
    </div>
  );
};
