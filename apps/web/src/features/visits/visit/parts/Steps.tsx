import type { Visit } from '@topsmile/contracts';
import { IconCheck } from '@tabler/icons-react';
import type { CSSProperties, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../../../ui/StatusChip.tsx';
import { tokensOfStatus } from '../../../../ui/statuses.ts';
import type { When } from '../../use-when.ts';
import { useLongWaitMinutes } from '../../visits.api.ts';
import { minutesBetween } from '../../when.ts';
import { type Step, stepsOf, waitOf } from '../steps.ts';
import { useTicking } from '../use-ticking.ts';
import classes from './steps.module.css';

type Props = { visit: Visit; when: When };

const tickMs = 15_000;

const useWait = (visit: Visit): { text: string; isLong: boolean } | undefined => {
  const { t } = useTranslation('visits');
  const wait = waitOf(visit);
  const isWaiting = wait !== undefined && wait.until === undefined;
  const time = useTicking(isWaiting ? tickMs : undefined);
  const longWaitMinutes = useLongWaitMinutes();
  if (wait === undefined) return undefined;
  const minutes = minutesBetween(wait.from, wait.until ?? time);
  return {
    text: t(isWaiting ? 'steps.waiting' : 'steps.waited', { count: minutes }),
    isLong: isWaiting && minutes >= longWaitMinutes,
  };
};

type StepProps = { step: Step; when: When; wait: ReturnType<typeof useWait> };

const useFactsOf = (when: When): ((props: Omit<StepProps, 'when'>) => string) => {
  const { t } = useTranslation('visits');
  return ({ step: { status, at, byName }, wait }) =>
    [
      at === undefined ? undefined : when.stamp(at),
      byName === undefined ? undefined : t('steps.by', { name: byName }),
      status === 'checked_in' ? wait?.text : undefined,
    ]
      .filter((fact) => fact !== undefined)
      .join(' · ');
};

const coloursOf = ({ status, state }: Step): CSSProperties => {
  const { bar, text } = tokensOfStatus(status);
  const colours: CSSProperties & Record<'--step-bar' | '--step-text', string> = {
    '--step-bar': bar,
    '--step-text': text,
  };
  return state === 'current' ? colours : {};
};

const StepLine = ({ step, when, wait }: StepProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const factsOf = useFactsOf(when);
  const { status, state } = step;
  const isLong = status === 'checked_in' && wait?.isLong === true;
  return (
    <li
      className={classes.step}
      data-state={state}
      data-long={isLong || undefined}
      aria-current={state === 'current' ? 'step' : undefined}
      style={coloursOf(step)}
    >
      <i aria-hidden>
        {state === 'done' && <IconCheck size={13} />}
        {state === 'current' && <StatusIcon status={status} size={14} isSilent />}
      </i>
      <span>{t(`status.${status}`)}</span>
      <small>{factsOf({ step, wait })}</small>
    </li>
  );
};

/** Where the visit stands, with when each step happened; a wait ticks and warms. */
export const Steps = ({ visit, when }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const wait = useWait(visit);
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {stepsOf(visit).map((step) => (
        <StepLine key={step.status} step={step} when={when} wait={wait} />
      ))}
    </ol>
  );
};
