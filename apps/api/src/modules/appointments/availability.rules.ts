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
import { addDays, type Board, boundChairs, placeWindows, providerWindows } from './timetable.rules.ts';

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
  const board: Board = search;
  const places = placeWindows(board);
  const chairs = chairPool(search);
  const timetable = (ord: number, windows: Intervals): Timetable => ({ windows, busy: busy(ord) });
  const whole = needsOf(search.shape, 'patient');
  const single = (ord: number): RolePool => ({ needs: whole, resources: [timetable(ord, places)] });
  const providerNeeds = needsOf(search.shape, 'provider');
  const pools: RolePool[] = [
    {
      needs: needsOf(search.shape, 'operatory'),
      resources: chairs.map(({ ord, windows }) => timetable(ord, windows)),
    },
    ...(providerNeeds.length === 0
      ? []
      : [
          {
            needs: providerNeeds,
            resources: [timetable(search.provider.ord, providerWindows(board, search.provider))],
          },
        ]),
    ...search.equipmentOrds.map(single),
    ...(search.patientOrd === undefined ? [] : [single(search.patientOrd)]),
  ];
  const { starts, picks } = multiStarts(pools, gridOf(search));
  const [chairPicks] = picks;
  const found = [...starts].map((start, index) => ({
    start,
    chair: chairs[chairPicks?.[index] ?? 0]?.id ?? '',
  }));
  const kept = found.filter(({ start }) => isInPart(search, start));
  return { starts: Int32Array.from(kept, ({ start }) => start), chairs: kept.map(({ chair }) => chair) };
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
