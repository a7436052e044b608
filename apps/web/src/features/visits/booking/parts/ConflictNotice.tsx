import type { Operatory, SlotOffer } from '@topsmile/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../../lib/session.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import type { When } from '../../use-when.ts';
import { dayOf } from '../../when.ts';
import type { Permitted } from '../booking-form.ts';
import type { Refusal } from '../conflict.ts';
import classes from './notice.module.css';

type Props = {
  refusal: Refusal;
  when: When;
  operatories: readonly Operatory[];
  onChoose: (slot: Pick<SlotOffer, 'startsAt'> & { providerId: string; operatoryId: string }) => void;
  onOverride: (permitted: Permitted, reason: string) => void;
};

const useSentence = ({ refusal, when }: Pick<Props, 'refusal' | 'when'>): string => {
  const { t, i18n } = useTranslation('visits');
  const problemText = useProblemText();
  const time = when.time(refusal.startsAt);
  const names = new Intl.ListFormat(i18n.language).format(refusal.holders);
  if (refusal.problem.code === 'slot-taken')
    return names === '' ? t('conflict.taken', { time }) : t('conflict.takenBy', { time, names });
  return problemText(refusal.problem);
};

const Override = ({
  permits,
  onOverride,
}: Pick<Props, 'onOverride'> & { permits: Permitted }): JSX.Element => {
  const { t } = useTranslation('visits');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const go = (): void => {
    const isEmpty = reason.trim() === '';
    setMissing(isEmpty);
    if (isEmpty) input.current?.focus();
    else onOverride(permits, reason.trim());
  };
  return (
    <details className={classes.override}>
      <summary>{t(`override.${permits}`)}</summary>
      <TextInput
        ref={input}
        label={t('override.reason')}
        value={reason}
        maxLength={200}
        error={isMissing ? t('override.reasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button variant="default" size="xs" onClick={go}>
        {t('override.act')}
      </Button>
    </details>
  );
};

/** Why the time was refused and what is near it. Everything else in the form stays as it was. */
export const ConflictNotice = ({ refusal, when, operatories, onChoose, onOverride }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const mayOverride = useCan('appointments:override');
  const sentence = useSentence({ refusal, when });
  const { alternatives, permits } = refusal;
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <div ref={notice} className={classes.notice} data-kind="conflict" role="alert">
      <IconClockExclamation size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p>
          <b>{sentence}</b> {alternatives.length > 0 && t('conflict.near')}
        </p>
        {alternatives.length > 0 && (
          <div className={classes.choices}>
            {alternatives.map((slot) => (
              <button
                key={`${slot.startsAt}${slot.operatoryId}`}
                type="button"
                className={classes.choice}
                onClick={() => onChoose(slot)}
              >
                <b>{when.time(slot.startsAt)}</b>
                <small>
                  {when.dayWord(dayOf(slot.startsAt, when.zone))} ·{' '}
                  {operatories.find((one) => one.id === slot.operatoryId)?.name ?? ''}
                </small>
              </button>
            ))}
          </div>
        )}
        {permits !== undefined && mayOverride && <Override permits={permits} onOverride={onOverride} />}
      </div>
    </div>
  );
};
