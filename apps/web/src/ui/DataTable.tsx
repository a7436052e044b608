import { VisuallyHidden } from '@mantine/core';
import { type JSX, type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import classes from './data-table.module.css';

export type Column<Row> = {
  key: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  isNumber?: boolean;
  /** Left out of a phone's two lines. */
  isWideOnly?: boolean;
  width?: string;
};

type Props<Row> = {
  /** Names the table for screen readers. */
  label: string;
  /** The first column is the row's name: first line on a phone. */
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** Buttons at the end of the row; they keep their own clicks and keys. */
  actionsOf?: (row: Row) => ReactNode;
  actionsLabel?: string;
  selectedKey?: string | undefined;
};

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a, input, select, textarea, label') !== null;

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Rows with one tab stop: ↑↓ move between them, Enter opens. */
export const DataTable = <Row,>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  actionsOf,
  actionsLabel,
  selectedKey,
}: Props<Row>): JSX.Element => {
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  const tabStop = Math.min(at, Math.max(0, rows.length - 1));

  const go = (index: number): void => {
    const row = body.current?.rows[index];
    if (row === undefined) return;
    setAt(index);
    row.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: Row, index: number): void => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      go(index + step);
      return;
    }
    if (event.key === 'Home' || event.key === 'End') go(event.key === 'Home' ? 0 : rows.length - 1);
    if (event.key === 'Enter' && !isControl(event.target)) onOpen?.(row);
  };
  const onClick = (event: MouseEvent, row: Row): void => {
    if (!isControl(event.target)) onOpen?.(row);
  };

  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              data-number={column.isNumber}
              style={{ inlineSize: column.width }}
            >
              {column.header}
            </th>
          ))}
          {actionsOf !== undefined && (
            <th scope="col">
              <VisuallyHidden>{actionsLabel}</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => (
          <tr
            key={keyOf(row)}
            tabIndex={index === tabStop ? 0 : -1}
            data-opens={onOpen !== undefined || undefined}
            aria-current={selectedKey === keyOf(row) || undefined}
            onFocus={() => setAt(index)}
            onClick={(event) => onClick(event, row)}
            onKeyDown={(event) => onKeyDown(event, row, index)}
          >
            {columns.map((column) => (
              <td key={column.key} data-number={column.isNumber} data-wide-only={column.isWideOnly}>
                {column.render(row)}
              </td>
            ))}
            {actionsOf !== undefined && <td className={classes.actions}>{actionsOf(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
