import { formatDay, parseDay } from '@topsmile/scheduling';
import type { Types } from '../platform/mongo.ts';
import type { SeededPatient } from './demo-people.ts';

export const busyZone = 'America/Sao_Paulo';

/** How many of what; each provider has a chair and patients of their own, so that nothing can collide. */
export type BusyShape = {
  clinics: number;
  /** Staff members per clinic; the first is its administrator. */
  members: number;
  /** Providers, each with a chair. */
  columns: number;
  patients: number;
  /** Days from tomorrow on with `perDay` visits of each provider. */
  days: number;
  perDay: number;
  /** Days ahead on which each provider has `fullPerDay` visits of `fullMinutes`. */
  fullDays: readonly number[];
  fullPerDay: number;
  fullMinutes: number;
  /** Completed visits before today, per clinic. */
  past: number;
};

export type BusyClinic = {
  clinicId: Types.ObjectId;
  locationId: string;
  chairs: string[];
  providers: string[];
  types: string[];
  patients: SeededPatient[];
};

/** `startMinute` counts from midnight on the clinic's wall clock. */
export type BusyPlan = {
  day: string;
  startMinute: number;
  minutes: number;
  column: number;
  at: number;
  isPast: boolean;
};

const openMinutes = [
  { from: 480, to: 720 },
  { from: 780, to: 1080 },
];

/** Starts spread over the open hours, each with room for a visit of that length. */
const starts = (count: number, minutes: number): number[] => {
  const slots = openMinutes.flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / minutes) }, (_, at) => from + at * minutes),
  );
  return Array.from({ length: Math.min(count, slots.length) }, (_, at) =>
    Number(slots[Math.floor((at * slots.length) / Math.min(count, slots.length))]),
  );
};

type DayWish = { day: string; perDay: number; minutes: number; isPast: boolean };

const planDay = ({ columns }: BusyShape, { day, perDay, minutes, isPast }: DayWish): BusyPlan[] =>
  Array.from({ length: columns }, (_, column) => column).flatMap((column) =>
    starts(perDay, minutes).map((startMinute, at) => ({ day, startMinute, minutes, column, at, isPast })),
  );

/** Every visit of one clinic's diary around today, the past first. */
export const busyPlans = (shape: BusyShape, today: string): BusyPlan[] => {
  const dayAt = (ahead: number): string => formatDay(parseDay(today) + ahead);
  const perPastDay = 10;
  const pastDays = Math.ceil(shape.past / (shape.columns * perPastDay));
  const past = Array.from({ length: pastDays }, (_, at) =>
    planDay(shape, { day: dayAt(at - pastDays - 7), perDay: perPastDay, minutes: 30, isPast: true }),
  );
  const ahead = Array.from({ length: shape.days }, (_, at) =>
    planDay(shape, { day: dayAt(at + 1), perDay: shape.perDay, minutes: 30, isPast: false }),
  );
  const full = shape.fullDays.map((at) =>
    planDay(shape, { day: dayAt(at), perDay: shape.fullPerDay, minutes: shape.fullMinutes, isPast: false }),
  );
  return [...past.flat().slice(0, shape.past), ...ahead.flat(), ...full.flat()];
};
