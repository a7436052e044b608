import { ActionIcon, Checkbox, VisuallyHidden } from '@mantine/core';
import type { Permission } from '@topsmile/contracts';
import { IconCheck, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../lib/session.ts';
import { type Column, type Drafts, type Group, heldAfter, type Row, rowsOf } from '../matrix.ts';
import classes from '../matrix.module.css';
import { useRoleNames } from '../use-role-names.ts';

type Props = {
  columns: readonly Column[];
  drafts: Drafts;
  /** Absent: nothing can be changed here. */
  onTurn: ((column: Column, permission: Permission) => void) | undefined;
  onRemove: ((column: Column) => void) | undefined;
};

const GroupCell = ({ group, held }: { group: Group; held: ReadonlySet<Permission> }): JSX.Element => {
  const { t } = useTranslation('people');
  const count = group.permissions.filter((permission) => held.has(permission)).length;
  if (count === 0)
    return (
      <>
        <span aria-hidden>{t('matrix.none')}</span>
        <VisuallyHidden>{t('matrix.noneRead')}</VisuallyHidden>
      </>
    );
  const isAll = count === group.permissions.length;
  return <b>{isAll ? t('matrix.all') : t('matrix.some', { held: count, all: group.permissions.length })}</b>;
};

const FixedCell = ({ isHeld }: { isHeld: boolean }): JSX.Element => {
  const { t } = useTranslation('people');
  return (
    <>
      {isHeld ? <IconCheck size={16} aria-hidden /> : <span aria-hidden>{t('matrix.none')}</span>}
      <VisuallyHidden>{isHeld ? t('matrix.yes') : t('matrix.no')}</VisuallyHidden>
    </>
  );
};

type OwnProps = {
  column: Column;
  permission: Permission;
  isHeld: boolean;
  tabIndex: number;
  onTurn: Props['onTurn'];
};

const OwnCell = ({ column, permission, isHeld, tabIndex, onTurn }: OwnProps): JSX.Element => {
  const { t } = useTranslation('people');
  const { permissions } = useSession();
  const names = useRoleNames();
  const isChanged = column.held.has(permission) !== isHeld;
  // What one does not hold one cannot give; taking it away is always possible.
  const isOutOfReach = !isHeld && !permissions.includes(permission);
  const words = isHeld ? t('matrix.yes') : t('matrix.no');
  const news = isHeld ? t('matrix.added') : t('matrix.removed');
  return (
    <Checkbox
      size="xs"
      checked={isHeld}
      disabled={onTurn === undefined || isOutOfReach}
      tabIndex={tabIndex}
      label={isChanged ? news : words}
      aria-label={t('matrix.cell', {
        permission: names.ofRight(permission),
        role: column.own?.name ?? '',
      })}
      title={isOutOfReach ? t('matrix.notYours') : undefined}
      onChange={() => onTurn?.(column, permission)}
    />
  );
};

const moves: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One tab stop for the whole table: arrows walk the cells, Space turns a tick or a group. */
const useWalk = (
  table: RefObject<HTMLTableElement | null>,
  { rows, columns }: { rows: number; columns: number },
) => {
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const [row, column] = [Math.min(at[0], rows - 1), Math.min(at[1], columns)];
  const go = (nextRow: number, nextColumn: number): void => {
    const place: [number, number] = [
      Math.max(0, Math.min(rows - 1, nextRow)),
      Math.max(0, Math.min(columns, nextColumn)),
    ];
    setAt(place);
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${place.join(':')}"]`);
    const inner = cell?.querySelector<HTMLElement>('input:not(:disabled), button');
    (inner ?? cell)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      go(row + move[0], column + move[1]);
    }
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      go(row, event.key === 'Home' ? 0 : columns);
    }
  };
  const stopAt = (atRow: number, atColumn: number): number => (atRow === row && atColumn === column ? 0 : -1);
  return { onKeyDown, stopAt, noteFocus: (r: number, c: number): void => setAt([r, c]) };
};
type Walk = ReturnType<typeof useWalk>;

type RowProps = Props & {
  row: Row;
  index: number;
  isClosed: boolean;
  onFold: () => void;
  walk: Walk;
};

