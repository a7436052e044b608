import { formatDay, openWindows, parseDay } from '@topsmile/scheduling';
import { createZoneSource } from '@topsmile/scheduling/zone';
import { Temporal } from 'temporal-polyfill';
import type { Outcome, Suite } from '../lib/bar.ts';
import { engineSweep } from './engine.ts';
import { countStarts } from './floor.ts';
import { bigClinic, everyDay, firstDay } from './workload.ts';

const days = 90;
const zones = [
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
];

/** Calls made while `work` runs, by name, of everything that could make or read a date. */
const counted = (work: () => void): Record<string, number> => {
  const counts: Record<string, number> = {};
  const restore: (() => void)[] = [];
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const patch = <Name extends string>(owner: { [Key in Name]: unknown }, name: Name, label: string): void => {
    const original = owner[name];
    if (typeof original !== 'function') throw new Error(`nothing to count at ${label}`);
    owner[name] = new Proxy(original, {
      apply: (target, self, args) => {
        count(label);
        return Reflect.apply(target, self, args);
      },
      construct: (target, args, self) => {
        count(label);
        return Reflect.construct(target, args, self);
      },
    });
    restore.push(() => {
      owner[name] = original;
    });
  };
  patch(globalThis, 'Date', 'Date');
  patch(Date, 'now', 'Date.now');
  patch(Intl, 'DateTimeFormat', 'Intl.DateTimeFormat');
  patch(Temporal.Instant.prototype, 'toZonedDateTimeISO', 'lookup');
  patch(Temporal.ZonedDateTime.prototype, 'getTimeZoneTransition', 'lookup');
  patch(Temporal.PlainDateTime.prototype, 'toZonedDateTime', 'lookup');
  patch(Temporal.Instant, 'fromEpochMilliseconds', 'Temporal');
  patch(Temporal.PlainDateTime, 'from', 'Temporal');
  try {
    work();
  } finally {
    for (const undo of restore.reverse()) undo();
  }
  return counts;
};

const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

export const sweep: Suite = {
  id: 'V5-sweep',
  title: 'date objects and offset look-ups made inside a sweep of 45,000 visits',
  run: () => {
    const clinic = bigClinic(days);
    let starts = 0;
    const counts = counted(() => {
      starts = countStarts(engineSweep(clinic));
    });
    // The counters must be able to see something, or zero would mean nothing.
    const control = counted(() => void [new Date(0), Date.now(), new Intl.DateTimeFormat('en')]);
    const made = total(counts);
    const isBlind = total(control) < 3 || starts === 0;
    return Promise.resolve<Outcome>({
      id: 'V5-sweep',
      ratio: made,
      bar: 0,
      verdict: made === 0 && !isBlind ? 'pass' : 'fail',
      raw: `${made} made for ${starts} starts · counters saw ${total(control)} of 3 in a control`,
    });
  },
};

export const lookups: Suite = {
  id: 'V5-lookups',
  title: 'offset look-ups per zone and local day, cold, over 90 days',
  run: () => {
    const from = parseDay(firstDay);
    const range = { from: firstDay, to: formatDay(from + days - 1) };
    const opening = { hours: [{ weekdays: everyDay, startsAt: '08:00', endsAt: '18:00' }] };
    const source = createZoneSource();
    const perZone = zones.map((zone) => {
      const once = (): number =>
        counted(() => {
          openWindows(opening, range, source.steps(zone, from * 1440, (from + days) * 1440));
        })['lookup'] ?? 0;
      return { zone, cold: once(), warm: once() };
    });
    const worst = Math.max(...perZone.map(({ cold }) => cold)) / days;
    const isRead = perZone.every(({ cold }) => cold > 0);
    const isWarmFree = perZone.every(({ warm }) => warm === 0);
    return Promise.resolve<Outcome>({
      id: 'V5-lookups',
      ratio: worst,
      bar: 1,
      verdict: worst <= 1 && isRead && isWarmFree ? 'pass' : 'fail',
      raw: perZone.map(({ zone, cold, warm }) => `${zone} ${cold} cold, ${warm} warm`).join(' · '),
    });
  },
};
