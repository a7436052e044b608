import { Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../ui/DateField.tsx';
import { TimeField } from '../../../ui/TypedField.tsx';
import parts from '../parts/parts.module.css';
import type { useStretch } from './use-stretch.ts';

type Props = { stretch: ReturnType<typeof useStretch>; zone: string };

/** First day, last day, or only some hours of one day. */
export const StretchFields = ({ stretch, zone }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const { draft, errors, change } = stretch;
  return (
    <>
      <div className={parts.pair}>
        <DateField
          label={draft.isPart ? t('stretch.day') : t('stretch.first')}
          zone={zone}
          value={draft.from}
          error={errors.from}
          onChange={(from) => change({ from })}
        />
        {!draft.isPart && (
          <DateField
            label={t('stretch.last')}
            description={undefined}
            placeholder={t('stretch.same')}
            zone={zone}
            value={draft.to}
            error={errors.to}
            onChange={(to) => change({ to })}
          />
        )}
      </div>
      <Switch
        label={t('stretch.isPart')}
        checked={draft.isPart}
        onChange={(event) => change({ isPart: event.currentTarget.checked })}
      />
      {draft.isPart && (
        <div className={parts.pair}>
          <TimeField
            label={t('week.from')}
            value={draft.startsAt}
            error={errors.startsAt}
            onChange={(startsAt) => change({ startsAt })}
          />
          <TimeField
            label={t('week.to')}
            value={draft.endsAt}
            error={errors.endsAt}
            onChange={(endsAt) => change({ endsAt })}
          />
        </div>
      )}
    </>
  );
};
