import { Button, Modal, Textarea } from '@mantine/core';
import { type JSX, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../../ui/announcer.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import classes from './dialogs.module.css';

type Props = {
  /** Names the thing: "Cancelar a consulta de Davi às 14:00?" */
  title: string;
  /** Usual reasons, one press each. */
  reasons: readonly string[];
  confirmLabel: string;
  keepLabel: string;
  isDangerous?: boolean;
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
};

const joined = (chip: string | undefined, text: string): string =>
  [chip, text.trim()].filter((part) => part !== undefined && part !== '').join(': ');

/** A decision that is only taken with a reason. Focus starts on what keeps things as they are. */
export const ReasonDialog = (props: Props): JSX.Element => {
  const { title, reasons, confirmLabel, keepLabel, isDangerous = false, onConfirm, onClose } = props;
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const group = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [chip, setChip] = useState<string>();
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [isWorking, setWorking] = useState(false);
  const confirm = async (): Promise<void> => {
    const reason = joined(chip, text);
    setMissing(reason === '');
    if (reason === '') {
      field.current?.focus();
      announce(t('reason.missing'), 'assertive');
      return;
    }
    if (isWorking) return;
    setWorking(true);
    setFailure(undefined);
    try {
      await onConfirm(reason);
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.fields}>
        {failure !== undefined && (
          <p className={classes.failure} role="alert">
            {problemText(failure)}
          </p>
        )}
        {reasons.length > 0 && (
          <fieldset className={classes.chips}>
            <legend>{t('reason.label')}</legend>
            {reasons.map((reason) => (
              <label key={reason} className={classes.chip}>
                <input
                  type="radio"
                  name={group}
                  checked={chip === reason}
                  onChange={() => {
                    setChip(reason);
                    setMissing(false);
                  }}
                />
                {reason}
              </label>
            ))}
          </fieldset>
        )}
        <Textarea
          ref={field}
          label={reasons.length > 0 ? t('reason.more') : t('reason.label')}
          rows={2}
          maxLength={240}
          value={text}
          error={isMissing ? t('reason.missing') : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setMissing(false);
          }}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {keepLabel}
          </Button>
          <Button
            loading={isWorking}
            {...(isDangerous ? { color: 'red' } : {})}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
