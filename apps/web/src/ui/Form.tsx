import type { UseFormReturnType } from '@mantine/form';
import { type JSX, type ReactNode, type SyntheticEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/problem.ts';
import { announce } from './announcer.ts';
import { FormAlert } from './FormAlert.tsx';
import { type Listed, listErrors, nodeAt } from './form-errors.ts';
import classes from './form.module.css';
import { useIssueText } from './use-contract-form.ts';

type Props<V, T> = {
  form: UseFormReturnType<V, T>;
  /** Sends; a thrown `ApiProblem` is shown here and its issues go to their fields. Nothing is cleared. */
  onSubmit: (values: T) => Promise<unknown>;
  /** Answers a refusal itself (a conflict with choices, say): true when it did. */
  onProblem?: (problem: ApiProblem) => boolean;
  /** The sentence for a refusal, where the general one says too little. */
  problemText?: (problem: ApiProblem) => string | undefined;
  /** The field that gets focus when a refusal names none. */
  focusOnProblem?: string;
  label?: string;
  id?: string;
  children: ReactNode;
};

/** Focus goes to the sentence above the fields. */
const alert = '#alert';

type Failure = { problem: unknown; listed: readonly Listed[] };

/**
 * Fields, one column. While sending the fieldset is disabled; every problem is listed, said and shown at its
 * field; focus goes to the first one.
 */
export const Form = <V, T>({
  form,
  onSubmit,
  onProblem,
  problemText,
  focusOnProblem,
  label,
  id,
  children,
}: Props<V, T>): JSX.Element => {
  const { t } = useTranslation();
  const issueText = useIssueText();
  const root = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const focusNext = useRef<string>(undefined);

  // After the fieldset is enabled again: a disabled field cannot take focus.
  useLayoutEffect(() => {
    const target = focusNext.current;
    if (isSending || target === undefined || root.current === null) return;
    focusNext.current = undefined;
    const node = target === alert ? undefined : nodeAt(root.current, target);
    (node ?? root.current.querySelector<HTMLElement>('[data-form-alert]'))?.focus();
  });

  const showErrors = (errors: Record<string, unknown>, problem?: ApiProblem): void => {
    if (root.current === null) return;
    const listed = listErrors(root.current, errors, issueText);
    setFailure({ problem, listed });
    focusNext.current = listed.find(({ isOnPage }) => isOnPage)?.path ?? alert;
    announce(t('form.problems', { count: listed.length }), 'assertive');
  };

  const onRefused = (error: unknown): void => {
    if (error instanceof ApiProblem && onProblem?.(error) === true) return;
    if (error instanceof ApiProblem && error.issues.length > 0) {
      const errors = Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
      form.setErrors(errors);
      showErrors(errors, error);
      return;
    }
    setFailure({ problem: error, listed: [] });
    focusNext.current = focusOnProblem ?? alert;
  };

  const submit = async (values: T): Promise<void> => {
    setSending(true);
    setFailure(undefined);
    try {
      await onSubmit(values);
    } catch (error) {
      onRefused(error);
    } finally {
      setSending(false);
    }
  };

  const onFormSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    // A dialog's form inside a page's form must not send both.
    event.stopPropagation();
    if (isSending) event.preventDefault();
    else form.onSubmit(submit, (errors) => showErrors(errors))(event);
  };

  return (
    <form ref={root} id={id} noValidate aria-label={label} aria-busy={isSending} onSubmit={onFormSubmit}>
      {failure !== undefined && (
        <FormAlert
          problem={failure.problem}
          listed={failure.listed}
          text={failure.problem instanceof ApiProblem ? problemText?.(failure.problem) : undefined}
          onGo={(path) => root.current !== null && nodeAt(root.current, path)?.focus()}
        />
      )}
      <fieldset className={classes.fields} disabled={isSending}>
        {children}
      </fieldset>
    </form>
  );
};
