import type { VisitCard } from '@topsmile/contracts';
import { IconAlertTriangle, IconCoffee, IconLock, IconPlus, IconStar } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { nextStepOf } from '../../../lib/next-step.ts';
import { iconOfStatus } from '../../../ui/statuses.ts';
import { msAt } from '../grid/axis.ts';
import { type CardWords, shownStatus, spanLabel } from '../grid/card-words.ts';
import type { GridColumn } from '../grid/model.ts';
import { useMinute } from '../grid/ticker.ts';
import type { DayItem } from './day-items.ts';
import classes from './phone.module.css';

type Props = {
  item: DayItem;
  column: GridColumn;
  words: CardWords;
  zone: string;
  longWaitMinutes: number;
  isPressing: boolean;
  onOpen: (card: VisitCard) => void;
  onBook: ((column: GridColumn, minute: number) => void) | undefined;
  onNext: (card: VisitCard) => void;
};

const minutesFrom = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 60_000));

const StatusLine = ({
  card,
  words,
  limit,
}: {
  card: VisitCard;
  words: CardWords;
  limit: number;
}): JSX.Element => {
  const { t } = useTranslation('agenda');
  const nowMs = useMinute();
  const Icon = iconOfStatus[shownStatus(card)];
  const arrived = card.checkedInAt ?? card.arrivedAt;
  const waited =
    card.status === 'checked_in' && arrived !== undefined ? minutesFrom(arrived, nowMs) : undefined;
  const seated =
    card.status === 'in_progress' && card.seatedAt !== undefined
      ? minutesFrom(card.seatedAt, nowMs)
      : undefined;
  return (
    <span className={classes.status} data-long={(waited ?? 0) >= limit || undefined}>
      <Icon size={15} aria-hidden />
      {words.statusOf(card)}
      {waited !== undefined && ` · ${t('phone.since', { count: waited })}`}
      {seated !== undefined && ` · ${t('phone.seated', { count: seated })}`}
    </span>
  );
};

const NextButton = ({
  card,
  zone,
  onNext,
}: Pick<Props, 'onNext' | 'zone'> & { card: VisitCard }): JSX.Element | null => {
  const { t } = useTranslation('agenda');
  const status = nextStepOf(card, zone);
  if (status === undefined) return null;
  const Icon = iconOfStatus[status];
  return (
    <button type="button" className={classes.go} onClick={() => onNext(card)}>
      <Icon size={20} aria-hidden />
      {t(`step.${status}`)}
    </button>
  );
};

type VisitProps = Props & { card: VisitCard };

const VisitItem = ({
  card,
  words,
  zone,
  longWaitMinutes,
  isPressing,
  onOpen,
  onNext,
  column,
}: VisitProps): JSX.Element => (
  <div className={classes.row} data-status={card.status}>
    <span className={classes.time}>
      <b>{words.clock.time(Date.parse(card.startsAt))}</b>
      <span>{words.clock.time(Date.parse(card.endsAt))}</span>
    </span>
    <span className={classes.card}>
      <button
        type="button"
        className={classes.open}
        id={`visit-${card.id}`}
        aria-label={words.visit(card, column)}
        onClick={() => onOpen(card)}
      >
        <i className={classes.bar} />
        <span className={classes.name}>
          <b>{words.name(card)}</b>
          {card.priority !== 'routine' && (
            <IconAlertTriangle size={16} className={classes.urgent} aria-hidden />
          )}
          {card.isFirstVisit && <IconStar size={15} aria-hidden />}
        </span>
        <span className={classes.type}>{card.typeName}</span>
        <StatusLine card={card} words={words} limit={longWaitMinutes} />
      </button>
      {isPressing && <NextButton card={card} zone={zone} onNext={onNext} />}
    </span>
  </div>
);

const NowMark = ({ label }: { label: string }): JSX.Element => (
  <div className={classes.now} data-now>
    <b>{label}</b>
    <i />
  </div>
);

/** One line of the day: a visit, a break, a free time to press, or now. */
export const PhoneItem = (props: Props): JSX.Element => {
  const { item, column, words, onBook } = props;
  const { t } = useTranslation('agenda');
  const start = words.clock.time(msAt(column.axis, item.start));
  const end = words.clock.time(msAt(column.axis, item.end));
  if (item.kind === 'visit') return <VisitItem {...props} card={item.visit.card} />;
  if (item.kind === 'now') return <NowMark label={start} />;
  if (item.kind === 'gap')
    return (
      <div className={classes.gap}>
        <span>{start}</span>
        <button type="button" disabled={onBook === undefined} onClick={() => onBook?.(column, item.start)}>
          <IconPlus size={16} aria-hidden />
          {t('gap', { time: start, free: spanLabel(item.end - item.start), count: item.end - item.start })}
        </button>
      </div>
    );
  const isLunch = item.kind === 'break' || item.block.kind === 'lunch';
  const text = item.kind === 'block' ? (item.block.card.note ?? words.block[item.block.kind]) : t('break');
  return (
    <div className={classes.gap} data-closed>
      <span>{start}</span>
      <div>
        {isLunch ? <IconCoffee size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
        {t('phone.until', { what: text, time: end })}
      </div>
    </div>
  );
};
