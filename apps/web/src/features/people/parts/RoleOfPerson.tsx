import { Button, NativeSelect } from '@mantine/core';
import type { Person } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { type Column, differenceOf } from '../matrix.ts';
import { useGiveRole } from '../people.api.ts';
import classes from '../people.module.css';
import { useRoleNames } from '../use-role-names.ts';
import { nameOf } from './PeopleList.tsx';

/** The roles that somebody may hand out: those whose every right they hold themselves. */
export const useGivable = (columns: readonly Column[]): Column[] => {
  const { permissions } = useSession();
  return columns.filter(
    ({ role, own, held }) =>
      (own !== undefined || role !== 'super_admin') &&
      [...held].every((permission) => permissions.includes(permission)),
  );
};

const keyOfPerson = ({ role, customRole }: Person): string => customRole?.id ?? role;

type Props = { person: Person; columns: readonly Column[] };

const Effect = ({ from, to }: { from: Column | undefined; to: Column }): JSX.Element => {
  const { t, i18n } = useTranslation('people');
  const names = useRoleNames();
  const { added, removed } = differenceOf(from?.held ?? new Set(), to.held);
  const format = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  if (added.length + removed.length === 0) return <p>{t('person.sameRights')}</p>;
  return (
    <>
      {added.length > 0 && <p>{t('person.gains', { list: format.format(added.map(names.ofRight)) })}</p>}
      {removed.length > 0 && <p>{t('person.loses', { list: format.format(removed.map(names.ofRight)) })}</p>}
    </>
  );
};

/** The person's role, and what another one would give and take before it is given. */
export const RoleOfPerson = ({ person, columns }: Props): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const give = useGiveRole();
  const current = columns.find(({ key }) => key === keyOfPerson(person));
  const givable = useGivable(columns);
  const [wanted, setWanted] = useState(keyOfPerson(person));
  const [isAsking, setAsking] = useState(false);
  const target = givable.find(({ key }) => key === wanted);
  const labelOf = ({ own, role }: Column): string => own?.name ?? names.ofRole(role);
  const options =
    givable.some(({ key }) => key === current?.key) || current === undefined
      ? givable
      : [current, ...givable];
  const name = nameOf(person);
  const confirm = async (): Promise<void> => {
    if (target === undefined) return;
    const choice = target.own === undefined ? { role: target.role } : { customRoleId: target.own.id };
    await give.mutateAsync({ userId: person.id, rev: person.rev, choice });
    showToast(t('person.changed', { name, role: labelOf(target) }));
  };
  return (
    <div className={classes.roleOf}>
      <NativeSelect
        label={t('person.role')}
        value={wanted}
        data={options.map((column) => ({ value: column.key, label: labelOf(column) }))}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={target === undefined || target.key === current?.key}
        onClick={() => setAsking(true)}
      >
        {t('person.change')}
      </Button>
      {target !== undefined && (
        <ConfirmDialog
          isOpen={isAsking}
          title={t('person.changeAsk', { name, role: labelOf(target) })}
          confirmLabel={t('person.change')}
          keepLabel={t('person.keep')}
          onClose={() => setAsking(false)}
          onConfirm={confirm}
        >
          <Effect from={current} to={target} />
        </ConfirmDialog>
      )}
    </div>
  );
};
