import type {
  Availability,
  findNextFree,
  getAvailability,
  NextFree,
  QueryOf,
  ViewOf,
  providerAvailability,
  ProviderDay,
} from '@topsmile/contracts';
import { type DayHits, type DayRange, encodeRuns, findNext, formatDay, parseDay } from '@topsmile/scheduling';
import type { Clock } from '../../platform/clock.ts';
import { invalid } from '../../platform/errors.ts';
import { isoOf, localDay, minuteOf, stepsForDays } from '../../platform/time.ts';
import type { ScheduleBook, ScheduleProvider } from '../schedule/index.ts';
import { type BusyIndex, startsOf, type Starts } from './availability.rules.ts';
import { fitScores } from './gap-ranking.rules.ts';
import { busyDuring, known, type Wanted, wantedOf } from './availability.wanted.ts';

type Deps = { clock: Clock; book: ScheduleBook };
const mostDays = 31;
const mostSlots = 200;
const largest = 180;

/** `scores`: how well each start keeps the day whole; absent when the order is the clock's. */
type Found = { provider: ScheduleProvider; starts: Starts; scores?: Int32Array };

const searchAll = (wanted: Wanted, days: DayRange, busy: BusyIndex): Found[] =>
  wanted.providers.map((provider) => ({
    provider,
    starts: startsOf({ ...wanted, provider, days, shape: wanted.shapeFor(provider) }, busy),
  }));

type Rank = QueryOf<typeof findNextFree>['rank'];

const ranked = (
  found: Found[],
  rank: Rank,
  { wanted, days, busy }: { wanted: Wanted; days: DayRange; busy: BusyIndex },
): Found[] =>
  rank === 'time'
    ? found
    : found.map(({ provider, starts }) => {
        const search = { ...wanted, provider, days, shape: wanted.shapeFor(provider) };
        return { provider, starts, scores: fitScores(search, busy, starts.starts) };
      });

type DayView = ViewOf<typeof Availability>['days'][number];

const runsByDay = (wanted: Wanted, found: readonly Found[], days: DayRange): DayView[] => {
  const step = wanted.schedule.settings.slotStepMinutes;
  const steps = stepsForDays(wanted.location.zone, days);
  const chairIds = [...wanted.schedule.operatories.keys()];
  const chairAt = new Map(chairIds.map((id, index) => [id, index]));
  const views = new Map<number, DayView>();
  for (let day = parseDay(days.from); day <= parseDay(days.to); day += 1)
    views.set(day, { day: formatDay(day), runs: [] });
  for (const { provider, starts } of found) {
    const groups = Int32Array.from(starts.chairs, (id) => chairAt.get(id) ?? 0);
    for (const { day, runs, groups: picked } of encodeRuns(starts.starts, { step, steps, groups })) {
      const view = views.get(day);
      for (const [index, [first, stepMinutes, count]] of runs.entries()) {
        const operatoryId = chairIds[picked[index] ?? 0] ?? '';
        view?.runs.push({
          firstStartsAt: isoOf(first),
          stepMinutes,
          count,
          providerId: provider.id,
          operatoryId,
        });
      }
    }
  }
  return [...views.values()];
};

type Slot = ViewOf<typeof NextFree>['days'][number]['slots'][number];

type Scored = { start: number; score: number; slot: Slot };

/** One slot per start: of several providers free at once, whom it fits best, then the first in display order. */
const bestPerStart = (found: readonly Found[]): Scored[] => {
  const best = new Map<number, Scored>();
  for (const { provider, starts, scores } of found)
    starts.starts.forEach((start, index) => {
      const score = scores?.[index] ?? 0;
      const known = best.get(start);
      if (known !== undefined && known.score >= score) return;
      const operatoryId = starts.chairs[index] ?? '';
      best.set(start, {
        start,
        score,
        slot: { startsAt: isoOf(start), providerId: provider.id, operatoryId },
      });
    });
  return [...best.values()].sort((one, other) => other.score - one.score || one.start - other.start);
};

/** The slots of each day: those that leave no unusable gap first, else by the clock. */
const slotsByDay = (wanted: Wanted, found: readonly Found[], days: DayRange): Map<number, Slot[]> => {
  const first = parseDay(days.from);
  const last = parseDay(days.to);
  const grouped = new Map<number, Slot[]>();
  for (const { start, slot } of bestPerStart(found)) {
    const day = parseDay(localDay(wanted.location.zone, start));
    if (day < first || day > last) continue;
    const list = grouped.get(day);
    if (list === undefined) grouped.set(day, [slot]);
    else list.push(slot);
  }
  return grouped;
};

