import { changeOperatory, createOperatory, deleteOperatory, type Operatory } from '@topsmile/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../../lib/configuration.ts';
import { dropDraft, readDraft, saveDraft } from '../../../lib/drafts.ts';
import { call } from '../../../lib/http.ts';
import { isProblemWith } from '../../../lib/problem.ts';
import type { SetupState } from '../setup-steps.ts';

/** `key` is the chair's id once it exists. */
type Row = { key: string; name: string };
type Problem = { error?: unknown; text?: string };

const draftKey = 'setup:chairs';
const isRows = (value: unknown): value is Row[] => Array.isArray(value);
const isNew = ({ key }: Row): boolean => key.startsWith('new-');

let lastKey = 0;
const newKey = (): string => {
  lastKey += 1;
  return `new-${lastKey}`;
};

/** Only what differs is sent, so that a second attempt repeats nothing that already worked. */
const writeRow = async (row: Row, at: number, { location, chairs }: SetupState): Promise<void> => {
  const name = row.name.trim();
  const chair = chairs.find(({ id, name: known }) => (isNew(row) ? known === name : id === row.key));
  if (chair === undefined) {
    await call(createOperatory, { body: { locationId: location.id, name, order: at } });
    return;
  }
  if (chair.name !== name)
    await call(changeOperatory, { params: { operatoryId: chair.id }, body: { rev: chair.rev, name } });
};

const removedFrom = (chairs: readonly Operatory[], rows: readonly Row[]): Operatory[] =>
  chairs.filter(
    ({ id, name }) => !rows.some((row) => (isNew(row) ? row.name.trim() === name : row.key === id)),
  );

const writeRows = async (
  rows: readonly Row[],
  state: SetupState,
  onTaken: (key: string) => void,
): Promise<void> => {
  for (const chair of removedFrom(state.chairs, rows))
    await call(deleteOperatory, { params: { operatoryId: chair.id } });
  for (const [at, row] of rows.entries()) {
    try {
      await writeRow(row, at, state);
    } catch (error) {
      if (isProblemWith(error, 'already-exists')) onTaken(row.key);
      throw error;
    }
  }
};

/** The chairs as rows of names: those that exist, or two to begin with. */
export const useChairRows = (state: SetupState) => {
  const { t } = useTranslation(['setup', 'errors']);
  const { chairs } = state;
  const numbered = (number: number): string => t('step.chairs.example', { number });
  const [rows, setRows] = useState<Row[]>(() => {
    const kept = readDraft(draftKey, isRows);
    if (kept !== undefined) return kept;
    if (chairs.length > 0) return chairs.map(({ id, name }) => ({ key: id, name }));
    return [1, 2].map((number) => ({ key: newKey(), name: numbered(number) }));
  });
  const [problem, setProblem] = useState<Problem>();
  const [wrong, setWrong] = useState<{ key: string; text: string }>();
  const change = (next: Row[]): void => {
    setRows(next);
    saveDraft(draftKey, next);
    setProblem(undefined);
    setWrong(undefined);
  };
  const onTaken = (key: string): void => setWrong({ key, text: t('issues.alreadyExists', { ns: 'errors' }) });
  const write = useConfigure(() => writeRows(rows, state, onTaken));
  const check = (): boolean => {
    if (rows.length === 0) {
      setProblem({ text: t('step.chairs.none') });
      return false;
    }
    const blank = rows.find(({ name }) => name.trim() === '');
    if (blank !== undefined) setWrong({ key: blank.key, text: t('issues.required', { ns: 'errors' }) });
    return blank === undefined;
  };
  return {
    rows,
    problem,
    errorOf: (key: string): string | undefined => (wrong?.key === key ? wrong.text : undefined),
    rename: (key: string, name: string): void =>
      change(rows.map((row) => (row.key === key ? { ...row, name } : row))),
    add: (): void => change([...rows, { key: newKey(), name: numbered(rows.length + 1) }]),
    remove: (key: string): void => change(rows.filter((row) => row.key !== key)),
    /** True when everything is stored. */
    save: async (): Promise<boolean> => {
      if (!check()) return false;
      try {
        await write.mutateAsync();
        dropDraft(draftKey);
        return true;
      } catch (error) {
        setProblem({ error });
        return false;
      }
    },
  };
};
