import { Button } from '@mantine/core';
import type { MfaState } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { isProblemWith } from '../../../lib/problem.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from '../account.module.css';
import { useBeginTotp, useDisableTotp } from '../account.api.ts';
import { useOwnZone } from '../use-own-zone.ts';
import { Card } from './Card.tsx';
import { TotpSetup } from './TotpSetup.tsx';

type Props = { state: MfaState; onCodes: (codes: readonly string[]) => void };

/** Why the last factor of a required person stays, said in place of the general sentence. */
export const isLastFactor = ({ isRequired, totp, passkeys }: MfaState): boolean =>
  isRequired && passkeys.length + (totp.isEnrolled ? 1 : 0) === 1;

const TurnOff = ({ onClose }: { onClose: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const disable = useDisableTotp();
  const confirm = async (): Promise<void> => {
    await disable.mutateAsync(undefined);
    showToast(t('totp.gone'));
  };
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t('totp.disableTitle')}
      confirmLabel={t('totp.disable')}
      keepLabel={t('totp.keep')}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('totp.disableText')}
    </ConfirmDialog>
  );
};

/** An asked-for proof that nobody gave is no failure to tell of. */
const BeginFailed = ({ error }: { error: Error | null }): JSX.Element | null => {
  const textOf = useProblemText();
  if (error === null || isProblemWith(error, 'reauth-required')) return null;
  return (
    <p className={classes.failure} role="alert">
      {textOf(error)}
    </p>
  );
};

type ActsProps = { state: Props['state']; isBusy: boolean; onBegin: () => void; onDisable: () => void };

const Acts = ({ state, isBusy, onBegin, onDisable }: ActsProps): JSX.Element => {
  const { t } = useTranslation('account');
  const { isEnrolled } = state.totp;
  return (
    <div className={classes.acts}>
      <Button variant={isEnrolled ? 'default' : 'filled'} loading={isBusy} onClick={onBegin}>
        {t(isEnrolled ? 'totp.replace' : 'totp.setup')}
      </Button>
      {isEnrolled && !isLastFactor(state) && (
        <Button variant="default" onClick={onDisable}>
          {t('totp.disable')}
        </Button>
      )}
    </div>
  );
};

export const TotpCard = ({ state, onCodes }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const dates = useDates(useOwnZone());
  const begin = useBeginTotp();
  const [isAsking, setAsking] = useState(false);
  const { isEnrolled, since } = state.totp;
  const done = (codes: readonly string[]): void => {
    begin.reset();
    showToast(t('totp.done'));
    onCodes(codes);
  };
  return (
    <Card title={t('totp.title')}>
      <p className={classes.text}>
        {isEnrolled && since !== undefined
          ? t('totp.on', { date: dates.instant(since, 'dayShort') })
          : t('totp.off')}
      </p>
      <BeginFailed error={begin.error} />
      {begin.data !== undefined ? (
        <TotpSetup setup={begin.data} onDone={done} onCancel={begin.reset} />
      ) : (
        <Acts
          state={state}
          isBusy={begin.isPending}
          onBegin={() => begin.mutate()}
          onDisable={() => setAsking(true)}
        />
      )}
      {isEnrolled && isLastFactor(state) && <p className={classes.text}>{t('lastFactor')}</p>}
      {isAsking && <TurnOff onClose={() => setAsking(false)} />}
    </Card>
  );
};
