import { dayBounds, type DayRange, parseDay } from '@topsmile/scheduling';
import { stepsForDays } from '../../platform/time.ts';

/** The epoch minutes of inclusive local days: 23 or 25 hours where a clock changes. */
export const dayRange = (zone: string, days: DayRange): { start: number; end: number } =>
  dayBounds(stepsForDays(zone, days), parseDay(days.from), parseDay(days.to));
