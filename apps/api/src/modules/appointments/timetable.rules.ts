import {
  type DayRange,
  formatDay,
  intersectIntervals,
  type Intervals,
  type OpeningHours,
  parseDay,
} from '@topsmile/scheduling';
import { openWindowsIn } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleLocation, ScheduleProvider } from '../schedule/schedule.types.ts';

/** A place and the local days looked at; the day after the last is part of the windows, so that nights are whole. */
export type Board = {
  readonly schedule: ClinicSchedule;
  readonly location: ScheduleLocation;
  readonly days: DayRange;
  /** Whose windows: hours kept for other types are closed to it. Absent: every block counts. */
  readonly typeId?: string | undefined;
};

// Keyed by the schedule object: a changed schedule is another object, so nothing here can be out of date.
const memory = new WeakMap<ClinicSchedule, Map<string, Intervals>>();
const mostRemembered = 5000;

const remember = (schedule: ClinicSchedule, key: string, compute: () => Intervals): Intervals => {
  const known = memory.get(schedule) ?? new Map<string, Intervals>();
  memory.set(schedule, known);
  const found = known.get(key) ?? compute();
  if (known.size >= mostRemembered) known.clear();
  known.set(key, found);
  return found;
};

const withNextDay = ({ from, to }: DayRange): DayRange => ({ from, to: addDays(to, 1) });

export const addDays = (day: string, count: number): string => formatDay(parseDay(day) + count);

/** When the place is open: its hours without closures and holidays. Chairs and equipment follow it. */
export const placeWindows = ({ schedule, location, days }: Board): Intervals =>
  remember(schedule, `${location.id} ${days.from} ${days.to}`, () =>
    openWindowsIn(location.zone, { hours: location.hours, closures: location.closures }, withNextDay(days)),
  );

/** When a provider works at the place, in any chair or only in the blocks bound to one. */
export const providerWindows = (board: Board, provider: ScheduleProvider, boundTo?: string): Intervals => {
  const { schedule, location, days } = board;
  const typeId = keepsTime(provider) ? board.typeId : undefined;
  const key = `${location.id} ${provider.id} ${boundTo ?? ''} ${typeId ?? ''} ${days.from} ${days.to}`;
  return remember(schedule, key, () =>
    intersectIntervals(
      openWindowsIn(
        location.zone,
        openingOf(provider, { locationId: location.id, boundTo, typeId }),
        withNextDay(days),
      ),
      placeWindows(board),
    ),
  );
};

type Block = {
  readonly locationId: string;
  readonly operatoryId?: string | undefined;
  readonly typeIds?: readonly string[] | undefined;
};

/** Whether some of the provider's hours are kept for some types. */
const keepsTime = ({ hours, overrides }: ScheduleProvider): boolean =>
  hours.some(({ typeIds }) => typeIds !== undefined) ||
  overrides.some(({ blocks }) => blocks.some(({ typeIds }) => typeIds !== undefined));

type Asked = { locationId: string; boundTo: string | undefined; typeId: string | undefined };

const openingOf = (provider: ScheduleProvider, { locationId, boundTo, typeId }: Asked): OpeningHours => {
  const isHere = (block: Block): boolean =>
    block.locationId === locationId &&
    (boundTo === undefined || block.operatoryId === boundTo) &&
    (typeId === undefined || block.typeIds === undefined || block.typeIds.includes(typeId));
  return {
    hours: provider.hours.filter(isHere),
    // A date that is overridden for another place is closed here.
    overrides: provider.overrides.map(({ date, blocks }) => ({ date, blocks: blocks.filter(isHere) })),
    closures: provider.timeOff,
  };
};

/** The chairs that the provider's hours at the place name, in the order of the hours. */
export const boundChairs = (locationId: string, provider: ScheduleProvider): string[] => {
  const blocks = [...provider.hours, ...provider.overrides.flatMap((override) => override.blocks)];
  const chairs = blocks.flatMap((block) =>
    block.locationId === locationId && block.operatoryId !== undefined ? [block.operatoryId] : [],
  );
  return [...new Set(chairs)];
};

/** Whether one window holds the whole stretch. */
export const holds = (windows: Intervals, start: number, end: number): boolean => {
  for (let i = 0; i < windows.length; i += 2)
    if ((windows[i] ?? 0) <= start && end <= (windows[i + 1] ?? 0)) return true;
  return false;
};

export const minutesIn = (intervals: Intervals): number => {
  let total = 0;
  for (let i = 0; i < intervals.length; i += 2) total += (intervals[i + 1] ?? 0) - (intervals[i] ?? 0);
  return total;
};
