import { useSearchParams } from 'react-router';
import { type JSX, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/styles-staff.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { FormSkeleton } from '../../ui/Skeletons.tsx';
import { Done } from './parts/Done.tsx';
import { Miniature } from './parts/Miniature.tsx';
import { StepList } from './parts/StepList.tsx';
import { StepView } from './parts/StepView.tsx';
import { previewOf, type SetupPreview } from './setup-preview.ts';
import { firstOpenStep, placeNamed, type SetupPlace, type SetupState } from './setup-steps.ts';
import classes from './setup.module.css';
import { useSetup } from './use-setup.ts';

const Wizard = ({ state }: { state: SetupState }): JSX.Element => {
  const { t } = useTranslation('setup');
  const [params, setParams] = useSearchParams();
  // Decided when the page opens: saving a step moves on by itself.
  const [resumed] = useState(() => firstOpenStep(state));
  const place = placeNamed(params.get('step')) ?? resumed;
  const [typed, setTyped] = useState<Partial<SetupPreview>>({});
  const showTyped = useCallback(
    (part: Partial<SetupPreview>) => setTyped((current) => ({ ...current, ...part })),
    [],
  );
  const go = (next: SetupPlace): void => {
    setTyped({});
    setParams({ step: next });
  };
  useEffect(() => {
    document.title = `${t('title')} · TopSmile`;
  }, [t]);
  return (
    <div className={classes.page} data-done={place === 'done' || undefined}>
      <div className={classes.steps}>
        <div className={classes.brand}>
          <Logo size={36} />
          <span>TopSmile</span>
        </div>
        <StepList place={place} state={state} onGo={go} />
      </div>
      <main className={classes.main}>
        {place === 'done' ? (
          <Done state={state} onBack={() => go('types')} />
        ) : (
          <StepView key={place} step={place} state={state} onPreview={showTyped} onGo={go} />
        )}
      </main>
      <Miniature preview={{ ...previewOf(state), ...typed }} />
    </div>
  );
};

/** From a new clinic to a day that can be booked, in five steps. Leaving loses nothing. */
export const SetupPage = (): JSX.Element => {
  const { t } = useTranslation('setup');
  const { state, error, retry, isRetrying } = useSetup();
  if (state !== undefined) return <Wizard state={state} />;
  return (
    <main className={classes.waiting}>
      {error === undefined ? (
        <FormSkeleton label={t('loading')} />
      ) : (
        <ErrorState title={t('failed')} error={error} onRetry={retry} isRetrying={isRetrying} />
      )}
    </main>
  );
};
