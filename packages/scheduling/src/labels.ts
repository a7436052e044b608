import { at } from './at.ts';
import { formatDay, formatTimeOfDay, minutesPerDay } from './civil.ts';
import { localDayNumber, offsetAt, wallMinuteAt, type ZoneSteps } from './zone-steps.ts';

/** Local times under their local date, in the order given. */
export const groupByLocalDay = (minutes: ArrayLike<number>, steps: ZoneSteps): Record<string, string[]> => {
  const days: Record<string, string[]> = {};
  for (const minute of Array.from(minutes)) {
    const wall = wallMinuteAt(steps, minute);
    const day = formatDay(Math.floor(wall / minutesPerDay));
    const times = days[day] ?? [];
    times.push(formatTimeOfDay(wall));
    days[day] = times;
  }
  return days;
};

/** `HH:mm`, and the offset behind it on a date on which some wall time occurs twice. */
export const timeLabels = (minutes: ArrayLike<number>, steps: ZoneSteps): string[] => {
  const repeats = new Map<number, boolean>();
  return Array.from(minutes, (minute) => {
    const day = localDayNumber(steps, minute);
    const repeated = repeats.get(day) ?? hasRepeatedTime(steps, day);
    repeats.set(day, repeated);
    const time = formatTimeOfDay(wallMinuteAt(steps, minute));
    return repeated ? `${time} ${offsetLabel(offsetAt(steps, minute))}` : time;
  });
};

/** `−03`, `+05:45`: U+2212 for minus, minutes only where there are some. */
export const offsetLabel = (offset: number): string => {
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `${offset < 0 ? '−' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${minutes}`;
};

/** Whether some wall time of the local date occurs twice: its clock falls back on it, or across its edge. */
const hasRepeatedTime = ({ starts, offsets }: ZoneSteps, day: number): boolean => {
  for (let i = 1; i < starts.length; i += 1) {
    const start = at(starts, i);
    const repeatedFrom = start + at(offsets, i);
    const repeatedTo = start + at(offsets, i - 1);
    const from = Math.max(repeatedFrom, day * minutesPerDay);
    if (from < Math.min(repeatedTo, (day + 1) * minutesPerDay)) return true;
  }
  return false;
};
