import { z } from 'zod';
import {
  AgendaDay,
  AppointmentTypeId,
  EndOfBlock,
  line,
  LocationId,
  OperatoryId,
  TimeOfDay,
  Weekday,
} from './primitives.ts';

/**
 * Opening hours of a place: several blocks a day. `endsAt` at or before `startsAt` means the next day;
 * `24:00` is the midnight that ends the day. Times are the location's wall clock.
 */
export const HoursBlock = z.strictObject({
  weekdays: z.array(Weekday).min(1, 'required').max(7, 'tooLong'),
  startsAt: TimeOfDay,
  endsAt: EndOfBlock,
});
export type HoursBlock = z.infer<typeof HoursBlock>;

const place = {
  locationId: LocationId,
  operatoryId: OperatoryId.optional(),
  /** Kept for these types alone; absent: for every type. */
  typeIds: z.array(AppointmentTypeId).min(1, 'required').max(20, 'tooLong').optional(),
};

/** A provider's hours are bound to a location and, when fixed, a chair; some are kept for some types. */
export const ProviderHoursBlock = z.strictObject({ ...HoursBlock.shape, ...place });
export type ProviderHoursBlock = z.infer<typeof ProviderHoursBlock>;

/** Replaces the blocks that start on that day; an empty list closes it. */
export const DateOverride = z.strictObject({
  date: AgendaDay,
  blocks: z.array(z.strictObject({ startsAt: TimeOfDay, endsAt: EndOfBlock, ...place })).max(6, 'tooLong'),
});
export type DateOverride = z.infer<typeof DateOverride>;

/** `YYYY-MM-DD` for the whole day or `YYYY-MM-DDTHH:mm` on the location's wall clock. */
export const DayOrWall = z
  .string()
  .regex(/^20[0-8]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/, 'day');

/** Both ends inclusive when they are days. */
export const TimeOff = z.strictObject({
  from: DayOrWall,
  to: DayOrWall,
  kind: z.enum(['vacation', 'sick', 'course', 'other']).default('other'),
  reason: line(200).optional(),
});
export type TimeOff = z.infer<typeof TimeOff>;
