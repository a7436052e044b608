/**
 * Calendar arithmetic on integers. A *day number* counts days since 1970-01-01; a *wall minute* counts minutes
 * since 1970-01-01T00:00 on some wall clock, without saying which zone the clock hangs in.
 */
export const minutesPerDay = 1440;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** The day number of a date in the proleptic Gregorian calendar (Hinnant's era arithmetic, no `Date`). */
export const dayNumber = (year: number, month: number, day: number): number => {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The inverse of `dayNumber`. */
export const civilOf = (day: number): { year: number; month: number; day: number } => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
};

/** The day number of `YYYY-MM-DD`; refuses dates that no calendar has, such as 30 February. */
export const parseDay = (text: string): number => {
  const parts = dayPattern.exec(text);
  if (!parts) throw new RangeError('a day is YYYY-MM-DD');
  const day = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (formatDay(day) !== text) throw new RangeError('no such day');
  return day;
};

/** `YYYY-MM-DD` of a day number. */
export const formatDay = (day: number): string => {
  const civil = civilOf(day);
  return `${String(civil.year).padStart(4, '0')}-${twoDigits(civil.month)}-${twoDigits(civil.day)}`;
};

/** Minutes after midnight of `HH:mm`; `24:00` is 1440, the midnight that ends the day. */
export const parseTimeOfDay = (text: string): number => {
  const parts = timePattern.exec(text);
  if (!parts) throw new RangeError('a time of day is HH:mm');
  return parts[1] === undefined ? minutesPerDay : Number(parts[1]) * 60 + Number(parts[2]);
};

/** `HH:mm` of a wall minute. */
export const formatTimeOfDay = (wall: number): string => {
  const minute = wall - Math.floor(wall / minutesPerDay) * minutesPerDay;
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
};

/** The wall minute of `YYYY-MM-DDTHH:mm`. */
export const parseWall = (text: string): number => {
  if (text[10] !== 'T') throw new RangeError('a wall time is YYYY-MM-DDTHH:mm');
  return parseDay(text.slice(0, 10)) * minutesPerDay + parseTimeOfDay(text.slice(11));
};

/** `YYYY-MM-DDTHH:mm` of a wall minute. */
export const formatWall = (wall: number): string =>
  `${formatDay(Math.floor(wall / minutesPerDay))}T${formatTimeOfDay(wall)}`;

/** ISO weekday of a day number, 1 Monday … 7 Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The same day of the month `months` later; a day that month lacks becomes its last (31 Aug + 6 = 28 Feb). */
export const addMonthsClamped = (day: string, months: number): string => {
  const from = civilOf(parseDay(day));
  const month = from.year * 12 + from.month - 1 + months;
  const first = dayNumber(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
  const next = month + 1;
  const firstOfNext = dayNumber(Math.floor(next / 12), (((next % 12) + 12) % 12) + 1, 1);
  return formatDay(Math.min(first + from.day - 1, firstOfNext - 1));
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');
