import { NumberInput, type NumberInputProps } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

/** Minutes in steps, typed or by arrows; out of range is said, never silently changed. */
export const MinutesField = (props: NumberInputProps): JSX.Element => {
  const { t } = useTranslation('settings');
  return (
    <NumberInput
      step={5}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      suffix={` ${t('min')}`}
      inputMode="numeric"
      {...props}
    />
  );
};
