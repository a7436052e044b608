import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './parts.module.css';

type Props = {
  items: readonly { id: string; name: string }[];
  onRestore: (id: string) => void;
};

/** What is no longer offered but stays in the history; nothing is ever lost. */
export const RetiredList = ({ items, onRestore }: Props): JSX.Element | null => {
  const { t } = useTranslation('settings');
  if (items.length === 0) return null;
  return (
    <section className={classes.retired}>
      <h2>{t('list.retired', { count: items.length })}</h2>
      <ul className={classes.resources}>
        {items.map(({ id, name }) => (
          <li key={id} className={classes.retiredRow}>
            <span>{name}</span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('list.restoreNamed', { name })}
              onClick={() => onRestore(id)}
            >
              {t('list.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
