import { addDays, isDay } from '../lib/dates.ts';

const pad = (value: string | number, length = 2): string => String(value).padStart(length, '0');

const words: Record<string, number> = {
  hoje: 0,
  today: 0,
  hoy: 0,
  amanha: 1,
  tomorrow: 1,
  manana: 1,
  ontem: -1,
  yesterday: -1,
  ayer: -1,
};

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** Two digits mean the nearest past or present century: `85` is 1985 while 2085 is far away. */
const fullYear = (year: string, today: string): string => {
  if (year.length === 4) return year;
  const century = today.slice(0, 2);
  const guess = Number(century + year);
  return String(guess > Number(today.slice(0, 4)) + 10 ? guess - 100 : guess);
};

const relativeTo = (text: string, today: string): string | undefined => {
  const word = words[text];
  if (word !== undefined) return addDays(today, word);
  const shift = /^([+-])(\d{1,4})$/.exec(text);
  if (shift === null) return undefined;
  return addDays(today, Number(`${shift[1]}${shift[2]}`));
};

/**
 * What somebody types for a day → `YYYY-MM-DD`: 25/11/2026, 25-11-26, 25112026, 25/11 (this year), an ISO
 * day, "hoje", "amanhã", "+7". Undefined when it names no day that exists.
 */
export const parseTypedDay = (typed: string, today: string): string | undefined => {
  const text = plain(typed);
  if (isDay(text)) return text;
  const relative = relativeTo(text, today);
  if (relative !== undefined) return relative;
  const parts =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text);
  if (parts === null) return undefined;
  const [, day = '', month = '', year = today.slice(0, 4)] = parts;
  const iso = `${fullYear(year, today)}-${pad(month)}-${pad(day)}`;
  return isDay(iso) ? iso : undefined;
};

/** `2026-11-25` → `25/11/2026`; text that is no day is shown as typed. */
export const showDay = (value: string): string =>
  isDay(value) ? value.split('-').reverse().join('/') : value;

/**
 * What somebody types for a time → `HH:mm`: 930, 0930, 9:30, 9h30, 9h, 9. Undefined when the clock has no
 * such time.
 */
export const parseTypedTime = (typed: string): string | undefined => {
  const text = plain(typed).replace(/\s/g, '');
  const parts = /^(\d{1,2})(?:[:h.](\d{2})?(?:min)?)?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const [, hours = '', minutes = '00'] = parts;
  if (Number(hours) > 24 || Number(minutes) > 59) return undefined;
  if (Number(hours) === 24) return Number(minutes) === 0 ? '24:00' : undefined;
  return `${pad(hours)}:${minutes}`;
};