/** The visits of each chunk of days, read with two queries at most: the second brings everything to the end. */
const createLooks = (wanted: Wanted, { now, end }: { now: Date; end: number }) => {
  let count = 0;
  let rest: BusyIndex | undefined;
  return async (from: number, to: number): Promise<BusyIndex> => {
    if (rest !== undefined) return rest;
    count += 1;
    const isLast = count > 1;
    const days = { from: formatDay(from), to: formatDay(isLast ? Math.max(end, to) : to) };
    const busy = await busyDuring(wanted, days, now);
    if (isLast) rest = busy;
    return busy;
  };
};

/** Every bookable start of the days; what is offered here is accepted by booking at once. */
const list = async (
  { clock, book }: Deps,
  { from, to, ...query }: QueryOf<typeof getAvailability>,
): Promise<ViewOf<typeof Availability>> => {
  if (to < from || parseDay(to) - parseDay(from) >= mostDays)
    throw invalid([{ path: 'to', message: 'range' }]);
  const now = clock.now();
  const schedule = await book.load();
  const wanted = await wantedOf(schedule, query, now);
  const days = { from, to };
  const busy = await busyDuring(wanted, days, now);
  return {
    zone: wanted.location.zone,
    slotStepMinutes: schedule.settings.slotStepMinutes,
    days: runsByDay(wanted, searchAll(wanted, days, busy), days),
  };
};

/** The next days with a free time: at most two looks at the visits, the second at all that is left. */
const next = async (
  { clock, book }: Deps,
  { from, days, perDay, rank, ...query }: QueryOf<typeof findNextFree>,
): Promise<ViewOf<typeof NextFree>> => {
  const now = clock.now();
  const schedule = await book.load();
  const wanted = await wantedOf(schedule, query, now);
  const today = localDay(wanted.location.zone, minuteOf(now));
  const first = parseDay(from === undefined || from < today ? today : from);
  const looks = createLooks(wanted, { now, end: first + largest - 1 });
  const found = await findNext<Slot>({
    from: first,
    wantedDays: days,
    search: async (start, end) => {
      const range = { from: formatDay(start), to: formatDay(end) };
      const busy = await looks(start, end);
      const all = ranked(searchAll(wanted, range, busy), rank, { wanted, days: range, busy });
      const byDay = [...slotsByDay(wanted, all, range)].sort(([one], [other]) => one - other);
      return byDay.map(([day, slots]): DayHits<Slot> => ({ day, slots }));
    },
  });
  return {
    zone: wanted.location.zone,
    days: found.days.map(({ day, slots }) => ({ day: formatDay(day), slots: slots.slice(0, perDay) })),
    searchedUntil: formatDay(found.searchedUntil),
  };
};

/** One provider's day as the specification's own route answers it: plain starts at the clinic's step. */
const ofProvider = async (
  { clock, book }: Deps,
  providerId: string,
  { date, appointmentTypeId, locationId }: QueryOf<typeof providerAvailability>,
): Promise<ViewOf<typeof ProviderDay>> => {
  const now = clock.now();
  const schedule = await book.load();
  const provider = known(schedule.providers.get(providerId));
  const place = locationId ?? provider.hours[0]?.locationId ?? [...schedule.locations.keys()][0];
  const query = { typeId: appointmentTypeId, locationId: place ?? '', providerId, part: 'any' } as const;
  const wanted = await wantedOf(schedule, query, now);
  const days = { from: date, to: date };
  const found = searchAll(wanted, days, await busyDuring(wanted, days, now));
  const slots = slotsByDay(wanted, found, days).get(parseDay(date)) ?? [];
  return {
    zone: wanted.location.zone,
    slotStepMinutes: schedule.settings.slotStepMinutes,
    slots: slots.slice(0, mostSlots),
  };
};

export const createAvailabilityService = (deps: Deps) => ({
  list: (query: QueryOf<typeof getAvailability>) => list(deps, query),
  next: (query: QueryOf<typeof findNextFree>) => next(deps, query),
  ofProvider: (providerId: string, query: QueryOf<typeof providerAvailability>) =>
    ofProvider(deps, providerId, query),
});
export type AvailabilityService = ReturnType<typeof createAvailabilityService>;
