import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../../lib/problem.ts';
import { useIssueText } from '../../../../ui/use-contract-form.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { isAway } from '../conflict.ts';
import classes from './notice.module.css';

type Props = { failure: unknown; onRetry: () => void; isSending: boolean };

/** Any failure that is not about the time. Away servers are asked again with the same key. */
export const FailureNotice = ({ failure, onRetry, isSending }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const issueText = useIssueText();
  const issues = failure instanceof ApiProblem ? failure.issues : [];
  const away = isAway(failure);
  return (
    <div className={classes.notice} data-kind={away ? 'away' : 'refused'} role="alert">
      {away ? (
        <IconCloudOff size={18} aria-hidden className={classes.icon} />
      ) : (
        <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      )}
      <div className={classes.words}>
        <p>
          <b>{problemText(failure)}</b> {away && t('kept')}
        </p>
        {issues.length > 0 && (
          <ul>
            {issues.map(({ path, message }) => (
              <li key={path}>
                {t([`field.${path}`, 'field.other'])}: {issueText(message)}
              </li>
            ))}
          </ul>
        )}
        {away && (
          <Button variant="default" size="xs" loading={isSending} onClick={onRetry}>
            {t('common:retry')}
          </Button>
        )}
      </div>
    </div>
  );
};
