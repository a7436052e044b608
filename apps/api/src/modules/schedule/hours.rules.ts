import type { DateOverride, HoursBlock, Issue, ProviderHoursBlock, TimeOff } from '@topsmile/contracts';
import { PlainDate } from '@topsmile/contracts';

/** Checks of hours, overrides and closed stretches; each answers what is wrong and where, or nothing. */

type Times = { startsAt: string; endsAt: string };
type Span = { from: number; to: number; path: string };

const minutesADay = 1440;
const minutesAWeek = 7 * minutesADay;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

// An end at or before the start lies on the next day.
const lengthOf = ({ startsAt, endsAt }: Times): number => {
  const length = minuteOf(endsAt) - minuteOf(startsAt);
  return length > 0 ? length : length + minutesADay;
};

const gridIssues = (block: Times, path: string): Issue[] =>
  (['startsAt', 'endsAt'] as const)
    .filter((edge) => minuteOf(block[edge]) % 5 !== 0)
    .map((edge) => ({ path: `${path}.${edge}`, message: 'fiveMinutes' }));

const repeatedWeekdays = ({ weekdays }: HoursBlock, path: string): Issue[] =>
  new Set(weekdays).size === weekdays.length ? [] : [{ path: `${path}.weekdays`, message: 'repeated' }];

/** Opening hours of a place: on the five-minute grid, each weekday once per block. */
export const openingHoursIssues = (hours: readonly HoursBlock[], path: string): Issue[] =>
  hours.flatMap((block, at) => [
    ...gridIssues(block, `${path}.${at}`),
    ...repeatedWeekdays(block, `${path}.${at}`),
  ]);

const meets = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

// A block that runs past Sunday midnight meets Monday's: it is looked at a week earlier as well.
const meetsInWeek = (one: Span, other: Span): boolean =>
  [-minutesAWeek, 0, minutesAWeek].some((shift) =>
    meets(one, { ...other, from: other.from + shift, to: other.to + shift }),
  );

const overlaps = (spans: readonly Span[], meet: (one: Span, other: Span) => boolean): Issue[] => {
  const paths = spans
    .filter((span, at) => spans.slice(0, at).some((earlier) => meet(earlier, span)))
    .map(({ path }) => `${path}.startsAt`);
  return [...new Set(paths)].map((path) => ({ path, message: 'overlaps' }));
};

const weekSpans = (block: ProviderHoursBlock, path: string): Span[] =>
  [...new Set(block.weekdays)].map((weekday) => {
    const from = (weekday - 1) * minutesADay + minuteOf(block.startsAt);
    return { from, to: from + lengthOf(block), path };
  });

/** A person's weekly hours: on the grid, and never in two chairs at once, whatever the place. */
export const weeklyHoursIssues = (hours: readonly ProviderHoursBlock[], path: string): Issue[] => [
  ...openingHoursIssues(hours, path),
  ...overlaps(
    hours.flatMap((block, at) => weekSpans(block, `${path}.${at}`)),
    meetsInWeek,
  ),
];

const overrideIssues = ({ blocks }: DateOverride, path: string): Issue[] => [
  ...blocks.flatMap((block, at) => gridIssues(block, `${path}.blocks.${at}`)),
  ...overlaps(
    blocks.map((block, at) => {
      const from = minuteOf(block.startsAt);
      return { from, to: from + lengthOf(block), path: `${path}.blocks.${at}` };
    }),
    meets,
  ),
];

/** Overrides: one per date, each on the grid and free of overlaps. */
export const overridesIssues = (overrides: readonly DateOverride[], path: string): Issue[] => [
  ...overrides.flatMap((override, at) => overrideIssues(override, `${path}.${at}`)),
  ...overrides
    .map(({ date }, at) => ({ at, isRepeated: overrides.findIndex((one) => one.date === date) < at }))
    .filter(({ isRepeated }) => isRepeated)
    .map(({ at }) => ({ path: `${path}.${at}.date`, message: 'repeated' })),
];

const dayOf = (text: string): string => text.slice(0, 10);
// Days are inclusive: the end of a day is compared as the midnight that ends it.
const startOf = (text: string): string => (text.length === 10 ? `${text}T00:00` : text);
const endOf = (text: string): string => (text.length === 10 ? `${text}T24:00` : text);

/** A closed stretch has days that exist and ends after it starts. */
export const stretchIssues = ({ from, to }: { from: string; to: string }, prefix = ''): Issue[] => {
  const unreal = (['from', 'to'] as const)
    .filter((edge) => !PlainDate.safeParse(dayOf(edge === 'from' ? from : to)).success)
    .map((edge) => ({ path: `${prefix}${edge}`, message: 'day' }));
  if (unreal.length > 0) return unreal;
  return startOf(from) < endOf(to) ? [] : [{ path: `${prefix}to`, message: 'beforeStart' }];
};

export const timeOffIssues = (timeOff: readonly TimeOff[], path: string): Issue[] =>
  timeOff.flatMap((one, at) => stretchIssues(one, `${path}.${at}.`));
