import { Button, Modal, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type JSX, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moves, Question } from '../use-moves.ts';
import classes from './dialogs.module.css';

type Props = { moves: Moves; canOverride: boolean };

const breaksRule = (question: Question): boolean => question.reasons.some(({ code }) => code !== 'same-day');

const Reasons = ({ question }: { question: Question }): JSX.Element => (
  <ul className={classes.reasons}>
    {question.reasons.map(({ code, text }) => (
      <li key={code}>
        <IconAlertTriangle size={18} aria-hidden />
        {text}
      </li>
    ))}
  </ul>
);

/** Lists what speaks against a move; going on needs a yes, and a reason where a rule is set aside. */
const Asked = ({ moves, canOverride, question }: Props & { question: Question }): JSX.Element => {
  const { t } = useTranslation('agenda');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isRuled = breaksRule(question);
  const isBarred = isRuled && !canOverride;
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    const given = reason.trim();
    if (!isRuled || given !== '') return moves.accept(given);
    setMissing(true);
    field.current?.focus();
  };
  return (
    <Modal
      opened
      onClose={moves.dismiss}
      title={t('question.title', { name: question.order.card.patientName ?? t('unnamed') })}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
    >
      <form noValidate onSubmit={confirm}>
        <Reasons question={question} />
        {isBarred && <p>{t('question.barred')}</p>}
        {isRuled && !isBarred && (
          <TextInput
            ref={field}
            label={t('question.reason')}
            description={t('question.reasonHelp')}
            error={isMissing && reason.trim() === '' ? t('question.reasonMissing') : undefined}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            mb="md"
          />
        )}
        <div className={classes.actions}>
          <Button variant="default" onClick={moves.dismiss} data-autofocus>
            {t('question.keep')}
          </Button>
          {!isBarred && <Button type="submit">{t('question.confirm')}</Button>}
        </div>
      </form>
    </Modal>
  );
};

export const SoftQuestion = (props: Props): JSX.Element | null =>
  props.moves.question === undefined ? null : <Asked {...props} question={props.moves.question} />;
