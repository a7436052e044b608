import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { JSX, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { StepProblem } from '../parts/StepProblem.tsx';
import type { StepProps } from '../setup-preview.ts';
import classes from '../setup.module.css';
import { usePreview } from '../use-preview.ts';
import { useChairRows } from './use-chair-rows.ts';

export const ChairsStep = ({ state, formId, onPreview, onSaving, onDone }: StepProps): JSX.Element => {
  const { t } = useTranslation(['setup', 'errors']);
  const { rows, problem, errorOf, rename, add, remove, save } = useChairRows(state);
  usePreview(onPreview, { chairs: rows.map(({ name }) => name) });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    onSaving(true);
    try {
      if (await save()) onDone();
    } finally {
      onSaving(false);
    }
  };
  return (
    <form id={formId} noValidate onSubmit={(event) => void submit(event)} className={classes.fields}>
      {problem !== undefined && <StepProblem {...problem} />}
      {rows.map(({ key, name }, at) => (
        <div key={key} className={classes.chair}>
          <TextInput
            aria-label={t('step.chairs.nameOf', { number: at + 1 })}
            value={name}
            maxLength={60}
            autoComplete="off"
            error={errorOf(key)}
            onChange={(event) => rename(key, event.currentTarget.value)}
          />
          <ActionIcon aria-label={t('step.chairs.remove', { name })} onClick={() => remove(key)}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        className={classes.start ?? ''}
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={add}
      >
        {t('step.chairs.add')}
      </Button>
    </form>
  );
};
