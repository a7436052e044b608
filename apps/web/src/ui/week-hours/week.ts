/** A week of working time as minutes on the wall clock; drawing, typing and saving all go through these. */
export type WeekBlock = {
  key: string;
  /** ISO weekday, 1 Monday … 7 Sunday. */
  weekday: number;
  /** Minutes after midnight, 0 … 1435. */
  from: number;
  /** After `from`; beyond 1440 the block ends on the next day. */
  to: number;
  /** What the hours are bound to (a chair), `''` for nothing. */
  place: string;
  /** What alone the time is for, by id; absent: everything. */
  kept?: readonly string[] | undefined;
};

export type PlacedHours = {
  weekdays: number[];
  startsAt: string;
  endsAt: string;
  place: string;
  kept?: readonly string[] | undefined;
};

export const minutesADay = 1440;
const minutesAWeek = 7 * minutesADay;
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const pad = (value: number): string => String(value).padStart(2, '0');

/** `HH:mm` of a minute; 1440 is `24:00`, later minutes are the next day's. */
export const timeOf = (minute: number): string => {
  const within = minute > minutesADay ? minute - minutesADay : minute;
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`;
};

/** `8`, `8:30`: for drawings with little room. */
export const shortTimeOf = (minute: number): string => {
  const [hours = '', minutes = ''] = timeOf(minute).split(':');
  return minutes === '00' ? String(Number(hours)) : `${Number(hours)}:${minutes}`;
};

export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

let lastKey = 0;
export const newKey = (): string => {
  lastKey += 1;
  return `block-${lastKey}`;
};

/** An end at or before the start lies on the next day. */
export const endAfter = (from: number, end: number): number => (end > from ? end : end + minutesADay);

const inOrder = (blocks: readonly WeekBlock[]): WeekBlock[] =>
  [...blocks].sort((one, other) => one.weekday - other.weekday || one.from - other.from);

export const blocksOf = (hours: readonly PlacedHours[]): WeekBlock[] =>
  inOrder(
    hours.flatMap(({ weekdays: days, startsAt, endsAt, place, kept }) =>
      [...new Set(days)].map((weekday) => {
        const from = minuteOf(startsAt);
        return { key: newKey(), weekday, from, to: endAfter(from, minuteOf(endsAt)), place, kept };
      }),
    ),
  );

/** The fewest entries that say the same: equal times in the same place for the same things share one. */
export const hoursOf = (blocks: readonly WeekBlock[]): PlacedHours[] => {
  const found = new Map<string, PlacedHours>();
  for (const { weekday, from, to, place, kept } of inOrder(blocks)) {
    const id = `${from}|${to}|${place}|${kept?.join() ?? ''}`;
    const known = found.get(id);
    if (known === undefined)
      found.set(id, {
        weekdays: [weekday],
        startsAt: timeOf(from),
        endsAt: timeOf(to),
        place,
        ...(kept === undefined ? {} : { kept }),
      });
    else known.weekdays.push(weekday);
  }
  return [...found.values()];
};

export const onDay = (blocks: readonly WeekBlock[], weekday: number): WeekBlock[] =>
  inOrder(blocks.filter((block) => block.weekday === weekday));

export const totalMinutes = (blocks: readonly WeekBlock[]): number =>
  blocks.reduce((sum, { from, to }) => sum + to - from, 0);

const startInWeek = ({ weekday, from }: WeekBlock): number => (weekday - 1) * minutesADay + from;

// A block that runs past Sunday midnight meets Monday's: it is looked at a week earlier as well.
const meets = (one: WeekBlock, other: WeekBlock): boolean => {
  const first = startInWeek(one);
  const second = startInWeek(other);
  return [-minutesAWeek, 0, minutesAWeek].some(
    (shift) => first < second + shift + other.to - other.from && second + shift < first + one.to - one.from,
  );
};

/** The block that already has some of this time. */
export const clashWith = (blocks: readonly WeekBlock[], block: WeekBlock): WeekBlock | undefined =>
  blocks.find((other) => other.key !== block.key && meets(other, block));

export const replaced = (blocks: readonly WeekBlock[], block: WeekBlock): WeekBlock[] =>
  inOrder(blocks.map((other) => (other.key === block.key ? block : other)));

export const added = (blocks: readonly WeekBlock[], block: WeekBlock): WeekBlock[] =>
  inOrder([...blocks, block]);

/** The days named get the first day's blocks instead of their own. */
export const withDayCopied = (
  blocks: readonly WeekBlock[],
  weekday: number,
  targets: readonly number[],
): WeekBlock[] => {
  const source = onDay(blocks, weekday);
  const others = targets.filter((target) => target !== weekday);
  return inOrder([
    ...blocks.filter((block) => !others.includes(block.weekday)),
    ...others.flatMap((target) => source.map((block) => ({ ...block, key: newKey(), weekday: target }))),
  ]);
};

export const snapped = (minute: number, step: number): number => Math.round(minute / step) * step;

/** The free stretch of a day around a minute, or undefined when it is taken. */
export const gapAt = (
  blocks: readonly WeekBlock[],
  weekday: number,
  minute: number,
): { from: number; to: number } | undefined => {
  const day = onDay(blocks, weekday);
  if (day.some(({ from, to }) => from <= minute && minute < to)) return undefined;
  const from = Math.max(0, ...day.filter(({ to }) => to <= minute).map(({ to }) => to));
  const to = Math.min(minutesADay, ...day.filter((block) => block.from > minute).map((block) => block.from));
  return { from, to };
};

const usual = [
  { from: 480, to: 720 },
  { from: 780, to: 1080 },
] as const;

/** Time for one more block of a day: morning, then afternoon, then the first free stretch. */
export const proposalFor = (
  blocks: readonly WeekBlock[],
  weekday: number,
): { from: number; to: number } | undefined => {
  const fits = usual.find(
    ({ from, to }) => clashWith(blocks, { key: '', weekday, from, to, place: '' }) === undefined,
  );
  if (fits !== undefined) return fits;
  const ends = [...onDay(blocks, weekday).map(({ to }) => to), 0].filter((minute) => minute < minutesADay);
  const gap = ends
    .map((minute) => gapAt(blocks, weekday, minute))
    .find((found) => found !== undefined && found.to - found.from >= 30);
  return gap === undefined ? undefined : { from: gap.from, to: Math.min(gap.to, gap.from + 240) };
};
