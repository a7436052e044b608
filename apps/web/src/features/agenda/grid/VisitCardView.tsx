import type { VisitCard } from '@topsmile/contracts';
import { IconAlertTriangle, IconLayersIntersect, IconMessage2, IconStar } from '@tabler/icons-react';
import { type CSSProperties, type JSX, memo } from 'react';
import { gridRoles } from './grid-roles.ts';
import { iconOfStatus } from '../../../ui/statuses.ts';
import { typeFillOf } from '../../../ui/type-fills.ts';
import { type CardWords, shownStatus } from './card-words.ts';
import { useMinute, useSecond } from './ticker.ts';
import classes from './card.module.css';

type Props = {
  card: VisitCard;
  stop: string;
  colIndex: number;
  label: string;
  /** Grid minutes. */
  start: number;
  span: number;
  lane: number;
  lanes: number;
  /** Pixels, to decide how many lines fit. */
  height: number;
  words: CardWords;
  isTypeColoured: boolean;
  providerColor: string | undefined;
  longWaitMinutes: number;
  isMovable: boolean;
  isSelected: boolean;
  isParked: boolean;
  isFresh: boolean;
};

const linesFor = (height: number): number => {
  if (height < 28) return 1;
  if (height < 45) return 2;
  return height < 60 ? 3 : 4;
};

const minutesSince = (instant: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 60_000));

const Waiting = ({
  since,
  words,
  limit,
}: {
  since: string;
  words: CardWords;
  limit: number;
}): JSX.Element => {
  const waited = minutesSince(since, useMinute());
  return (
    <span className={classes.wait} data-long={waited >= limit || undefined}>
      {' · '}
      {words.waiting(waited)}
    </span>
  );
};

const Countdown = ({ until, words }: { until: string; words: CardWords }): JSX.Element => {
  const left = Math.max(0, Math.floor((Date.parse(until) - useSecond()) / 1000));
  return (
    <>
      {' · '}
      {words.expiresIn(left)}
    </>
  );
};

/** What the last line adds to the time: who waits, since when somebody sits, when a hold lapses. */
const Progress = ({
  card,
  words,
  limit,
}: {
  card: VisitCard;
  words: CardWords;
  limit: number;
}): JSX.Element | null => {
  const arrived = card.checkedInAt ?? card.arrivedAt;
  if (card.status === 'checked_in' && arrived !== undefined)
    return <Waiting since={arrived} words={words} limit={limit} />;
  if (card.status === 'in_progress' && card.seatedAt !== undefined)
    return <> · {words.seatedSince(Date.parse(card.seatedAt))}</>;
  if (card.status === 'held' && card.expiresAt !== undefined)
    return <Countdown until={card.expiresAt} words={words} />;
  return null;
};

const Marks = ({ card }: { card: VisitCard }): JSX.Element => {
  const StatusIcon = iconOfStatus[shownStatus(card)];
  return (
    <span className={classes.marks} aria-hidden>
      {card.priority !== 'routine' && <IconAlertTriangle size={14} className={classes.urgent} />}
      {card.isOverbooked && <IconLayersIntersect size={14} />}
      {card.isFirstVisit && <IconStar size={14} />}
      {card.note !== undefined && <IconMessage2 size={14} />}
      <StatusIcon size={15} />
    </span>
  );
};

/** When the dentist is truly needed: solid; the rest of the bar is hatched. */
const ProviderBar = ({ card }: { card: VisitCard }): JSX.Element => {
  const whole = { fromMinute: 0, toMinute: card.durationMinutes };
  const runs = card.providerRuns.length === 0 ? [whole] : card.providerRuns;
  return (
    <span className={classes.bar} aria-hidden>
      {runs.map((run) => (
        <i
          key={run.fromMinute}
          style={{
            insetBlockStart: `${(run.fromMinute / card.durationMinutes) * 100}%`,
            blockSize: `${((run.toMinute - run.fromMinute) / card.durationMinutes) * 100}%`,
          }}
        />
      ))}
    </span>
  );
};

const styleOf = (props: Props): CSSProperties & Record<`--${string}`, string | number> => ({
  '--start': props.start,
  '--span': props.span,
  '--lane': props.lane,
  '--lanes': props.lanes,
  ...(props.providerColor === undefined ? {} : { '--provider': props.providerColor }),
  ...(props.isTypeColoured ? { '--type-fill': typeFillOf(props.card.typeColor) } : {}),
});

/** One visit. Only its own change renders it again: clicks, keys and drags are heard by the grid. */
export const VisitCardView = memo((props: Props): JSX.Element => {
  const { card, words, height } = props;
  const lines = linesFor(height);
  return (
    <div
      {...gridRoles.cell}
      tabIndex={-1}
      id={props.stop}
      aria-colindex={props.colIndex}
      data-stop={props.stop}
      data-visit={card.id}
      className={classes.card}
      style={styleOf(props)}
      aria-label={props.label}
      aria-selected={props.isSelected}
      data-status={card.status}
      data-lines={lines}
      data-coloured={props.isTypeColoured ? 'type' : 'status'}
      data-movable={props.isMovable || undefined}
      data-selected={props.isSelected || undefined}
      data-parked={props.isParked || undefined}
      data-fresh={props.isFresh || undefined}
    >
      <ProviderBar card={card} />
      <div className={classes.first}>
        <b>{words.name(card)}</b>
        <Marks card={card} />
      </div>
      {lines > 1 && <div className={classes.line}>{card.typeName}</div>}
      {lines > 2 && (
        <div className={classes.line}>
          {words.clock.range(Date.parse(card.startsAt), Date.parse(card.endsAt))}
          <Progress card={card} words={words} limit={props.longWaitMinutes} />
        </div>
      )}
      {props.isMovable && <span className={classes.handle} data-resize aria-hidden />}
    </div>
  );
});
