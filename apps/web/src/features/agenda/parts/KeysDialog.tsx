import { Modal } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/Kbd.tsx';
import classes from './dialogs.module.css';

const keys = [
  { id: 'walk', caps: ['↑', '↓', '←', '→'] },
  { id: 'open', caps: ['Enter'] },
  { id: 'move', caps: ['M'] },
  { id: 'resize', caps: ['Shift', '↑↓'] },
  { id: 'cancel', caps: ['Esc'] },
  { id: 'book', caps: ['N'] },
  { id: 'next', caps: ['E'] },
  { id: 'park', caps: ['P'] },
  { id: 'today', caps: ['T'] },
  { id: 'page', caps: ['PgUp', 'PgDn'] },
  { id: 'views', caps: ['D', 'S'] },
  { id: 'initials', caps: ['.'] },
] as const;

/** The keys that work while focus is in the agenda. */
export const KeysDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): JSX.Element => {
  const { t } = useTranslation('agenda');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
    >
      <dl className={classes.keys}>
        {keys.map(({ id, caps }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt aria-label={caps.join(' ')}>
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${id}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
};
