import type { Visit } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconHourglass, IconUserQuestion } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblemToast } from '../../../../ui/toasts.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { useConfirmHold, useReleaseHold } from '../../visit-acts.ts';
import { useTicking } from '../use-ticking.ts';
import type { VisitSteps } from '../use-visit-steps.ts';
import classes from './waiting.module.css';

type ApprovalProps = { steps: VisitSteps; mayWrite: boolean; onRefuse: () => void };

/** A request that somebody of the clinic has to answer. */
export const Approval = ({ steps, mayWrite, onRefuse }: ApprovalProps): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <div className={classes.box} data-kind="approval">
      <IconUserQuestion size={18} aria-hidden />
      <p>{t('approval.waiting')}</p>
      {mayWrite && (
        <span className={classes.buttons}>
          <Button variant="default" size="xs" onClick={onRefuse}>
            {t('approval.refuse')}
          </Button>
          <Button size="xs" loading={steps.isWorking} onClick={() => void steps.approve()}>
            {t('approval.approve')}
          </Button>
        </span>
      )}
    </div>
  );
};

const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const HoldButtons = ({ visit, token }: { visit: Visit; token: string }): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const confirm = useConfirmHold();
  const release = useReleaseHold();
  const order = { visitId: visit.id, token };
  const options = { onError: (error: Error): void => void showProblemToast(problemText(error)) };
  return (
    <span className={classes.buttons}>
      <Button
        variant="default"
        size="xs"
        loading={release.isPending}
        onClick={() => release.mutate(order, options)}
      >
        {t('hold.release')}
      </Button>
      <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate(order, options)}>
        {t('hold.confirm')}
      </Button>
    </span>
  );
};

/** A held time and how long it still holds. */
export const Hold = ({ visit, mayWrite }: { visit: Visit; mayWrite: boolean }): JSX.Element => {
  const { t } = useTranslation('visits');
  const time = useTicking(1000);
  const ends = visit.expiresAt === undefined ? time : Date.parse(visit.expiresAt);
  const seconds = Math.max(0, Math.ceil((ends - time) / 1000));
  return (
    <div className={classes.box} data-kind="hold">
      <IconHourglass size={18} aria-hidden />
      <p role="timer">{seconds === 0 ? t('hold.over') : t('hold.ends', { time: clockOf(seconds) })}</p>
      {mayWrite && visit.holdToken !== undefined && <HoldButtons visit={visit} token={visit.holdToken} />}
    </div>
  );
};
