import { TextInput, type TextInputProps } from '@mantine/core';
import { formatCep, formatCnpj, formatCpf, formatPhoneBr } from '@topsmile/contracts';
import { type FocusEvent, type JSX, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseTypedTime } from './typed-date.ts';

export type TypedFieldProps = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  value?: string | undefined;
  onChange?: (value: string) => void;
};

type Props = TypedFieldProps & {
  /** The one spelling that is kept, or undefined to keep what was typed (and let the contract say why not). */
  normalise: (typed: string) => string | undefined;
};

/** Takes any spelling while typing and puts it in order when left or sent. */
const TypedField = ({ value = '', onChange, onBlur, normalise, ...rest }: Props): JSX.Element => {
  const [typed, setTyped] = useState<string>();
  const settle = (): void => {
    if (typed === undefined) return;
    const next = normalise(typed) ?? typed.trim();
    setTyped(undefined);
    if (next !== value) onChange?.(next);
  };
  const leave = (event: FocusEvent<HTMLInputElement>): void => {
    settle();
    onBlur?.(event);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') settle();
  };
  return (
    <TextInput
      {...rest}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
};

/** `930` → 09:30. */
export const TimeField = (props: TypedFieldProps): JSX.Element => {
  const { t } = useTranslation();
  return (
    <TypedField
      inputMode="numeric"
      autoComplete="off"
      placeholder={t('time.placeholder')}
      {...props}
      normalise={parseTypedTime}
    />
  );
};

/** Any spelling of a Brazilian phone → `(11) 98888-7777`. */
export const PhoneField = (props: TypedFieldProps): JSX.Element => (
  <TypedField type="tel" inputMode="tel" autoComplete="tel-national" {...props} normalise={formatPhoneBr} />
);

/** `12345678909` → `123.456.789-09`. */
export const CpfField = (props: TypedFieldProps): JSX.Element => (
  <TypedField inputMode="numeric" autoComplete="off" {...props} normalise={formatCpf} />
);

/** `12345678000195` → `12.345.678/0001-95`; letters are allowed. */
export const CnpjField = (props: TypedFieldProps): JSX.Element => (
  <TypedField autoComplete="off" placeholder="00.000.000/0000-00" {...props} normalise={formatCnpj} />
);

/** `05015000` → `05015-000`. */
export const CepField = (props: TypedFieldProps): JSX.Element => (
  <TypedField
    inputMode="numeric"
    autoComplete="postal-code"
    placeholder="00000-000"
    {...props}
    normalise={formatCep}
  />
);
