import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './Kbd.tsx';
import classes from './shortcuts-dialog.module.css';

export type Shortcut = { keys: readonly string[]; label: string };

type Props = { isOpen: boolean; title: string; shortcuts: readonly Shortcut[]; onClose: () => void };

/** What a component's keys do; opened with `?` while focus is in it. */
export const ShortcutsDialog = ({ isOpen, title, shortcuts, onClose }: Props): JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
    >
      <dl className={classes.list}>
        {shortcuts.map(({ keys, label }) => (
          <div key={label} className={classes.row}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} isRead>
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
};
