import type { HoursBlock, Location, Provider } from '@topsmile/contracts';
import { addDays } from '../../lib/dates.ts';
import { endAfter, minuteOf } from '../../ui/week-hours/week.ts';

type Span = { from: number; to: number };

/** ISO weekday of a calendar day. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

const spansOn = (hours: readonly HoursBlock[], weekday: number): Span[] =>
  hours
    .filter(({ weekdays }) => weekdays.includes(weekday))
    .map(({ startsAt, endsAt }) => {
      const from = minuteOf(startsAt);
      return { from, to: endAfter(from, minuteOf(endsAt)) };
    });

const common = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));

/** Minutes in which somebody attends while the place is open, on a weekday. */
export const bookableMinutes = (
  location: Pick<Location, 'hours'>,
  providers: readonly Pick<Provider, 'hours'>[],
  weekday: number,
): number => {
  const open = spansOn(location.hours, weekday);
  return providers
    .flatMap(({ hours }) => spansOn(hours, weekday))
    .flatMap((span) => open.map((opening) => common(span, opening)))
    .reduce((sum, minutes) => sum + minutes, 0);
};

type Asked = {
  location: Pick<Location, 'hours'>;
  providers: readonly Pick<Provider, 'hours'>[];
  today: string;
  /** Days on which the place is closed. */
  closed: readonly string[];
};

const daysAhead = Array.from({ length: 14 }, (_, at) => at + 1);

/** The next day with time to book, from tomorrow; undefined when two weeks have none. */
export const nextBookable = ({
  location,
  providers,
  today,
  closed,
}: Asked): { day: string; minutes: number; isTomorrow: boolean } | undefined =>
  daysAhead
    .map((ahead) => {
      const day = addDays(today, ahead);
      const minutes = closed.includes(day) ? 0 : bookableMinutes(location, providers, weekdayOf(day));
      return { day, minutes, isTomorrow: ahead === 1 };
    })
    .find(({ minutes }) => minutes > 0);
