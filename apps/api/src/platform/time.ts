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
export const isoOf = (minute: number): string => instantOf(minute).toISOString();
