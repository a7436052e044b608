import { type FormErrors, useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { withoutBlanks } from './blanks.ts';

type Values = Record<string, unknown>;
type Schema = z.ZodType<object, object>;

/** An issue's i18n key, as the API writes it; zod's own sentences become their code. */
const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'type';
  return /^[a-z][A-Za-z0-9.]*$/.test(issue.message) ? issue.message : issue.code.replaceAll('_', '-');
};

const errorsOf = (error: z.ZodError): FormErrors => {
  const errors: FormErrors = {};
  for (const issue of error.issues) errors[issue.path.join('.')] ??= messageOf(issue);
  return errors;
};

/** Turns an issue key into the reader's sentence. */
export const useIssueText = (): ((message: unknown) => string) => {
  const { t } = useTranslation('errors');
  return (message) => t([`issues.${String(message)}`, 'issues.custom']);
};

type Options<S extends Schema> = {
  schema: S;
  initialValues: z.input<S>;
  /** How the values become what the schema reads; without it blanks are left out. */
  toBody?: (values: z.input<S>) => unknown;
};

/**
 * A form whose rules are the contract's. Errors are kept as issue keys and translated where they are shown;
 * a field is checked when left, then while it is corrected. `onSubmit` receives the parsed body.
 */
export const useContractForm = <S extends Schema>({
  schema,
  initialValues,
  toBody = withoutBlanks,
}: Options<S>): UseFormReturnType<z.input<S>, z.output<S>> => {
  const textOf = useIssueText();
  return useForm<z.input<S>, z.output<S>>({
    initialValues,
    validateInputOnBlur: true,
    clearInputErrorOnChange: true,
    validate: (values: z.input<S>) => {
      const result = schema.safeParse(toBody(values), { reportInput: true });
      return result.success ? {} : errorsOf(result.error);
    },
    transformValues: (values: z.input<S>) => schema.parse(toBody(values)),
    enhanceGetInputProps: ({ inputProps }) => translated(inputProps.error, textOf),
  });
};

const translated = (error: unknown, textOf: (message: unknown) => string): Values | undefined =>
  typeof error === 'string' ? { error: textOf(error) } : undefined;

type PlainOptions<V extends object> = {
  initialValues: V;
  /** Path → issue key. */
  check: (values: V) => Record<string, string>;
};

/** The same form with hand-written rules, for the entry pages that carry no zod. */
export const usePlainForm = <V extends object>({
  initialValues,
  check,
}: PlainOptions<V>): UseFormReturnType<V> => {
  const textOf = useIssueText();
  return useForm<V>({
    initialValues,
    clearInputErrorOnChange: true,
    validate: check,
    enhanceGetInputProps: ({ inputProps }) => translated(inputProps.error, textOf),
  });
};
