import { TextInput, type TextInputProps } from '@mantine/core';
import { type JSX, useState } from 'react';

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  /** Whole cents. */
  value?: number | undefined;
  onChange?: (cents: number) => void;
};

/** `150` or `150,00` or `1.150,5` → cents; undefined when it is no amount. */
export const centsOf = (typed: string): number | undefined => {
  const text = typed.replace(/[R$\s]/g, '');
  if (text === '') return 0;
  const plain = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text;
  return /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
};

const shown = (cents: number): string =>
  `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`.replace(/\B(?=(\d{3})+(?=,))/g, '.');

export const MoneyField = ({ value = 0, onChange, onBlur, ...rest }: Props): JSX.Element => {
  const [typed, setTyped] = useState<string>();
  const settle = (): void => {
    if (typed === undefined) return;
    const cents = centsOf(typed);
    if (cents === undefined) return;
    setTyped(undefined);
    if (cents !== value) onChange?.(cents);
  };
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      leftSection={<span aria-hidden>R$</span>}
      {...rest}
      value={typed ?? shown(value)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
      onBlur={(event) => {
        settle();
        onBlur?.(event);
      }}
    />
  );
};
