import { Checkbox } from '@mantine/core';
import { changeClinic, createAppointmentType } from '@topsmile/contracts';
import { type JSX, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../../lib/configuration.ts';
import { dropDraft, readDraft, saveDraft } from '../../../lib/drafts.ts';
import { call } from '../../../lib/http.ts';
import { typeFillOf } from '../../../ui/type-fills.ts';
import { StepProblem } from '../parts/StepProblem.tsx';
import type { StepProps } from '../setup-preview.ts';
import type { SetupState } from '../setup-steps.ts';
import classes from '../setup.module.css';
import { type TypePreset, typePresets } from '../type-presets.ts';
import { usePreview } from '../use-preview.ts';

type Named = TypePreset & { name: string };

const draftKey = 'setup:types';
const isKeys = (value: unknown): value is string[] => Array.isArray(value);

/** Creates what is ticked and not there yet, then declares the clinic ready. */
const finish = async ({ clinic, types }: SetupState, wanted: readonly Named[]): Promise<void> => {
  for (const [at, preset] of wanted.entries()) {
    const { key: _key, isUsual: _isUsual, ...type } = preset;
    if (types.some(({ name }) => name === type.name)) continue;
    await call(createAppointmentType, { body: { ...type, order: types.length + at } });
  }
  if (!clinic.isSetUp) await call(changeClinic, { body: { rev: clinic.rev, isSetUp: true } });
};

export const TypesStep = ({ state, formId, onPreview, onSaving, onDone }: StepProps): JSX.Element => {
  const { t } = useTranslation(['setup', 'settings']);
  const { types } = state;
  const presets = typePresets.map((preset) => ({ ...preset, name: t(`presets.${preset.key}`) }));
  const exists = ({ name }: Named): boolean => types.some((type) => type.name === name);
  const others = types.filter(({ name }) => !presets.some((preset) => preset.name === name));
  const [ticked, setTicked] = useState(
    () =>
      readDraft(draftKey, isKeys) ??
      (types.length > 0 ? [] : presets.filter(({ isUsual }) => isUsual).map(({ key }) => key)),
  );
  const [problem, setProblem] = useState<{ error?: unknown; text?: string }>();
  const wanted = presets.filter((preset) => ticked.includes(preset.key) && !exists(preset));
  const write = useConfigure(() => finish(state, wanted), { isInSession: true });
  usePreview(onPreview, { types: [...types, ...wanted] });

  const tick = (key: string, isTicked: boolean): void => {
    const next = isTicked ? [...ticked, key] : ticked.filter((one) => one !== key);
    setTicked(next);
    saveDraft(draftKey, next);
    setProblem(undefined);
  };
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (wanted.length + types.length === 0) {
      setProblem({ text: t('step.types.none') });
      return;
    }
    onSaving(true);
    try {
      await write.mutateAsync();
      dropDraft(draftKey);
      onDone();
    } catch (error) {
      setProblem({ error });
    } finally {
      onSaving(false);
    }
  };
  return (
    <form id={formId} noValidate onSubmit={(event) => void submit(event)} className={classes.fields}>
      {problem !== undefined && <StepProblem {...problem} />}
      <ul className={classes.types}>
        {presets.map((preset) => (
          <li key={preset.key}>
            <Checkbox
              label={preset.name}
              description={
                exists(preset)
                  ? t('step.types.exists')
                  : `${t('minutes', { ns: 'settings', count: preset.durationMinutes })} · ${t(`categories.${preset.category}`, { ns: 'settings' })}`
              }
              checked={exists(preset) || ticked.includes(preset.key)}
              disabled={exists(preset)}
              onChange={(event) => tick(preset.key, event.currentTarget.checked)}
            />
            <i style={{ background: typeFillOf(preset.color) }} aria-hidden />
          </li>
        ))}
        {others.map(({ id, name, color }) => (
          <li key={id}>
            <Checkbox label={name} description={t('step.types.exists')} checked disabled readOnly />
            <i style={{ background: typeFillOf(color) }} aria-hidden />
          </li>
        ))}
      </ul>
    </form>
  );
};
