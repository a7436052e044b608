import { formatCep } from '@topsmile/contracts';
import { TextInput } from '@mantine/core';
import type { FocusEvent, JSX } from 'react';
import type { TypedFieldProps } from '../../../../ui/TypedField.tsx';

/** `01310100` → `01310-100` when left. */
export const CepField = ({ value = '', onChange, onBlur, ...rest }: TypedFieldProps): JSX.Element => {
  const leave = (event: FocusEvent<HTMLInputElement>): void => {
    const shown = formatCep(value);
    if (shown !== undefined && shown !== value) onChange?.(shown);
    onBlur?.(event);
  };
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      onBlur={leave}
    />
  );
};
