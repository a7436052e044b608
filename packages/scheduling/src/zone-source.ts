import { Temporal } from 'temporal-polyfill';
import { dayNumber, minutesPerDay } from './civil.ts';
import type { ZoneSteps } from './zone-steps.ts';
import { type ZoneLaw, zoneLaws } from './zone-laws.ts';

/** Where offsets come from: a release of the tz database, as step tables. */
export type ZoneSource = {
  readonly release: string;
  /** The zone's steps around `[from, to]` (epoch minutes), with a margin of a week on both sides. */
  readonly steps: (zone: string, from: number, to: number) => ZoneSteps;
};

/** The tz database inside this runtime, such as `2025c`. */
export const tzdb: string = process.versions.tz ?? 'unknown';

/** The newest release whose changes we know, whether by the runtime or by our table of laws. */
export const latestRelease: string = zoneLaws.reduce(
  (latest, { release }) => (release > latest ? release : latest),
  tzdb,
);

/** Tables are read in spans of about eight years, so that a zone is read once and not per request. */
const spanMinutes = 2 ** 22;
const margin = 7 * minutesPerDay;
const earliest = dayNumber(1970, 1, 1) * minutesPerDay;
const latest = dayNumber(2096, 1, 1) * minutesPerDay;

/**
 * The runtime's data and every younger law up to the release. A release older than the runtime's cannot be
 * brought back: it answers as the runtime does.
 */
export const createZoneSource = (release: string = latestRelease): ZoneSource => {
  const laws = zoneLaws.filter((law) => law.release > tzdb && law.release <= release);
  const tables = new Map<string, Table>();
  return {
    release,
    steps: (zone, from, to) => {
      if (!(from - margin >= earliest && to + margin <= latest))
        throw new RangeError('a year outside 1970 to 2095');
      const known = tables.get(zone);
      if (known && known.from <= from - margin && known.to >= to + margin) return known.steps;
      const table = readTable(zone, spanAround(known, from - margin, to + margin));
      const law = laws.find((candidate) => candidate.zone === zone);
      const entry = { ...table, steps: law ? underLaw(table.steps, law) : table.steps };
      tables.set(zone, entry);
      return entry.steps;
    },
  };
};

/** Today's law. */
export const zoneSource: ZoneSource = createZoneSource();

type Span = { readonly from: number; readonly to: number };
type Table = Span & { readonly steps: ZoneSteps };

const spanAround = (known: Span | undefined, from: number, to: number): Span => ({
  from: Math.max(earliest, Math.floor(Math.min(known?.from ?? from, from) / spanMinutes) * spanMinutes),
  to: Math.min(latest, Math.ceil(Math.max(known?.to ?? to, to) / spanMinutes) * spanMinutes),
});

/**
 * Walks backward: the polyfill searches forward only to three years after *today*, and an answer that depends on
 * today is what this module exists to prevent.
 */
const readTable = (zone: string, span: Span): Table => {
  const starts: number[] = [];
  const offsets: number[] = [];
  let change = zonedAt(zone, span.to).getTimeZoneTransition('previous');
  while (change && minuteOf(change) > span.from) {
    starts.push(minuteOf(change));
    offsets.push(offsetOf(change));
    change = change.getTimeZoneTransition('previous');
  }
  starts.push(span.from);
  offsets.push(offsetOf(zonedAt(zone, span.from)));
  return {
    ...span,
    steps: { starts: Int32Array.from(starts.reverse()), offsets: Int32Array.from(offsets.reverse()) },
  };
};

const underLaw = ({ starts, offsets }: ZoneSteps, law: ZoneLaw): ZoneSteps => {
  const kept = starts.filter((start) => start < law.from);
  return {
    starts: Int32Array.of(...kept, law.from),
    offsets: Int32Array.of(...offsets.subarray(0, kept.length), law.offset),
  };
};

const zonedAt = (zone: string, minute: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);

const minuteOf = (moment: Temporal.ZonedDateTime): number => Math.round(moment.epochMilliseconds / 60_000);
const offsetOf = (moment: Temporal.ZonedDateTime): number => Math.round(moment.offsetNanoseconds / 6e10);
