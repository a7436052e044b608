import type { Agenda, VisitCard } from '@topsmile/contracts';
import { ActionIcon } from '@mantine/core';
import { IconArrowsMove } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { iconOfStatus, tokensOfStatus } from '../../../ui/statuses.ts';
import { type CardWords, shownStatus } from '../grid/card-words.ts';
import classes from './list.module.css';

type Props = {
  agenda: Agenda;
  words: CardWords;
  showsCancelled: boolean;
  selectedId: string | undefined;
  onOpen: (card: VisitCard) => void;
  /** Absent: the reader may not move visits. */
  onMove: ((card: VisitCard) => void) | undefined;
};

const listed = (agenda: Agenda, showsCancelled: boolean): VisitCard[] =>
  agenda.visits
    .filter((card) => card.kind === 'visit')
    .filter((card) => showsCancelled || (card.status !== 'cancelled' && card.status !== 'expired'))
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));

// The agenda's own words: "Na recepção" here, where filters and reports say "Check-in".
const Status = ({ card, words }: { card: VisitCard; words: CardWords }): JSX.Element => {
  const status = shownStatus(card);
  const { fill, text } = tokensOfStatus(status);
  const Icon = iconOfStatus[status];
  return (
    <span className={classes.status} style={{ background: fill, color: text }}>
      <Icon size={15} aria-hidden />
      {words.statusOf(card)}
    </span>
  );
};

type RowProps = Omit<Props, 'agenda' | 'showsCancelled' | 'selectedId'> & {
  card: VisitCard;
  chair: string | undefined;
  isSelected: boolean;
};

const Row = ({ card, chair, words, isSelected, onOpen, onMove }: RowProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  const name = words.name(card);
  return (
    <tr data-selected={isSelected || undefined} data-status={card.status}>
      <td className={classes.time}>
        {words.clock.range(Date.parse(card.startsAt), Date.parse(card.endsAt))}
      </td>
      <td>
        <button type="button" className={classes.name} id={`visit-${card.id}`} onClick={() => onOpen(card)}>
          {name}
        </button>
      </td>
      <td>{card.typeName}</td>
      <td>{card.providerName}</td>
      <td>{chair}</td>
      <td>
        <Status card={card} words={words} />
      </td>
      <td className={classes.act}>
        {onMove !== undefined && (
          <ActionIcon size="sm" aria-label={t('move.title', { name })} onClick={() => onMove(card)}>
            <IconArrowsMove size={16} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
};

/** The day by time, for reading, printing and small moves. */
export const AgendaList = ({ agenda, showsCancelled, selectedId, ...rest }: Props): JSX.Element => {
  const { t } = useTranslation('agenda');
  const chairs = new Map(agenda.columns.map((column) => [column.operatoryId, column.name]));
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('list.time')}</th>
            <th scope="col">{t('list.patient')}</th>
            <th scope="col">{t('list.type')}</th>
            <th scope="col">{t('by.provider')}</th>
            <th scope="col">{t('by.operatory')}</th>
            <th scope="col">{t('list.status')}</th>
            <th scope="col">
              <span className={classes.hidden}>{t('list.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {listed(agenda, showsCancelled).map((card) => (
            <Row
              key={card.id}
              card={card}
              chair={chairs.get(card.operatoryId)}
              isSelected={card.id === selectedId}
              {...rest}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};
