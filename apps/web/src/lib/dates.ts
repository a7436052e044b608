import { useTranslation } from 'react-i18next';
import { now } from './clock.ts';

/**
 * Formatting in the clinic's zone with what the browser has; nothing here turns a wall time into an instant:
 * the API does that.
 */
export type DateStyle = 'time' | 'day' | 'dayShort' | 'weekday' | 'dayTime' | 'month';

const options: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayShort: { day: '2-digit', month: '2-digit', year: 'numeric' },
  weekday: { weekday: 'short', day: '2-digit' },
  dayTime: { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  month: { month: 'long', year: 'numeric' },
};

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (language: string, zone: string, style: DateStyle): Intl.DateTimeFormat => {
  const key = `${language}|${zone}|${style}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, { ...options[style], timeZone: zone });
  formatters.set(key, made);
  return made;
};

type InZone = { language: string; zone: string; style: DateStyle };

/** An instant as the clinic's clock shows it. */
export const formatInstant = (instant: string, { language, zone, style }: InZone): string =>
  formatterOf(language, zone, style).format(new Date(instant));

/** A calendar day has no zone: it is formatted as itself. */
export const formatDay = (day: string, { language, style }: Pick<InZone, 'language' | 'style'>): string =>
  formatterOf(language, 'UTC', style).format(new Date(`${day}T12:00:00Z`));

const dayFormatters = new Map<string, Intl.DateTimeFormat>();
const dayFormatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = dayFormatters.get(zone);
  if (known !== undefined) return known;
  const style = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...style });
  dayFormatters.set(zone, made);
  return made;
};

/** The calendar day at an instant on the clocks of a zone. */
export const dayIn = (zone: string, ms: number): string =>
  dayFormatterOf(zone).format(ms).replaceAll('/', '-');

/** Today's calendar day at the clinic, whatever the zone of the machine. */
export const todayIn = (zone: string): string => dayIn(zone, now());

const dayInMs = 86_400_000;

/** Calendar arithmetic on a plain day; UTC days are all 24 hours long, so no clock change can shift it. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayInMs).toISOString().slice(0, 10);

/** Whether the text is a day that exists. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Formatters bound to the reader's language. */
export const useDates = (zone: string) => {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return {
    instant: (instant: string, style: DateStyle): string => formatInstant(instant, { language, zone, style }),
    day: (day: string, style: DateStyle): string => formatDay(day, { language, style }),
    today: (): string => todayIn(zone),
  };
};
