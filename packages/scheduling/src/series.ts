import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { formatDay, formatWall, minutesPerDay, parseWall } from './civil.ts';
import { parseRule, type Until } from './series-rule.ts';
import { resolveWall } from './zone-steps.ts';
import { zoneSource } from './zone-source.ts';

export type Series = {
  readonly zone: string;
  /** Wall time of the first instance. */
  readonly dtstart: string;
  /** RFC 5545, daily to yearly, bounded by COUNT or UNTIL, one time of day. */
  readonly rrule: string;
  /** Left out: wall times `YYYY-MM-DDTHH:mm` or UTC times ending in `Z`. */
  readonly exdates?: readonly string[] | undefined;
  /** New wall time by the wall time the rule gave (RECURRENCE-ID). */
  readonly moves?: Readonly<Record<string, string>> | undefined;
};

export type Instance = {
  /** The wall time the rule gave; it names the instance even after a move. */
  readonly recurrenceId: string;
  readonly wall: string;
  /** Epoch minute. */
  readonly startsAt: number;
};

export type Expansion = {
  readonly instances: readonly Instance[];
  /** Local dates whose wall time does not exist; not counted by COUNT. */
  readonly skipped: readonly string[];
};

/** No series has more instances: a longer one is refused, never cut short. */
export const mostInstances = 1000;

/** Instances keep their wall time across clock changes; in time order. */
export const expandSeries = (series: Series): Expansion => {
  const { instances, skipped } = ruleInstances(series);
  const excluded = new Set(series.exdates ?? []);
  const kept = instances
    .filter(({ wall, startsAt }) => !excluded.has(wall) && !excluded.has(`${formatWall(startsAt)}Z`))
    .map((instance) => moved(instance, series));
  return { instances: kept.sort((left, right) => left.startsAt - right.startsAt), skipped };
};

export type SplitSeries = { readonly first: Series; readonly second: Series };

/**
 * "This and following": the first part ends with the instance before `at`, the second starts at `at` with the
 * time of day `to` and as many instances as were left. Undefined when no instance, or only the first, is at `at`.
 */
export const splitSeries = (series: Series, at: string, to: string): SplitSeries | undefined => {
  const { instances } = ruleInstances(series);
  const index = instances.findIndex(({ wall }) => wall === at);
  const last = instances[index - 1];
  if (!last) return undefined;
  const parts = parseRule(series.rrule).rest;
  const until = `${formatWall(last.startsAt).replaceAll(/[-:]/g, '')}00Z`;
  return {
    first: { ...series, rrule: [...parts, `UNTIL=${until}`].join(';') },
    second: {
      zone: series.zone,
      dtstart: `${at.slice(0, 10)}T${to}`,
      rrule: [...parts, `COUNT=${instances.length - index}`].join(';'),
    },
  };
};

const moved = (instance: Instance, { moves, zone }: Series): Instance => {
  const wall = moves?.[instance.recurrenceId];
  if (wall === undefined) return instance;
  const minute = parseWall(wall);
  return { ...instance, wall, startsAt: resolveWall(zoneSource.steps(zone, minute, minute), minute).utc };
};

/**
 * The rule's own instances. The library only walks the calendar, on a clock without zone; wall times become
 * instants in `resolveWall` like everywhere else, which also knows laws younger than the runtime.
 */
const ruleInstances = (series: Series): Expansion => {
  const rule = parseRule(series.rrule);
  const instances: Instance[] = [];
  const skipped: string[] = [];
  const visit = (floating: Temporal.ZonedDateTime): boolean => {
    const wall = Math.round(floating.epochMilliseconds / 60_000);
    const steps = zoneSource.steps(series.zone, wall, wall);
    const { utc, kind } = resolveWall(steps, wall);
    if (instances.length >= rule.count || isPast(rule.until, wall, utc)) return false;
    if (instances.length >= mostInstances)
      throw new RangeError(`a series has at most ${mostInstances} instances`);
    if (kind === 'gap') skipped.push(formatDay(Math.floor(wall / minutesPerDay)));
    else instances.push({ recurrenceId: formatWall(wall), wall: formatWall(wall), startsAt: utc });
    return instances.length < rule.count;
  };
  walkCalendar(rule.rest.join(';'), parseWall(series.dtstart), visit);
  return { instances, skipped };
};

/** Visits the rule's wall times until told to stop; a rule that never comes to one is refused like a bad one. */
const walkCalendar = (
  rruleString: string,
  dtstart: number,
  visit: (floating: Temporal.ZonedDateTime) => boolean,
): void => {
  const start = Temporal.PlainDateTime.from(formatWall(dtstart)).toZonedDateTime('UTC');
  try {
    new RRuleTemporal({ rruleString, dtstart: start }).all(visit);
  } catch (error) {
    throw error instanceof RangeError ? error : new RangeError('the rule leads nowhere', { cause: error });
  }
};

const isPast = (until: Until | undefined, wall: number, utc: number): boolean =>
  until !== undefined && (until.isUtc ? utc : wall) > until.minute;
