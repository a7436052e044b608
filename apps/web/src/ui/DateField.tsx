import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type FocusEvent, type JSX, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, todayIn } from '../lib/dates.ts';
import classes from './date-field.module.css';
import { parseTypedDay, showDay } from './typed-date.ts';

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  /** `YYYY-MM-DD`, `''`, or what was typed when it names no day (so the contract can refuse it). */
  value?: string | undefined;
  onChange?: (value: string) => void;
  /** The zone that decides what "hoje" is. */
  zone?: string;
  /** Limits of the calendar button; typing is checked by the contract. */
  min?: string;
  max?: string;
};

/** A day, typed (dd/mm/aaaa, "hoje", "+7") or picked from the browser's own calendar. */
export const DateField = ({
  value = '',
  onChange,
  onBlur,
  onFocus,
  zone = 'America/Sao_Paulo',
  min,
  max,
  ...rest
}: Props): JSX.Element => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const calendar = useRef<HTMLInputElement>(null);

  const settle = (): string => {
    if (typed === undefined) return value;
    const next = typed.trim() === '' ? '' : (parseTypedDay(typed, todayIn(zone)) ?? typed);
    setTyped(undefined);
    if (next !== value) onChange?.(next);
    return next;
  };
  const leave = (event: FocusEvent<HTMLInputElement>): void => {
    settle();
    onBlur?.(event);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') settle();
  };

  return (
    <div className={classes.field}>
      <TextInput
        placeholder={t('date.placeholder')}
        inputMode="text"
        autoComplete="off"
        {...rest}
        value={typed ?? showDay(value)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
        onFocus={onFocus}
        rightSection={
          <ActionIcon
            aria-label={t('date.openCalendar')}
            disabled={rest.disabled ?? false}
            onClick={() => calendar.current?.showPicker?.()}
          >
            <IconCalendar size={18} aria-hidden />
          </ActionIcon>
        }
      />
      <input
        ref={calendar}
        className={classes.native}
        type="date"
        tabIndex={-1}
        aria-hidden
        value={isDay(value) ? value : ''}
        min={min}
        max={max}
        onChange={(event) => {
          setTyped(undefined);
          onChange?.(event.currentTarget.value);
        }}
      />
    </div>
  );
};
