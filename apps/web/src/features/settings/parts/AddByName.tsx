import { Button, TextInput } from '@mantine/core';
import { type JSX, type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import classes from './parts.module.css';

type Props = {
  label: string;
  placeholder: string;
  submit: string;
  onAdd: (name: string) => Promise<unknown>;
};

/** One field and one button; the cursor stays for the next one. */
export const AddByName = ({ label, placeholder, submit, onAdd }: Props): JSX.Element => {
  const { t } = useTranslation('errors');
  const textOf = useProblemText();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (isSaving) return;
    if (name.trim() === '') {
      setError(t('issues.required'));
      field.current?.focus();
      return;
    }
    setSaving(true);
    try {
      await onAdd(name.trim());
      setName('');
      setError(undefined);
    } catch (problem) {
      setError(textOf(problem));
    } finally {
      setSaving(false);
      field.current?.focus();
    }
  };
  return (
    <form className={classes.addByName} noValidate onSubmit={(event) => void add(event)}>
      <TextInput
        ref={field}
        label={label}
        placeholder={placeholder}
        value={name}
        maxLength={60}
        autoComplete="off"
        error={error}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setError(undefined);
        }}
      />
      <Button type="submit" variant="default" loading={isSaving}>
        {submit}
      </Button>
    </form>
  );
};
