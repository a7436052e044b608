import { Button } from '@mantine/core';
import { type ComponentType, type JSX, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupPreview, StepProps } from '../setup-preview.ts';
import {
  type SetupPlace,
  type SetupState,
  type SetupStep,
  setupSteps,
  stepAfter,
  stepBefore,
} from '../setup-steps.ts';
import classes from '../setup.module.css';
import { ChairsStep } from '../steps/ChairsStep.tsx';
import { ClinicStep } from '../steps/ClinicStep.tsx';
import { HoursStep } from '../steps/HoursStep.tsx';
import { PeopleStep } from '../steps/PeopleStep.tsx';
import { TypesStep } from '../steps/TypesStep.tsx';

const views: Record<SetupStep, ComponentType<StepProps>> = {
  clinic: ClinicStep,
  hours: HoursStep,
  chairs: ChairsStep,
  people: PeopleStep,
  types: TypesStep,
};

type Props = {
  step: SetupStep;
  state: SetupState;
  onPreview: (part: Partial<SetupPreview>) => void;
  onGo: (place: SetupPlace) => void;
};

/** A step: its question, its form, back and on. Enter goes on. */
export const StepView = ({ step, state, onPreview, onGo }: Props): JSX.Element => {
  const { t } = useTranslation('setup');
  const formId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isSaving, setSaving] = useState(false);
  const before = stepBefore(step);
  const View = views[step];
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes.form}>
      <p className={classes.count}>
        {t('count', { at: setupSteps.indexOf(step) + 1, of: setupSteps.length })}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t(`step.${step}.title`)}
      </h1>
      <p className={classes.lead}>{t(`step.${step}.text`)}</p>
      <View
        state={state}
        formId={formId}
        onPreview={onPreview}
        onSaving={setSaving}
        onDone={() => onGo(stepAfter(step))}
      />
      <div className={classes.acts}>
        {before !== undefined && (
          <Button variant="default" onClick={() => onGo(before)}>
            {t('back')}
          </Button>
        )}
        <Button type="submit" form={formId} loading={isSaving} className={classes.go ?? ''}>
          {step === 'types' ? t('finish') : t('continue')}
        </Button>
      </div>
    </div>
  );
};
