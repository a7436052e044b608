import { dayNumber, minutesPerDay } from './civil.ts';

/** A change of law: from `from` (epoch minute) on, the zone keeps `offset` (minutes east of UTC) for good. */
export type ZoneLaw = {
  /** First release of the tz database that knows it. */
  readonly release: string;
  readonly zone: string;
  readonly from: number;
  readonly offset: number;
};

const at = (year: number, month: number, day: number): number => dayNumber(year, month, day) * minutesPerDay;

/**
 * Laws younger than some runtimes' own tz data. Each starts where the older data would have changed the clock
 * once more, so both agree before. A runtime that carries the release already ignores the row.
 * With these rows 2025c answers as 2026c in every zone from 2026 on, but for Moldova, whose clocks now change an
 * hour later at night: two hours a year, which no permanent offset can say.
 */
export const zoneLaws: readonly ZoneLaw[] = [
  { release: '2026b', zone: 'America/Vancouver', from: at(2026, 11, 1) + 9 * 60, offset: -420 },
  { release: '2026c', zone: 'America/Edmonton', from: at(2026, 11, 1) + 8 * 60, offset: -360 },
  { release: '2026c', zone: 'Africa/Casablanca', from: at(2026, 9, 20) + 60, offset: 0 },
  { release: '2026c', zone: 'Africa/El_Aaiun', from: at(2026, 9, 20) + 60, offset: 0 },
];
