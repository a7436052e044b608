const MINUTE = 60_000;
/** Longer than any day: no shift happens. */
const NEVER = 100_000;

/** What the wall clock of the location shows at an instant. */
export type ClockLabels = {
  /** `14:05`, 24 hours. */
  time: (ms: number) => string;
  /** `14:05–15:00`. */
  range: (startMs: number, endMs: number) => string;
  /** Minutes since 00:00 on the wall. */
  wallMinutes: (ms: number) => number;
  /** `GMT-3`, for the hour that a clock change shows twice. */
  offset: (ms: number) => string;
};

/**
 * One day on the vertical axis. Positions are minutes elapsed since the day's first instant, so a day with a
 * clock change has 1,380 or 1,500 of them. Beside other days (the week) the minutes after the change are
 * shifted once, so that 09:00 stands at the same height in every column.
 */
export type DayAxis = {
  day: string;
  startMs: number;
  /** Minutes the day really lasts. */
  length: number;
  shiftAt: number;
  shift: number;
};

type Day = { day: string; startsAt: string; endsAt: string };

const plain = (day: Day): DayAxis => {
  const startMs = Date.parse(day.startsAt);
  return {
    day: day.day,
    startMs,
    length: Math.round((Date.parse(day.endsAt) - startMs) / MINUTE),
    shiftAt: NEVER,
    shift: 0,
  };
};

/** The axis of a day shown alone: pure elapsed minutes. */
export const dayAxis = (day: Day): DayAxis => plain(day);

/** The axis of a day among others: aligned to the wall clock after a clock change. */
export const weekAxis = (day: Day, labels: ClockLabels): DayAxis => {
  const axis = plain(day);
  if (axis.length === 1_440) return axis;
  for (let minute = 15; minute < axis.length; minute += 15) {
    const gap = labels.wallMinutes(axis.startMs + minute * MINUTE) - minute;
    if (gap !== labels.wallMinutes(axis.startMs)) return { ...axis, shiftAt: minute, shift: gap };
  }
  return axis;
};

/** Grid minute of an instant. */
export const minuteAt = (axis: DayAxis, instant: string | number): number => {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  const elapsed = (ms - axis.startMs) / MINUTE;
  return elapsed >= axis.shiftAt ? elapsed + axis.shift : elapsed;
};

/** Minutes really elapsed at a grid minute. */
export const elapsedAt = (axis: DayAxis, minute: number): number =>
  minute - axis.shift >= axis.shiftAt ? minute - axis.shift : minute;

export const msAt = (axis: DayAxis, minute: number): number =>
  axis.startMs + elapsedAt(axis, minute) * MINUTE;

/** The instant at a grid minute, as the wire writes it. */
export const instantAt = (axis: DayAxis, minute: number): string =>
  new Date(msAt(axis, minute)).toISOString();

/** Whether an instant falls into the day. */
export const holds = (axis: DayAxis, instant: string): boolean => {
  const elapsed = (Date.parse(instant) - axis.startMs) / MINUTE;
  return elapsed >= 0 && elapsed < axis.length;
};
