import type { AuditEntry } from '@topsmile/contracts';
import { type JSX, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { useHotkeysWithin } from '../../../lib/hotkeys.ts';
import { type Fold, folded, isAlarming } from '../audit.api.ts';
import classes from '../audit.module.css';
import { useWords } from '../use-words.ts';

type RowProps = { fold: Fold; zone: string; isOpen: boolean; onOpen: (fold: Fold) => void };

const Row = ({ fold, zone, isOpen, onOpen }: RowProps): JSX.Element => {
  const { first, count } = fold;
  const words = useWords();
  const dates = useDates(zone);
  const role = words.role(first);
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        aria-current={isOpen ? 'true' : undefined}
        data-alarming={isAlarming(first) || undefined}
        onClick={() => onOpen(fold)}
      >
        <time dateTime={first.at}>{dates.instant(first.at, 'dayTime')}</time>
        <span className={classes.person}>
          <b>{words.who(first)}</b>
          {role !== undefined && <span>{role}</span>}
        </span>
        <span className={classes.act}>
          {words.did(first, count)}
          {first.reason !== undefined && <em>{first.reason}</em>}
        </span>
        <span className={classes.device}>{first.device}</span>
      </button>
    </li>
  );
};

const useWalk = (root: RefObject<HTMLUListElement | null>) => {
  const step = (by: 1 | -1): void => {
    const rows = [...(root.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  };
  return useHotkeysWithin([
    { key: 'j', run: () => step(1) },
    { key: 'k', run: () => step(-1) },
    { key: 'ArrowDown', run: () => step(1) },
    { key: 'ArrowUp', run: () => step(-1) },
  ]);
};

type Props = {
  entries: readonly AuditEntry[];
  zone: string;
  openId: string | undefined;
  onOpen: (fold: Fold) => void;
};

/** J, K and the arrows walk the rows, Enter opens one. */
export const AuditRows = ({ entries, zone, openId, onOpen }: Props): JSX.Element => {
  const { t } = useTranslation('audit');
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useWalk(list);
  return (
    <div role="presentation" onKeyDown={onKeyDown}>
      <ul ref={list} className={classes.rows} aria-label={t('rows')}>
        {folded(entries).map((fold) => (
          <Row
            key={fold.first.id}
            fold={fold}
            zone={zone}
            isOpen={fold.first.id === openId}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  );
};
