import {
  type BusyRecord,
  bookingBounds,
  busyIntervals,
  formatWall,
  fullDays,
  groupByLocalDay,
  multiStarts,
  type OpeningHours,
  openWindows,
  parseWall,
  slotStarts,
  timeLabels,
  type VisitStatus,
  type ZoneSteps,
} from '@topsmile/scheduling';
import {
  addMonthsClamped,
  canonicalZone,
  expandSeries,
  reresolve,
  resolveLocal,
  type Series,
  splitSeries,
  stepsForDays,
} from '@topsmile/scheduling/zone';

type Hours = { d: string; s: string; e: string };
type Busy = { id?: string; s: string; e: string; st?: string; b?: number; a?: number; exp?: string };
type Opening = {
  hours: Hours[];
  overrides?: { date: string; hours: [string, string][] }[];
  closures?: { from: string; to: string }[];
};
type Days = { zone: string; day?: string; from?: string; to?: string };
type Limits = { now?: string; noticeMin?: number; windowDays?: number; perDay?: number; exclude?: string };
type SlotsInput = Days &
  Opening &
  Limits & { type: { len: number; before?: number; after?: number }; step: number; busy?: Busy[] };
type Need = { role: string; f: number; t: number; before?: number; after?: number };
type Resource = { role: string; hours: Hours[]; busy?: Busy[] };
type MultiInput = Days & Limits & { step: number; type: { segs: Need[] }; res: Record<string, Resource> };
type SeriesInput = Series & { split?: { at: string; to: string } };
type Stored = { wall: string; zone: string; utc: string; tzdb: string; to: string };

type Inputs = {
  resolve: { zone: string; local: string; now?: string[] };
  zone: string[];
  windows: Days & Opening;
  slots: SlotsInput;
  multi: MultiInput;
  series: SeriesInput;
  recall: [string, number][];
  group: { zone: string; slots: string[] };
  label: { zone: string; slots: string[] };
  retz: Stored;
};
type Op = keyof Inputs;
type SetClock = (date: string) => void;

/** One row of a vectors file; `op` decides what `input` means. */
export type Vector<Name extends Op = Op> = {
  id: string;
  pins: string;
  op: Name;
  input: Inputs[Name];
  expected: unknown;
};

/**
 * What the product's engine answers to a row, in the words of the vectors file. A row about a change of law
 * names only the fields that it pins; the others are left out.
 */
export const answer = <Name extends Op>(vector: Vector<Name>, setClock: SetClock): unknown => {
  const full = ops[vector.op](vector.input, setClock);
  return vector.op === 'retz' ? onlyNamed(full, vector.expected) : full;
};

const onlyNamed = (actual: unknown, expected: unknown): unknown => {
  const names = new Set(Object.keys(Object(expected)));
  return Object.fromEntries(Object.entries(Object(actual)).filter(([name]) => names.has(name)));
};

const utc = (minute: number): string => `${formatWall(minute)}Z`;
const minuteOf = (text: string): number => parseWall(text.slice(0, 16));
const msOf = (text: string): number => minuteOf(text) * 60_000 + Number(text.slice(17, 19)) * 1000;

const resolve = ({ zone, local, now }: Inputs['resolve'], setClock: SetClock): unknown => {
  const resolved = (): { utc: string; kind: string } => {
    const { utc: minute, kind } = resolveLocal(zone, local);
    return { utc: utc(minute), kind };
  };
  if (!now) return resolved();
  return now.map((date) => {
    setClock(date);
    return resolved().utc;
  });
};

const zoneVerdict = (name: string): string => {
  const canonical = canonicalZone(name);
  if (canonical === undefined) return '422';
  return canonical === name ? 'ok' : `ok (link, stored as ${canonical})`;
};

const rangeOf = ({ day, from, to }: Days): { from: string; to: string } => ({
  from: from ?? day ?? '',
  to: to ?? day ?? '',
});

const stepsAround = ({ zone, slots: instants }: { zone: string; slots: string[] }): ZoneSteps => {
  const days = instants.map((instant) => instant.slice(0, 10)).sort();
  return stepsForDays(zone, { from: days.at(0) ?? '', to: days.at(-1) ?? '' });
};

const openingOf = ({ hours, overrides, closures }: Opening): OpeningHours => ({
  hours: hours.map(({ d, s, e }) => ({ weekdays: Array.from(d, Number), startsAt: s, endsAt: e })),
  overrides: overrides?.map(({ date, hours: blocks }) => ({
    date,
    blocks: blocks.map(([startsAt, endsAt]) => ({ startsAt, endsAt })),
  })),
  closures,
});

const windowsOf = (input: Days & Opening): Int32Array => {
  const range = rangeOf(input);
  return openWindows(openingOf(input), range, stepsForDays(input.zone, range));
};

