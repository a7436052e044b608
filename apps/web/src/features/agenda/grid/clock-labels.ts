import { type ClockLabels, type DayAxis, elapsedAt } from './axis.ts';

const MINUTE = 60_000;

const remembered = <T>(compute: (ms: number) => T): ((ms: number) => T) => {
  const known = new Map<number, T>();
  return (ms) => {
    const hit = known.get(ms);
    if (hit !== undefined) return hit;
    const value = compute(ms);
    if (known.size > 5_000) known.clear();
    known.set(ms, value);
    return value;
  };
};

const build = (zone: string): ClockLabels => {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const named = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  const time = remembered((ms) => clock.format(ms));
  return {
    time,
    range: (startMs, endMs) => `${time(startMs)}–${time(endMs)}`,
    wallMinutes: (ms) => {
      const [hours = '0', minutes = '0'] = time(ms).split(':');
      return Number(hours) * 60 + Number(minutes);
    },
    offset: (ms) => named.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '',
  };
};

const cache = new Map<string, ClockLabels>();

/** One set of formatters per zone: building them is what costs. */
export const clockLabels = (zone: string): ClockLabels => {
  const known = cache.get(zone);
  if (known !== undefined) return known;
  const made = build(zone);
  cache.set(zone, made);
  return made;
};

export type Tick = { minute: number; label: string; isRepeated: boolean };

/** The whole hours of the wall clock between two grid minutes; a repeated hour carries its offset. */
export const hourTicks = (
  axis: DayAxis,
  labels: ClockLabels,
  range: { from: number; to: number },
): Tick[] => {
  const seen = new Set<number>();
  const ticks: Tick[] = [];
  for (let minute = range.from; minute < range.to; minute += 30) {
    const ms = axis.startMs + elapsedAt(axis, minute) * MINUTE;
    const wall = labels.wallMinutes(ms);
    if (wall % 60 !== 0) continue;
    const isRepeated = seen.has(wall);
    seen.add(wall);
    const label = isRepeated ? `${labels.time(ms)} ${labels.offset(ms)}` : labels.time(ms);
    ticks.push({ minute, label, isRepeated });
  }
  return ticks;
};