const RowHead = ({ row, index, isClosed, onFold, walk }: RowProps): JSX.Element => {
  const names = useRoleNames();
  const common = { scope: 'row', 'data-cell': `${index}:0` } as const;
  if (row.permission !== undefined)
    return (
      <th {...common} tabIndex={walk.stopAt(index, 0)} onFocus={() => walk.noteFocus(index, 0)}>
        {names.ofRight(row.permission)}
      </th>
    );
  const Chevron = isClosed ? IconChevronRight : IconChevronDown;
  return (
    <th {...common}>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={!isClosed}
        tabIndex={walk.stopAt(index, 0)}
        onFocus={() => walk.noteFocus(index, 0)}
        onClick={onFold}
      >
        <Chevron size={16} aria-hidden />
        {names.ofGroup(row.group.name)}
      </button>
    </th>
  );
};

type CellProps = RowProps & { column: Column; place: number };

const GroupSum = ({ row, index, column, place, drafts, walk }: CellProps): JSX.Element => (
  <td
    data-cell={`${index}:${place}`}
    data-own={column.own !== undefined || undefined}
    tabIndex={walk.stopAt(index, place)}
    onFocus={() => walk.noteFocus(index, place)}
  >
    <GroupCell group={row.group} held={heldAfter(column, drafts)} />
  </td>
);

type RightProps = CellProps & { permission: Permission };

const RightCell = ({ index, column, place, drafts, walk, permission, onTurn }: RightProps): JSX.Element => {
  const isHeld = heldAfter(column, drafts).has(permission);
  const stop = walk.stopAt(index, place);
  const isOwn = column.own !== undefined;
  return (
    <td
      data-cell={`${index}:${place}`}
      data-own={isOwn || undefined}
      data-changed={column.held.has(permission) !== isHeld || undefined}
      tabIndex={isOwn ? -1 : stop}
      onFocus={() => walk.noteFocus(index, place)}
    >
      {isOwn ? (
        <OwnCell column={column} permission={permission} isHeld={isHeld} tabIndex={stop} onTurn={onTurn} />
      ) : (
        <FixedCell isHeld={isHeld} />
      )}
    </td>
  );
};

const MatrixRow = (props: RowProps): JSX.Element => {
  const { permission } = props.row;
  return (
    <tr data-group={permission === undefined || undefined}>
      <RowHead {...props} />
      {props.columns.map((column, at) =>
        permission === undefined ? (
          <GroupSum key={column.key} {...props} column={column} place={at + 1} />
        ) : (
          <RightCell key={column.key} {...props} column={column} place={at + 1} permission={permission} />
        ),
      )}
    </tr>
  );
};

const ColumnHead = ({ column, onRemove }: { column: Column; onRemove: Props['onRemove'] }): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const { own, role, peopleCount } = column;
  return (
    <th scope="col" data-own={own !== undefined || undefined}>
      <span className={classes.role}>{own?.name ?? names.short(role)}</span>
      <small>
        {own === undefined
          ? t('matrix.holders', { count: peopleCount })
          : t('matrix.copyOf', { role: names.short(role) })}
      </small>
      {own !== undefined && onRemove !== undefined && peopleCount === 0 && (
        <ActionIcon
          size="sm"
          aria-label={`${t('role.remove')}: ${own.name}`}
          onClick={() => onRemove(column)}
        >
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      )}
    </th>
  );
};

/** A table of which each cell can be walked to and turned. */
const grid = { role: 'grid' } as const;

/** Permissions × roles, both axes staying in sight; the eight fixed roles are ticks, copies have boxes. */
export const RoleMatrix = (props: Props): JSX.Element => {
  const { t } = useTranslation('people');
  const { columns, onRemove } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set(['settings', 'audit', 'platform']));
  const rows = rowsOf(closed);
  const table = useRef<HTMLTableElement>(null);
  const walk = useWalk(table, { rows: rows.length, columns: columns.length });
  const fold = (name: string): void =>
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(name)) after.add(name);
      return after;
    });
  return (
    <div role="presentation" className={classes.frame} onKeyDown={walk.onKeyDown}>
      <table {...grid} ref={table} aria-label={t('matrix.title')}>
        <thead>
          <tr>
            <th scope="col">{t('matrix.permission')}</th>
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} onRemove={onRemove} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <MatrixRow
              key={row.permission ?? row.group.name}
              {...props}
              row={row}
              index={index}
              isClosed={closed.has(row.group.name)}
              onFold={() => fold(row.group.name)}
              walk={walk}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
