import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForPasskey, canUsePasskeys, wasCalledOff } from '../../../lib/passkeys.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { usePasskeySignIn } from '../../../lib/session.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from './passkey-entry.module.css';

/** In with one touch, for whoever has a passkey; the fields below are for everybody. */
export const PasskeyEntry = (): JSX.Element | null => {
  const { t } = useTranslation('auth');
  const problemText = useProblemText();
  const signIn = usePasskeySignIn();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (!canUsePasskeys()) return null;

  const enter = async (): Promise<void> => {
    setAsking(true);
    setFailure(undefined);
    try {
      await signIn.mutateAsync(await askForPasskey('signIn'));
    } catch (error) {
      if (wasCalledOff(error)) return;
      const isRefused = !(error instanceof ApiProblem) || error.status === 401;
      setFailure(isRefused ? t('signIn.passkeyFailed') : problemText(error));
    } finally {
      setAsking(false);
    }
  };

  return (
    <div className={classes.entry}>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={20} aria-hidden />}
        loading={isAsking}
        onClick={() => void enter()}
      >
        {t('signIn.passkey')}
      </Button>
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
      <p className={classes.or}>{t('signIn.or')}</p>
    </div>
  );
};
