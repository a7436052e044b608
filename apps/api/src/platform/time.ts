import { formatDay } from '@topsmile/scheduling';

/** Wall time, zones and calendar arithmetic: the only door to them for rules and services. */
export {
  canonicalZone,
  expandSeries,
  type Instance,
  latestRelease,
  localDay,
  openWindowsIn,
  reresolve,
  resolveLocal,
  stepsForDays,
  wallOf,
} from '@topsmile/scheduling/zone';

const minuteMs = 60_000;
/** The epoch minute of an instant, seconds cut off. */
export const minuteOf = (instant: Date | string): number =>
  Math.floor((typeof instant === 'string' ? Date.parse(instant) : instant.getTime()) / minuteMs);
export const instantOf = (minute: number): Date => new Date(minute * minuteMs);

const minutesPerDay = 1440;
const two = (value: number): string => String(value).padStart(2, '0');
const timesOfDay = Array.from(
  { length: minutesPerDay },
  (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00.000Z`,
);

let lastDay = { day: 0, text: formatDay(0) };

/** As `toISOString` writes it, put together from the date and one of 1,440 times: answers hold thousands. */
export const isoOf = (minute: number): string => {
  const day = Math.floor(minute / minutesPerDay);
  if (lastDay.day !== day) lastDay = { day, text: formatDay(day) };
  return `${lastDay.text}T${timesOfDay[minute - day * minutesPerDay] ?? ''}`;
};
