import { priorities } from '@topsmile/contracts';
import { Checkbox, Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../../../ui/Segments.tsx';
import type { BookingForm } from '../booking-form.ts';
import classes from './extras.module.css';

type Props = {
  form: BookingForm;
  onChange: (change: Partial<BookingForm>) => void;
};

/** A note for the team and how urgent it is. */
export const Extras = ({ form, onChange }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <>
      <Textarea
        label={
          <>
            {t('note.label')} <span className={classes.optional}>({t('optional')})</span>
          </>
        }
        rows={1}
        maxLength={1000}
        value={form.note}
        classNames={{ input: classes.note ?? '' }}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <div className={classes.priority}>
        <span className={classes.label}>{t('priority.label')}</span>
        <Segments
          label={t('priority.label')}
          value={form.priority}
          options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
          onChange={(priority) => onChange({ priority })}
        />
      </div>
    </>
  );
};

type WalkInProps = { isWalkIn: boolean; onChange: (isWalkIn: boolean) => void };

export const WalkIn = ({ isWalkIn, onChange }: WalkInProps): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Checkbox
      label={t('walkIn.label')}
      description={isWalkIn ? t('walkIn.hint') : undefined}
      checked={isWalkIn}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
};
