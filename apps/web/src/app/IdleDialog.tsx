import { Button, Modal } from '@mantine/core';
import { type JSX, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../lib/session.ts';
import { announce } from '../ui/announcer.ts';
import classes from './idle-dialog.module.css';

/** Two minutes before the end. Only an answer keeps the session; what is typed stays either way. */
export const IdleDialog = ({ isOpen, onStay }: { isOpen: boolean; onStay: () => void }): JSX.Element => {
  const { t } = useTranslation();
  const signOut = useSignOut();
  useEffect(() => {
    if (isOpen) announce(t('shell.idle.title'), 'assertive');
  }, [isOpen, t]);
  return (
    <Modal
      opened={isOpen}
      onClose={onStay}
      title={t('shell.idle.title')}
      centered
      size={420}
      withCloseButton={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      zIndex={500}
    >
      <p className={classes.text}>{t('shell.idle.text')}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => signOut.mutate()}>
          {t('shell.person.signOut')}
        </Button>
        <Button onClick={onStay} data-autofocus>
          {t('shell.idle.stay')}
        </Button>
      </div>
    </Modal>
  );
};
