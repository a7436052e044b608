import type { VisitCard } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { gridRoles } from '../grid/grid-roles.ts';
import { providerBarOf } from '../../../ui/type-fills.ts';
import { agendaAhead } from '../agenda.api.ts';
import { dayNumber, longDay, shortWeekday, weekOf } from '../calendar.ts';
import { minuteAt } from '../grid/axis.ts';
import type { CardWords } from '../grid/card-words.ts';
import type { GridColumn, GridModel } from '../grid/model.ts';
import { useMinute } from '../grid/ticker.ts';
import { mostPressing } from '../most-pressing.ts';
import { dayItems } from './day-items.ts';
import { PhoneItem } from './PhoneItem.tsx';
import classes from './phone.module.css';

type Props = {
  model: GridModel;
  words: CardWords;
  locationId: string;
  day: string;
  today: string;
  columnId: string | undefined;
  canWrite: boolean;
  onDay: (day: string) => void;
  onColumn: (id: string) => void;
  onOpen: (card: VisitCard) => void;
  onBook: (column: GridColumn, minute: number) => void;
  onNext: (card: VisitCard) => void;
};

type StripProps = Pick<Props, 'day' | 'today' | 'locationId' | 'onDay'> & { providerId: string | undefined };

/** Seven days with how full each is for the provider on screen. */
const WeekStrip = ({ day, today, locationId, providerId, onDay }: StripProps): JSX.Element => {
  const { t, i18n } = useTranslation('agenda');
  const days = weekOf(day);
  const [from = day] = days;
  const { data } = useQuery({
    ...agendaAhead({ locationId, from, to: days.at(-1), by: 'provider', providerId }),
    enabled: providerId !== undefined,
  });
  const booked = new Map(data?.columns.map((column) => [column.day, column.bookedMinutes]));
  return (
    <nav className={classes.week} aria-label={t('phone.week')}>
      {days.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === day ? 'date' : undefined}
          aria-label={longDay(one, i18n.language)}
          data-today={one === today || undefined}
          data-empty={(booked.get(one) ?? 1) === 0 || undefined}
          onClick={() => onDay(one)}
        >
          {shortWeekday(one, i18n.language)}
          <b>{dayNumber(one)}</b>
          <i style={{ inlineSize: `${Math.min(30, Math.round((booked.get(one) ?? 0) / 18))}px` }} />
        </button>
      ))}
    </nav>
  );
};

type ChipsProps = { columns: readonly GridColumn[]; shown: GridColumn; onColumn: (id: string) => void };

const ProviderChips = ({ columns, shown, onColumn }: ChipsProps): JSX.Element => {
  const { t } = useTranslation('agenda');
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    bar.current
      ?.querySelector('[aria-pressed="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [shown.key]);
  return (
    <div ref={bar} className={classes.chips} {...gridRoles.group} aria-label={t('by.provider')}>
      {columns.map((column) => (
        <button
          key={column.key}
          type="button"
          aria-pressed={column.key === shown.key}
          onClick={() => column.providerId !== undefined && onColumn(column.providerId)}
        >
          <u style={{ background: providerBarOf(column.colorIndex) }} />
          {column.name} · {column.visits.length}
        </button>
      ))}
    </div>
  );
};

const useNowIn = (column: GridColumn | undefined): number | undefined => {
  const nowMs = useMinute();
  if (column === undefined) return undefined;
  const minute = minuteAt(column.axis, nowMs);
  return minute >= 0 && minute < column.axis.length ? minute : undefined;
};

/** Brings what is happening now into view when a day opens. */
const useOpenAtNow = (key: string | undefined) => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-now]')?.scrollIntoView({ block: 'center' });
  }, [key]);
  return list;
};

const usePressing = (
  { canWrite, model }: Props,
  shown: GridColumn | undefined,
  now: number | undefined,
): VisitCard | undefined => {
  const nowMs = useMinute();
  if (!canWrite || shown === undefined || now === undefined) return undefined;
  return mostPressing(
    shown.visits.map(({ card }) => card),
    { nowMs, zone: model.zone },
  );
};

const DayList = ({ shown, ...props }: Props & { shown: GridColumn }): JSX.Element => {
  const { t } = useTranslation('agenda');
  const now = useNowIn(shown);
  const list = useOpenAtNow(shown.key);
  const pressing = usePressing(props, shown, now);
  const items = dayItems(shown, now);
  const isClosed = shown.open.length === 0 && shown.visits.length === 0;
  return (
    <div ref={list} className={classes.list}>
      {isClosed && <p className={classes.empty}>{shown.closedReason ?? t('closed')}</p>}
      {items.map((item) => (
        <PhoneItem
          key={`${item.kind}-${item.start}-${item.kind === 'visit' ? item.visit.card.id : ''}`}
          item={item}
          column={shown}
          words={props.words}
          zone={props.model.zone}
          longWaitMinutes={props.model.longWaitMinutes}
          isPressing={item.kind === 'visit' && item.visit.card.id === pressing?.id}
          onOpen={props.onOpen}
          onBook={props.canWrite ? props.onBook : undefined}
          onNext={props.onNext}
        />
      ))}
    </div>
  );
};

/** One provider's day for the hand: a list, the gaps in it, and one next step. */
export const AgendaPhone = (props: Props): JSX.Element => {
  const { columns } = props.model;
  const shown = columns.find(({ providerId }) => providerId === props.columnId) ?? columns[0];
  return (
    <div className={classes.page}>
      <WeekStrip {...props} providerId={shown?.providerId} />
      {shown !== undefined && <ProviderChips columns={columns} shown={shown} onColumn={props.onColumn} />}
      {shown !== undefined && <DayList {...props} shown={shown} />}
    </div>
  );
};
