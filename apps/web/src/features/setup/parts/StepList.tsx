import { IconCheck } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { firstOpenStep, type SetupPlace, type SetupState, setupSteps } from '../setup-steps.ts';
import classes from '../setup.module.css';

type Props = { place: SetupPlace; state: SetupState; onGo: (step: SetupPlace) => void };

/** The five steps; those that were gone through can be opened again. */
export const StepList = ({ place, state, onGo }: Props): JSX.Element => {
  const { t } = useTranslation('setup');
  const reached = firstOpenStep(state);
  const reachedAt = reached === 'done' ? setupSteps.length : setupSteps.indexOf(reached);
  const placeAt = place === 'done' ? setupSteps.length : setupSteps.indexOf(place);
  return (
    <nav aria-label={t('steps')}>
      <ol className={classes.list}>
        {setupSteps.map((step, at) => {
          const isDone = at < Math.max(reachedAt, placeAt);
          const isOpen = isDone || at <= reachedAt;
          return (
            <li key={step}>
              <button
                type="button"
                className={classes.step}
                data-done={isDone || undefined}
                disabled={!isOpen}
                aria-current={step === place ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                <span className={classes.number} aria-hidden>
                  {isDone && step !== place ? <IconCheck size={16} stroke={2.5} /> : at + 1}
                </span>
                <span>
                  {t(`step.${step}.name`)}
                  {isDone && step !== place && <span className={classes.hidden}>, {t('stepDone')}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
};
