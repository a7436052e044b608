/** Wall time, zones, series and changes of law: the only place where a wall time becomes an instant. */
import { formatWall, minutesPerDay, parseDay, parseWall } from './civil.ts';
import type { Intervals } from './intervals.ts';
import { type DayRange, type OpeningHours, openWindows } from './windows.ts';
import { localDayAt, type Resolved, resolveWall, wallMinuteAt, type ZoneSteps } from './zone-steps.ts';
import { type ZoneSource, zoneSource } from './zone-source.ts';

export { canonicalZone } from './canonical-zone.ts';
export { addMonthsClamped } from './civil.ts';
export {
  expandSeries,
  type Expansion,
  type Instance,
  mostInstances,
  type Series,
  splitSeries,
  type SplitSeries,
} from './series.ts';
export { reresolve, type StoredTime, type Reresolved } from './reresolve.ts';
export { type ZoneLaw, zoneLaws } from './zone-laws.ts';
export { createZoneSource, latestRelease, tzdb, type ZoneSource, zoneSource } from './zone-source.ts';

/** The instant of a wall time `YYYY-MM-DDTHH:mm`; the same on every machine, in every season, under every TZ. */
export const resolveLocal = (zone: string, wall: string, source: ZoneSource = zoneSource): Resolved => {
  const minute = parseWall(wall);
  return resolveWall(source.steps(zone, minute, minute), minute);
};

/** The wall time `YYYY-MM-DDTHH:mm` at an epoch minute. */
export const wallOf = (zone: string, minute: number, source: ZoneSource = zoneSource): string =>
  formatWall(wallMinuteAt(source.steps(zone, minute, minute), minute));

/** The local date `YYYY-MM-DD` at an epoch minute. */
export const localDay = (zone: string, minute: number): string =>
  localDayAt(zoneSource.steps(zone, minute, minute), minute);

/** The zone's steps for sweeps over inclusive local days. */
export const stepsForDays = (zone: string, { from, to }: DayRange): ZoneSteps =>
  zoneSource.steps(zone, parseDay(from) * minutesPerDay, (parseDay(to) + 1) * minutesPerDay);

/** The opening windows of inclusive local days, as epoch minutes. */
export const openWindowsIn = (zone: string, opening: OpeningHours, range: DayRange): Intervals =>
  openWindows(opening, range, stepsForDays(zone, range));
