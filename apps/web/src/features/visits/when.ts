import { addDays, dayIn, todayIn } from '../../lib/dates.ts';

/** Words for days and times as people at the desk say them. Everything here shows instants; nothing resolves one. */
export type Reader = { language: string; zone: string };

type Style = Intl.DateTimeFormatOptions;

const known = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (language: string, zone: string, style: Style): Intl.DateTimeFormat => {
  const key = `${language}|${zone}|${JSON.stringify(style)}`;
  const formatter = known.get(key) ?? new Intl.DateTimeFormat(language, { ...style, timeZone: zone });
  known.set(key, formatter);
  return formatter;
};

/** The calendar day on which an instant falls at the clinic. */
export const dayOf = (instant: string, zone: string): string => dayIn(zone, Date.parse(instant));

/** `14:30` on the clinic's clock. */
export const timeOf = (instant: string, { language, zone }: Reader): string =>
  formatterOf(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );

const ofDay = (day: string, language: string, style: Style): string =>
  formatterOf(language, 'UTC', style).format(new Date(`${day}T12:00:00Z`));

const capital = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** `sexta`: the weekday as it is said, without "-feira". */
export const weekdayOf = (day: string, language: string): string =>
  ofDay(day, language, { weekday: 'long' }).replace('-feira', '');

/** `Sexta, 27 de novembro`. */
export const longDay = (day: string, language: string): string =>
  capital(
    ofDay(day, language, { weekday: 'long', day: 'numeric', month: 'long' }).replace('-feira', ''),
    language,
  );

/** `27 de novembro`. */
export const dateOf = (day: string, language: string): string =>
  ofDay(day, language, { day: 'numeric', month: 'long' });

/** `24/11`. */
export const shortDate = (day: string, language: string): string =>
  ofDay(day, language, { day: '2-digit', month: '2-digit' });

const bare = (text: string): string => text.replaceAll('.', '').replace(' de ', ' ');

/** `qua 25`. */
export const weekdayAndDay = (day: string, language: string): string =>
  `${bare(ofDay(day, language, { weekday: 'short' }))} ${Number(day.slice(8))}`;

/** `27 nov`. */
export const dayAndMonth = (day: string, language: string): string =>
  bare(ofDay(day, language, { day: 'numeric', month: 'short' }));

export type Distance = 'today' | 'tomorrow' | 'thisWeek' | 'later';

/** How far a day is, for the word that names it. Seven days ahead the weekday alone would mislead. */
export const distanceOf = (day: string, zone: string): Distance => {
  const today = todayIn(zone);
  if (day === today) return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  return day > today && day < addDays(today, 7) ? 'thisWeek' : 'later';
};

/** The Monday after a day. */
export const nextMonday = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return addDays(day, 8 - weekday);
};

export const addMinutes = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** Whole minutes from one instant to another. */
export const minutesBetween = (from: string, to: number): number =>
  Math.max(0, Math.floor((to - Date.parse(from)) / 60_000));

/** The next whole five minutes: the earliest start that is not in the past. */
export const nextFiveMinutes = (now: number): string =>
  new Date(Math.ceil(now / 300_000) * 300_000).toISOString();

type DayBounds = { startsAt: string; endsAt: string };

/**
 * The instant at which the clock shows `HH:mm` on a day whose bounds the API gave, found by walking the
 * day's real length; undefined when the clock skips that time. A repeated hour means its first pass.
 */
export const instantOf = (
  wall: string,
  { startsAt, endsAt }: DayBounds,
  zone: string,
): string | undefined => {
  const formatter = formatterOf('en-GB', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const last = Date.parse(endsAt);
  for (let at = Date.parse(startsAt); at < last; at += 300_000)
    if (formatter.format(at) === wall) return new Date(at).toISOString();
  return undefined;
};
