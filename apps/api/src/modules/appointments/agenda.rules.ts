import type { Agenda, AppointmentStatus, ViewOf } from '@topsmile/contracts';
import {
  type DayRange,
  formatDay,
  intersectIntervals,
  type Intervals,
  mergeIntervals,
  parseDay,
  subtractIntervals,
} from '@topsmile/scheduling';
import { isoOf, minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleLocation } from '../schedule/schedule.types.ts';
import { isBlockingStatus } from './status.rules.ts';
import { dayRange } from './day-range.rules.ts';
import { boundChairs, minutesIn, placeWindows, providerWindows } from './timetable.rules.ts';

type AgendaView = ViewOf<typeof Agenda>;
type Column = AgendaView['columns'][number];
type Id = { toHexString: () => string };
/** What the agenda counts of a visit. */
type Occupied = {
  readonly kind: 'visit' | 'block';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: AppointmentStatus;
  readonly operatoryId?: Id;
  readonly providerId?: Id;
};
export type AgendaWish = {
  readonly schedule: ClinicSchedule;
  readonly location: ScheduleLocation;
  readonly days: DayRange;
  readonly by: 'operatory' | 'provider';
  readonly operatoryId: string | undefined;
  readonly providerId: string | undefined;
};

export const daysOf = ({ from, to }: DayRange): string[] =>
  Array.from({ length: parseDay(to) - parseDay(from) + 1 }, (_, index) => formatDay(parseDay(from) + index));

/** The real length of each day and why it is closed, when it is. */
export const dayViews = ({ location, days }: AgendaWish): AgendaView['days'] =>
  daysOf(days).map((day) => {
    const { start, end } = dayRange(location.zone, { from: day, to: day });
    const closure = location.closures.find(
      (one) => one.from.slice(0, 10) <= day && day <= one.to.slice(0, 10) && !one.from.includes('T'),
    );
    const reason = closure === undefined ? {} : { closedReason: closure.reason };
    return { day, startsAt: isoOf(start), endsAt: isoOf(end), ...reason };
  });

const windowsView = (windows: Intervals): Column['open'] => {
  const view: Column['open'] = [];
  for (let i = 0; i < windows.length; i += 2)
    view.push({ startsAt: isoOf(windows[i] ?? 0), endsAt: isoOf(windows[i + 1] ?? 0) });
  return view;
};

type Resource = Pick<Column, 'operatoryId' | 'providerId' | 'name' | 'subtitle' | 'colorIndex'>;

const columnOf = (
  resource: Resource,
  { day, windows, visits }: { day: string; windows: Intervals; visits: readonly Occupied[] },
): Column => {
  const taken = mergeIntervals(
    visits
      .filter(({ status }) => isBlockingStatus(status))
      .flatMap((visit) => [minuteOf(visit.startsAt), minuteOf(visit.endsAt)]),
  );
  return {
    ...resource,
    day,
    open: windowsView(windows),
    freeMinutes: minutesIn(subtractIntervals(windows, taken)),
    bookedMinutes: minutesIn(taken),
  };
};

const ofDay = (windows: Intervals, zone: string, day: string): Intervals => {
  const { start, end } = dayRange(zone, { from: day, to: day });
  return intersectIntervals(windows, Int32Array.of(start, end));
};

const meetsDay = (visit: Occupied, zone: string, day: string): boolean => {
  const { start, end } = dayRange(zone, { from: day, to: day });
  return minuteOf(visit.startsAt) < end && minuteOf(visit.endsAt) > start;
};

/** A chair that has left still has a column on the days on which it has visits. */
const chairsShown = ({ schedule, location, operatoryId }: AgendaWish, visits: readonly Occupied[]) => {
  const used = new Set(visits.map((visit) => visit.operatoryId?.toHexString()));
  return [...schedule.operatories.values()].filter(
    (chair) =>
      chair.locationId === location.id &&
      (operatoryId === undefined ? chair.isActive || used.has(chair.id) : chair.id === operatoryId),
  );
};

const providersShown = ({ schedule, location, providerId }: AgendaWish, visits: readonly Occupied[]) => {
  const used = new Set(visits.map((visit) => visit.providerId?.toHexString()));
  return [...schedule.providers.values()].filter((provider) => {
    if (providerId !== undefined) return provider.id === providerId;
    const worksHere = [...provider.hours, ...provider.overrides.flatMap(({ blocks }) => blocks)].some(
      (block) => block.locationId === location.id,
    );
    return (provider.isActive && worksHere) || used.has(provider.id);
  });
};

/** Who works in the chair that day, by the hours that name it. */
const namesInChair = (wish: AgendaWish, chairId: string, day: string): string => {
  const board = { ...wish, days: { from: day, to: day } };
  return [...wish.schedule.providers.values()]
    .filter((provider) => provider.isActive && boundChairs(wish.location.id, provider).includes(chairId))
    .filter(
      (provider) => ofDay(providerWindows(board, provider, chairId), wish.location.zone, day).length > 0,
    )
    .map(({ name }) => name)
    .join(', ');
};

const chairColumns = (wish: AgendaWish, visits: readonly Occupied[], day: string): Column[] =>
  chairsShown(wish, visits).map((chair) => {
    const names = namesInChair(wish, chair.id, day);
    return columnOf(
      { operatoryId: chair.id, name: chair.name, ...(names === '' ? {} : { subtitle: names }) },
      {
        day,
        windows: ofDay(placeWindows(wish), wish.location.zone, day),
        visits: visits.filter(({ operatoryId }) => operatoryId?.toHexString() === chair.id),
      },
    );
  });

const providerColumns = (wish: AgendaWish, visits: readonly Occupied[], day: string): Column[] =>
  providersShown(wish, visits).map((provider) => {
    const chairs = boundChairs(wish.location.id, provider).flatMap(
      (id) => wish.schedule.operatories.get(id)?.name ?? [],
    );
    return columnOf(
      {
        providerId: provider.id,
        name: provider.name,
        colorIndex: provider.colorIndex,
        ...(chairs.length === 0 ? {} : { subtitle: chairs.join(', ') }),
      },
      {
        day,
        windows: ofDay(providerWindows(wish, provider), wish.location.zone, day),
        visits: visits.filter(({ providerId }) => providerId?.toHexString() === provider.id),
      },
    );
  });

/** The columns of each day with their hours, free and booked minutes. */
export const columnsOf = (wish: AgendaWish, visits: readonly Occupied[]): Column[] =>
  daysOf(wish.days).flatMap((day) => {
    const today = visits.filter((visit) => meetsDay(visit, wish.location.zone, day));
    return wish.by === 'operatory' ? chairColumns(wish, today, day) : providerColumns(wish, today, day);
  });

export const totalsOf = (visits: readonly Pick<Occupied, 'status' | 'kind'>[]): AgendaView['totals'] => {
  const count = (status: AppointmentStatus): number =>
    visits.filter((visit) => visit.kind === 'visit' && visit.status === status).length;
  return {
    held: count('held'),
    scheduled: count('scheduled'),
    confirmed: count('confirmed'),
    checked_in: count('checked_in'),
    in_progress: count('in_progress'),
    completed: count('completed'),
    cancelled: count('cancelled'),
    no_show: count('no_show'),
    expired: count('expired'),
  };
};
