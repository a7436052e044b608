import { Checkbox, NativeSelect } from '@mantine/core';
import type { Permission } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.ts';
import { type Column, type Drafts, groups, heldAfter } from '../matrix.ts';
import classes from '../matrix.module.css';
import { useRoleNames } from '../use-role-names.ts';

type Props = {
  columns: readonly Column[];
  drafts: Drafts;
  onTurn: ((column: Column, permission: Permission) => void) | undefined;
};

const Right = ({
  column,
  permission,
  drafts,
  onTurn,
}: Omit<Props, 'columns'> & { column: Column; permission: Permission }): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const { permissions } = useSession();
  const isHeld = heldAfter(column, drafts).has(permission);
  if (column.own === undefined)
    return (
      <p className={classes.fact}>
        <span>{names.ofRight(permission)}</span>
        <b>{isHeld ? t('matrix.yes') : t('matrix.no')}</b>
      </p>
    );
  const isChanged = column.held.has(permission) !== isHeld;
  const news = isHeld ? t('matrix.added') : t('matrix.removed');
  return (
    <Checkbox
      checked={isHeld}
      disabled={onTurn === undefined || (!isHeld && !permissions.includes(permission))}
      label={names.ofRight(permission)}
      {...(isChanged ? { description: news } : {})}
      onChange={() => onTurn?.(column, permission)}
    />
  );
};

/** A phone shows one role a page; groups fold. */
export const RolePhone = ({ columns, ...rest }: Props): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const [chosen, setChosen] = useState(columns.find(({ own }) => own !== undefined)?.key ?? columns[0]?.key);
  const column = columns.find(({ key }) => key === chosen) ?? columns[0];
  if (column === undefined) return <p>{t('matrix.failed')}</p>;
  return (
    <div className={classes.phone}>
      <NativeSelect
        label={t('matrix.role')}
        value={column.key}
        data={columns.map(({ key, own, role }) => ({ value: key, label: own?.name ?? names.ofRole(role) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <p className={classes.help}>{t('matrix.holders', { count: column.peopleCount })}</p>
      {groups.map((group) => (
        <details key={group.name} open={group.name === 'patients'}>
          <summary>{names.ofGroup(group.name)}</summary>
          <div className={classes.rights}>
            {group.permissions.map((permission) => (
              <Right key={permission} column={column} permission={permission} {...rest} />
            ))}
          </div>
        </details>
      ))}
    </div>
  );
};
