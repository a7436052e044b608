import { Button } from '@mantine/core';
import type { MfaState } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from '../account.module.css';
import { useRenewCodes } from '../account.api.ts';
import { Card } from './Card.tsx';

type Props = { state: MfaState; onCodes: (codes: readonly string[]) => void };

export const CodesCard = ({ state, onCodes }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const textOf = useProblemText();
  const renew = useRenewCodes();
  const hasFactor = state.totp.isEnrolled || state.passkeys.length > 0;
  return (
    <Card title={t('codes.title')}>
      <p className={classes.text}>
        {hasFactor ? t('codes.left', { count: state.recoveryCodesLeft }) : t('codes.none')}
      </p>
      {renew.error !== null && (
        <p className={classes.failure} role="alert">
          {textOf(renew.error)}
        </p>
      )}
      {hasFactor && (
        <div className={classes.acts}>
          <Button
            variant="default"
            loading={renew.isPending}
            onClick={() =>
              renew.mutate(undefined, { onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) })
            }
          >
            {t('codes.renew')}
          </Button>
        </div>
      )}
    </Card>
  );
};
