import { addDays } from '../../lib/dates.ts';

const midnight = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** ISO weekday: 1 Monday … 7 Sunday. */
const weekdayOf = (day: string): number => midnight(day).getUTCDay() || 7;

/** The seven days, Monday first, of the week that holds `day`. */
export const weekOf = (day: string): string[] => {
  const monday = addDays(day, 1 - weekdayOf(day));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
};

const capital = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

const format = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(midnight(day));

/** `Quarta, 25 de novembro`: the weekday as people say it, without "-feira". */
export const longDay = (day: string, locale: string): string =>
  capital(
    format(day, locale, { weekday: 'long', day: 'numeric', month: 'long' }).replace('-feira', ''),
    locale,
  );

/** `qua` for a strip of days. */
export const shortWeekday = (day: string, locale: string): string =>
  format(day, locale, { weekday: 'short' }).replace('.', '');

/** `qua, 25 nov`. */
export const shortDay = (day: string, locale: string): string =>
  format(day, locale, { weekday: 'short', day: 'numeric', month: 'short' })
    .replaceAll('.', '')
    .replace(' de ', ' ');

export const dayNumber = (day: string): string => String(Number(day.slice(8)));

/** `23 – 29 de novembro`, or both months when the week has two. */
export const weekTitle = (days: readonly string[], locale: string): string => {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(
    midnight(first),
    midnight(last),
  );
};
