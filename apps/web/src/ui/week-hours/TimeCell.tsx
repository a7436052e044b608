import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseTypedTime } from '../typed-date.ts';
import { TimeField } from '../TypedField.tsx';
import { minuteOf, timeOf } from './week.ts';

type Props = {
  label: string;
  minute: number;
  /** Undefined when it was taken; else why not. */
  onChange: (minute: number) => string | undefined;
  isLabelHidden?: boolean;
};

/** One end of a block, typed. What cannot be taken stays as typed, with the reason under it. */
export const TimeCell = ({ label, minute, onChange, isLabelHidden = false }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const [refused, setRefused] = useState<{ typed: string; why: string; at: number }>();
  // Once the block moved otherwise, the refused text is about something that is gone.
  const shown = refused?.at === minute ? refused : undefined;
  const take = (typed: string): void => {
    const time = parseTypedTime(typed);
    if (time === undefined) {
      setRefused({ typed, why: t('week.noTime'), at: minute });
      return;
    }
    const next = minuteOf(time);
    const why = next % 5 === 0 ? onChange(next) : t('week.fiveMinutes');
    setRefused(why === undefined ? undefined : { typed: time, why, at: minute });
  };
  return (
    <TimeField
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      value={shown?.typed ?? timeOf(minute)}
      error={shown?.why}
      onChange={take}
    />
  );
};
