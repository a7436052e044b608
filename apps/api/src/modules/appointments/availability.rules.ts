import {
  type DayRange,
  type Grid,
  type Intervals,
  multiStarts,
  needsOf,
  parseDay,
  type RolePool,
  startOfDay,
  type Timetable,
  type VisitShape,
  wallMinuteAt,
  minutesPerDay,
} from '@topsmile/scheduling';
import { stepsForDays } from '../../platform/time.ts';
import type {
  ClinicSchedule,
  ScheduleLocation,
  ScheduleOperatory,
  ScheduleProvider,
} from '../schedule/schedule.types.ts';
import { addDays, boundChairs, placeWindows, providerWindows } from './timetable.rules.ts';

/** Padded time taken by each resource number, as the sweep reads it. */
export type BusyIndex = (ord: number) => Intervals;

export type Part = 'any' | 'morning' | 'afternoon';

/** One provider's search: where, how long, in which chairs and from when. */
export type Search = {
  readonly schedule: ClinicSchedule;
  readonly location: ScheduleLocation;
  readonly provider: ScheduleProvider;
  readonly typeId: string | undefined;
  readonly shape: VisitShape;
  readonly chairs: readonly ScheduleOperatory[];
  readonly equipmentOrds: readonly number[];
  readonly patientOrd: number | undefined;
  readonly days: DayRange;
  /** First epoch minute that may be offered. */
  readonly earliest: number;
  /** Last local day that may be offered. */
  readonly lastDay: string;
  readonly part: Part;
};

/** `chairs[i]` is where the visit at `starts[i]` would be. */
export type Starts = { readonly starts: Int32Array; readonly chairs: readonly string[] };

/** Everything that can be booked with one provider: what is offered here is accepted by booking, and nothing else is. */
export const startsOf = (search: Search, busy: BusyIndex): Starts => {
  const { starts, picks } = multiStarts(poolsOf(search, busy), gridOf(search));
  const kept = search.part === 'any' ? undefined : starts.map((start) => Number(isInPart(search, start)));
  const chairs = chairPool(search);
  const [chairPicks = nothing] = picks;
  const chairAt = (at: number): string => chairs[chairPicks[at] ?? 0]?.id ?? '';
  if (kept === undefined) return { starts, chairs: Array.from(starts, (_start, at) => chairAt(at)) };
  return {
    starts: starts.filter((_start, at) => kept[at] === 1),
    chairs: Array.from(starts, (_start, at) => chairAt(at)).filter((_id, at) => kept[at] === 1),
  };
};

const nothing = new Int32Array(0);

const poolsOf = (search: Search, busy: BusyIndex): RolePool[] => {
  const places = placeWindows(search);
  const timetable = (ord: number, windows: Intervals): Timetable => ({ windows, busy: busy(ord) });
  const whole = needsOf(search.shape, 'patient');
  const single = (ord: number): RolePool => ({ needs: whole, resources: [timetable(ord, places)] });
  const providerNeeds = needsOf(search.shape, 'provider');
  const provider = (): RolePool => ({
    needs: providerNeeds,
    resources: [timetable(search.provider.ord, providerWindows(search, search.provider))],
  });
  return [
    chairRole(search, busy),
    ...(providerNeeds.length === 0 ? [] : [provider()]),
    ...search.equipmentOrds.map(single),
    ...(search.patientOrd === undefined ? [] : [single(search.patientOrd)]),
  ];
};

// Keyed by what is taken, which belongs to one request: providers without chairs of their own share a pool.
const chairRoles = new WeakMap<BusyIndex, Map<string, RolePool>>();

const chairRole = (search: Search, busy: BusyIndex): RolePool => {
  const known = chairRoles.get(busy) ?? new Map<string, RolePool>();
  chairRoles.set(busy, known);
  const needs = needsOf(search.shape, 'operatory');
  const bound = boundChairs(search.location.id, search.provider);
  const owner = bound.length === 0 ? '' : search.provider.id;
  const { from, to } = search.days;
  const key = `${owner} ${from} ${to} ${JSON.stringify(needs)} ${search.chairs.map(({ ord }) => ord).join()}`;
  const pool = known.get(key) ?? {
    needs,
    resources: chairPool(search).map(({ ord, windows }) => ({ windows, busy: busy(ord) })),
  };
  known.set(key, pool);
  return pool;
};

/** Bound chairs come first, but only while the provider is bound to them. */
const chairPool = (search: Search): { id: string; ord: number; windows: Intervals }[] => {
  const places = placeWindows(search);
  const open = new Map(search.chairs.map((chair) => [chair.id, chair]));
  const bound = boundChairs(search.location.id, search.provider).flatMap((id) => {
    const chair = open.get(id);
    return chair === undefined
      ? []
      : [{ id, ord: chair.ord, windows: providerWindows(search, search.provider, id) }];
  });
  return [...bound, ...search.chairs.map(({ id, ord }) => ({ id, ord, windows: places }))];
};

const gridOf = ({ schedule, location, days, earliest, lastDay }: Search): Grid => {
  const steps = stepsForDays(location.zone, { from: days.from, to: addDays(days.to, 1) });
  return {
    step: schedule.settings.slotStepMinutes,
    steps,
    earliest,
    until: startOfDay(steps, parseDay(days.to) + 1),
    lastDay: parseDay(lastDay),
  };
};

const noon = 720;
const isInPart = ({ part, location, days }: Search, start: number): boolean => {
  if (part === 'any') return true;
  const wall = wallMinuteAt(stepsForDays(location.zone, days), start);
  const isMorning = wall - Math.floor(wall / minutesPerDay) * minutesPerDay < noon;
  return isMorning === (part === 'morning');
};