const windows = (input: Days & Opening): string[] => {
  const pairs = windowsOf(input);
  return Array.from({ length: pairs.length / 2 }, (_, index) =>
    [pairs[2 * index], pairs[2 * index + 1]].map((minute) => utc(minute ?? Number.NaN)).join('/'),
  );
};

/** The file's own status words against the product's. */
const statusOf: Readonly<Record<string, VisitStatus>> = {
  booked: 'scheduled',
  pending: 'scheduled',
  arrived: 'checked_in',
  'checked-in': 'checked_in',
  'in-progress': 'in_progress',
  fulfilled: 'completed',
  noshow: 'no_show',
  held: 'held',
  cancelled: 'cancelled',
};

const recordsOf = (busy: Busy[] = []): BusyRecord[] =>
  busy.map(({ id, s, e, st = 'booked', b = 0, a = 0, exp }) => ({
    id,
    status: statusOf[st] ?? 'cancelled',
    s: minuteOf(s),
    e: minuteOf(e),
    ps: minuteOf(s) - b,
    pe: minuteOf(e) + a,
    expiresAtMs: exp === undefined ? undefined : msOf(exp),
  }));

/** Rows without a clock have holds that never lapse and no bound. */
const viewOf = ({ now, exclude }: Limits): { nowMs: number; excludeId: string | undefined } => ({
  nowMs: now === undefined ? 0 : msOf(now),
  excludeId: exclude,
});

const gridOf = (
  input: Days & Limits & { step: number; busy?: Busy[] },
): Parameters<typeof slotStarts>[0]['grid'] => {
  const steps = stepsForDays(input.zone, rangeOf(input));
  const view = viewOf(input);
  const { noticeMin: noticeMinutes, windowDays, perDay, step } = input;
  const bounds =
    input.now === undefined ? {} : bookingBounds({ nowMs: view.nowMs, noticeMinutes, windowDays }, steps);
  const full = perDay === undefined ? undefined : fullDays(recordsOf(input.busy), { ...view, perDay, steps });
  return { step, steps, ...bounds, fullDays: full };
};

const slots = (input: SlotsInput): string[] => {
  const { len, before = 0, after = 0 } = input.type;
  const starts = slotStarts({
    timetable: { windows: windowsOf(input), busy: busyIntervals(recordsOf(input.busy), viewOf(input)) },
    need: { from: 0, to: len, before, after },
    grid: gridOf(input),
  });
  return Array.from(starts, utc);
};

const multi = (input: MultiInput): string[] => {
  const roles = [...new Set(input.type.segs.map(({ role }) => role))];
  const idsOf = (role: string): string[] =>
    Object.keys(input.res).filter((id) => input.res[id]?.role === role);
  const timetableOf = (id: string): { windows: Int32Array; busy: Int32Array } => ({
    windows: windowsOf({ ...input, hours: input.res[id]?.hours ?? [] }),
    busy: busyIntervals(recordsOf(input.res[id]?.busy), viewOf(input)),
  });
  const { starts, picks } = multiStarts(
    roles.map((role) => ({
      needs: input.type.segs
        .filter((need) => need.role === role)
        .map(({ f, t, before = 0, after = 0 }) => ({ from: f, to: t, before, after })),
      resources: idsOf(role).map(timetableOf),
    })),
    gridOf(input),
  );
  return Array.from(starts, (start, index) => {
    const chosen = roles.map((role, column) => idsOf(role)[picks[column]?.[index] ?? -1]);
    return `${utc(start)} ${chosen.join('+')}`;
  });
};

const series = ({ split, ...input }: SeriesInput): unknown => {
  if (split) {
    const parts = splitSeries(input, split.at, split.to);
    if (!parts) throw new Error('nothing to split');
    const at = [parts.first, parts.second].flatMap((part) =>
      expandSeries(part).instances.map(({ startsAt }) => utc(startsAt)),
    );
    return { at, firstRule: parts.first.rrule };
  }
  const { instances, skipped } = expandSeries(input);
  const at = instances.map(({ startsAt }) => utc(startsAt));
  return skipped.length > 0 ? { at, skipped } : { at };
};

const retz = ({ to, utc: instant, ...stored }: Stored): unknown => {
  const { utc: minute, wall, moved } = reresolve({ ...stored, utc: minuteOf(instant) }, to);
  return { utc: utc(minute), wall, moved };
};

const ops: { [Name in Op]: (input: Inputs[Name], setClock: SetClock) => unknown } = {
  resolve,
  zone: (names) => names.map(zoneVerdict),
  windows,
  slots,
  multi,
  series,
  recall: (rows) => rows.map(([day, months]) => addMonthsClamped(day, months)),
  group: (input) => groupByLocalDay(input.slots.map(minuteOf), stepsAround(input)),
  label: (input) => timeLabels(input.slots.map(minuteOf), stepsAround(input)),
  retz,
};
