import { Button } from '@mantine/core';
import type { Permission } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblemToast, showToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { type Column, differenceOf, type Drafts, heldAfter } from '../matrix.ts';
import classes from '../matrix.module.css';
import { useChangeRole } from '../people.api.ts';
import { useRoleNames } from '../use-role-names.ts';

type Props = { column: Column; drafts: Drafts; onDone: () => void };

const useList = (): ((permissions: readonly Permission[]) => string) => {
  const { i18n } = useTranslation();
  const names = useRoleNames();
  const format = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (permissions) => format.format(permissions.map(names.ofRight));
};

/** What would change, for how many people, before anything is saved. */
export const DiffBar = ({ column, drafts, onDone }: Props): JSX.Element | null => {
  const { t } = useTranslation('people');
  const listOf = useList();
  const textOf = useProblemText();
  const save = useChangeRole();
  const { own } = column;
  if (own === undefined) return null;
  const after = heldAfter(column, drafts);
  const { added, removed } = differenceOf(column.held, after);
  const lines = [
    ...(added.length === 0 ? [] : [t('diff.in', { list: listOf(added) })]),
    ...(removed.length === 0 ? [] : [t('diff.out', { list: listOf(removed) })]),
  ];
  const send = (): void =>
    save.mutate(
      { roleId: own.id, body: { rev: own.rev, permissions: [...after] } },
      {
        onSuccess: () => {
          showToast(t('diff.saved', { role: own.name }));
          onDone();
        },
        onError: (error) => void showProblemToast(textOf(error)),
      },
    );
  return (
    <section className={classes.diff} aria-label={t('diff.region')}>
      <div className={classes.diffText}>
        <b>
          {t('diff.changes', {
            count: added.length + removed.length,
            role: own.name,
            people: t('diff.forPeople', { count: column.peopleCount }),
          })}
        </b>
        <span>{lines.join('; ')}</span>
      </div>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('diff.discard')}
      </Button>
      <Button loading={save.isPending} disabled={after.size === 0} onClick={send}>
        {t('diff.save')}
      </Button>
    </section>
  );
};
