import type { HoursBlock } from '@topsmile/contracts';
import type { CSSProperties, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { providerBarOf, typeFillOf } from '../../../ui/type-fills.ts';
import { endAfter, minuteOf } from '../../../ui/week-hours/week.ts';
import type { SetupPreview } from '../setup-preview.ts';
import classes from './miniature.module.css';

type Span = { from: number; to: number };

const earliest = 420;
const latest = 1200;
const gapMinutes = 15;

/** The weekday with the most open hours: the day worth drawing. */
const fullestDay = (hours: readonly HoursBlock[]): Span[] => {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    hours
      .filter(({ weekdays }) => weekdays.includes(weekday))
      .map(({ startsAt, endsAt }) => ({
        from: minuteOf(startsAt),
        to: Math.min(1440, endAfter(minuteOf(startsAt), minuteOf(endsAt))),
      })),
  );
  const lengthOf = (spans: readonly Span[]): number =>
    spans.reduce((sum, { from, to }) => sum + to - from, 0);
  return days.reduce((best, day) => (lengthOf(day) > lengthOf(best) ? day : best), []);
};

type Card = Span & { name: string; color: string };

/** Each column gets the ticked types one after the other, as a day might look. */
const cardsIn = (column: number, types: SetupPreview['types'], open: readonly Span[]): Card[] => {
  const cards: Card[] = [];
  let next = column * 2;
  for (const { from, to } of open) {
    let at = from + column * gapMinutes;
    while (types.length > 0 && cards.length < 6) {
      const type = types[next % types.length];
      if (type === undefined || at + type.durationMinutes > to) break;
      cards.push({ from: at, to: at + type.durationMinutes, name: type.name, color: type.color });
      at += type.durationMinutes + gapMinutes;
      next += 1;
    }
  }
  return cards;
};

/** The agenda as it is becoming; a picture, so screen readers get its one sentence. */
export const Miniature = ({ preview }: { preview: SetupPreview }): JSX.Element => {
  const { t } = useTranslation('setup');
  const { clinicName, hours, chairs, people, types } = preview;
  const open = fullestDay(hours);
  const from = Math.min(earliest, ...open.map((span) => span.from));
  const to = Math.max(latest, ...open.map((span) => span.to));
  const place = (span: Span): CSSProperties => ({
    insetBlockStart: `${((span.from - from) / (to - from)) * 100}%`,
    blockSize: `${((span.to - span.from) / (to - from)) * 100}%`,
  });
  const columns = chairs.length === 0 ? [t('miniature.chair')] : chairs.slice(0, 6);
  const hoursShown = Array.from({ length: Math.ceil((to - from) / 120) }, (_, at) => from + at * 120);
  return (
    <aside className={classes.side} aria-label={t('miniature.label')}>
      <p className={classes.hidden}>
        {t('miniature.text', { chairs: chairs.length, people: people.length, types: types.length })}
      </p>
      <div className={classes.window} aria-hidden>
        <div className={classes.bar}>
          <i />
          <b>{clinicName}</b>
        </div>
        <div className={classes.head}>
          <span />
          {columns.map((name, at) => {
            const person =
              people.find(({ chair }) => chair === name) ?? (chairs.length === 0 ? people[at] : undefined);
            return (
              // Two chairs may briefly have one name while it is typed.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={at} data-empty={chairs.length === 0 || undefined}>
                <b>{name}</b>
                {person !== undefined && (
                  <small>
                    <i style={{ background: providerBarOf(person.colorIndex) }} />
                    {person.name}
                  </small>
                )}
              </span>
            );
          })}
        </div>
        <div className={classes.day}>
          <div className={classes.gutter}>
            {hoursShown.map((minute) => (
              <span key={minute} style={place({ from: minute, to: minute })}>
                {Math.floor(minute / 60)}
              </span>
            ))}
          </div>
          {columns.map((name, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <div key={at} className={classes.column}>
              {open.map((span) => (
                <span key={span.from} className={classes.open} style={place(span)} />
              ))}
              {chairs.length > 0 &&
                cardsIn(at, types, open).map((card) => (
                  <span
                    key={card.from}
                    className={classes.card}
                    style={{ ...place(card), background: typeFillOf(card.color) }}
                  >
                    {card.name}
                  </span>
                ))}
            </div>
          ))}
        </div>
      </div>
    </aside>
  );
};
