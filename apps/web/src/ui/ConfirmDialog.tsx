import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/problem.ts';
import classes from './confirm-dialog.module.css';
import { useProblemText } from './use-problem-text.ts';

type Props = {
  isOpen: boolean;
  /** A question that names the thing: "Cancelar a consulta de Davi às 14:00?" */
  title: string;
  children?: ReactNode;
  /** The verb: "Cancelar consulta". */
  confirmLabel: string;
  /** What keeps things as they are: "Manter consulta". */
  keepLabel?: string;
  isDangerous?: boolean;
  onConfirm: () => Promise<unknown> | void;
  onClose: () => void;
};

/** A decision with two ways out. Focus starts on the harmless one; a failure is told here and can be repeated. */
export const ConfirmDialog = ({
  isOpen,
  title,
  children,
  confirmLabel,
  keepLabel,
  isDangerous = false,
  onConfirm,
  onClose,
}: Props): JSX.Element => {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState<ApiProblem>();
  const confirm = async (): Promise<void> => {
    setWorking(true);
    setFailure(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      centered
      size={420}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
    >
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {textOf(failure)}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {keepLabel ?? t('back')}
        </Button>
        <Button loading={isWorking} {...(isDangerous ? { color: 'red' } : {})} onClick={() => void confirm()}>
          {confirmLabel}
        </Button>
      </div>
    </Modal>
  );
};
