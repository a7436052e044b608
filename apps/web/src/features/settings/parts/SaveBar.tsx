import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDraft } from '../../../ui/use-form-draft.ts';
import classes from './parts.module.css';

type Props = {
  /** The form that the button sends. */
  formId: string;
  label: string;
  isSaving: boolean;
  /** What is not saved can be thrown away. */
  draft: FormDraft;
};

export const SaveBar = ({ formId, label, isSaving, draft }: Props): JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.saveBar}>
      {draft.hasDraft && (
        <Button variant="default" onClick={draft.drop}>
          {t('discard')}
        </Button>
      )}
      <Button type="submit" form={formId} loading={isSaving}>
        {label}
      </Button>
    </div>
  );
};
