import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './parts.module.css';

type Props = {
  /** The form that the button sends. */
  formId: string;
  label: string;
  isSaving: boolean;
  /** Throws away what is not saved; offered only when there is something. */
  onDiscard?: (() => void) | undefined;
};

export const SaveBar = ({ formId, label, isSaving, onDiscard }: Props): JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.saveBar}>
      {onDiscard !== undefined && (
        <Button variant="default" onClick={onDiscard}>
          {t('discard')}
        </Button>
      )}
      <Button type="submit" form={formId} loading={isSaving}>
        {label}
      </Button>
    </div>
  );
};
