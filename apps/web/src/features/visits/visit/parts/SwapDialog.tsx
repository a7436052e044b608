import type { Visit, VisitCard } from '@topsmile/contracts';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone, Loading } from '../../../../ui/Skeletons.tsx';
import { showToast } from '../../../../ui/toasts.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import type { When } from '../../use-when.ts';
import { useSwap } from '../../visit-acts.ts';
import { visitsOfDayQuery } from '../../visits.api.ts';
import { dayOf } from '../../when.ts';
import { isMovable } from '../side-steps.ts';
import classes from './dialogs.module.css';

type Props = { visit: Visit; when: When; onClose: () => void };

type ChoicesProps = {
  cards: readonly VisitCard[];
  when: When;
  chosen: string | undefined;
  onChoose: (id: string) => void;
};

const Choices = ({ cards, when, chosen, onChoose }: ChoicesProps): JSX.Element => {
  const { t } = useTranslation('visits');
  const group = useId();
  if (cards.length === 0) return <p className={classes.empty}>{t('swap.empty')}</p>;
  return (
    <div className={classes.list} role="radiogroup" aria-label={t('swap.label')}>
      {cards.map((card) => (
        <label key={card.id} className={classes.choice}>
          <input type="radio" name={group} checked={chosen === card.id} onChange={() => onChoose(card.id)} />
          <b>{when.time(card.startsAt)}</b>
          <span>{card.patientName}</span>
          <small>{card.providerName}</small>
        </label>
      ))}
    </div>
  );
};

/** Exchanges the time and chair with another visit of the day: both or neither. */
export const SwapDialog = ({ visit, when, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<string>();
  const swap = useSwap();
  const { data, error } = useQuery(visitsOfDayQuery(visit.locationId, dayOf(visit.startsAt, when.zone)));
  const others = data?.filter((card) => card.id !== visit.id && card.kind === 'visit' && isMovable(card));
  const other = others?.find((card) => card.id === chosen);
  const failure = swap.error ?? error;
  const go = (): void => {
    if (other === undefined || swap.isPending) return;
    swap.mutate(
      { first: { id: visit.id, rev: visit.rev }, second: { id: other.id, rev: other.rev } },
      {
        onSuccess: ({ first }) => {
          showToast(t('swap.done', { when: when.dayAndTime(first.startsAt) }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('swap.title')}
      centered
      size={460}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.fields}>
        {failure !== null && (
          <p className={classes.failure} role="alert">
            {problemText(failure)}
          </p>
        )}
        {others === undefined && error === null && (
          <Loading label={t('swap.loading')}>
            <Bone height={40} />
          </Loading>
        )}
        {others !== undefined && <Choices cards={others} when={when} chosen={chosen} onChoose={setChosen} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:back')}
          </Button>
          <Button disabled={other === undefined} loading={swap.isPending} onClick={go}>
            {other === undefined ? t('swap.choose') : t('swap.act', { name: other.patientName ?? '' })}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
