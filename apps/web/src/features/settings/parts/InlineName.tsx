import { TextInput } from '@mantine/core';
import { type JSX, type KeyboardEvent, useState } from 'react';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from './parts.module.css';

type Props = { label: string; name: string; onRename: (name: string) => Promise<unknown> };

/** A name that is changed where it stands: Enter or leaving saves, Esc takes it back. */
export const InlineName = ({ label, name, onRename }: Props): JSX.Element => {
  const textOf = useProblemText();
  const [typed, setTyped] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);

  const save = async (): Promise<void> => {
    const next = typed?.trim();
    if (next === undefined || isSaving) return;
    if (next === '' || next === name) {
      setTyped(undefined);
      return;
    }
    setSaving(true);
    setFailure(undefined);
    try {
      await onRename(next);
      setTyped(undefined);
    } catch (error) {
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void save();
    if (event.key !== 'Escape' || typed === undefined) return;
    event.preventDefault();
    setTyped(undefined);
    setFailure(undefined);
  };
  return (
    <TextInput
      aria-label={label}
      className={classes.inlineName ?? ''}
      value={typed ?? name}
      maxLength={60}
      autoComplete="off"
      error={failure === undefined ? undefined : textOf(failure)}
      aria-busy={isSaving}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={onKeyDown}
    />
  );
};
