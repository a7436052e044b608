import type { VisitCard } from '@topsmile/contracts';
import { CloseButton } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { JSX, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../lib/dates.ts';
import { unpark, useAgendaStore } from '../agenda.store.ts';
import type { CardWords } from '../grid/card-words.ts';
import classes from './footer.module.css';

type Props = {
  words: CardWords;
  zone: string;
  /** Lifts by click or key; the visit then follows pointer or arrows. */
  onPick: (card: VisitCard) => void;
  onPress: (event: PointerEvent, card: VisitCard) => void;
};

const Parked = ({ card, words, zone, onPick, onPress }: Props & { card: VisitCard }): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const name = words.name(card);
  const when = formatInstant(card.startsAt, { language: i18n.language, zone, style: 'dayTime' });
  return (
    <li className={classes.parked}>
      <button
        type="button"
        className={classes.lift}
        aria-label={t('pinboard.place', { name })}
        onClick={() => onPick(card)}
        onPointerDown={(event) => event.button === 0 && onPress(event, card)}
      >
        <IconGripVertical size={16} aria-hidden />
        <span>
          <b>{name}</b>
          <small>{[card.typeName, when, `${card.durationMinutes} min`].filter(Boolean).join(' · ')}</small>
        </span>
      </button>
      <CloseButton size="sm" aria-label={t('pinboard.remove', { name })} onClick={() => unpark(card.id)} />
    </li>
  );
};

/** Visits in the hand while one pages to another date; each keeps its time until it is dropped. */
export const Pinboard = (props: Props): JSX.Element | null => {
  const { t } = useTranslation('agenda');
  const { pinboard, isPinboardOpen } = useAgendaStore();
  if (!isPinboardOpen) return null;
  return (
    <section className={classes.board} aria-label={t('pinboard.title')} data-pinboard>
      <h2>{pinboard.length === 0 ? t('pinboard.empty') : t('pinboard.hint')}</h2>
      <ul style={{ display: 'contents' }}>
        {pinboard.map((card) => (
          <Parked key={card.id} card={card} {...props} />
        ))}
      </ul>
    </section>
  );
};
