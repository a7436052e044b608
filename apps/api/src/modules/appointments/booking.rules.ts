import type { Override, Rights } from '@topsmile/contracts';
import { AppError, forbidden, invalid } from '../../platform/errors.ts';
import { localDay, minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleLocation } from '../schedule/schedule.types.ts';
import { isOpen, type Plan } from './plan.rules.ts';
import { addDays } from './timetable.rules.ts';

const stepMinutes = 5;
const stepMs = stepMinutes * 60_000;

export type Allow = ReadonlySet<Override['allow'][number]>;

/** What the caller may override: nothing without the right, and never without a reason. */
export const allowedBy = (rights: Rights, override: Override | undefined): Allow => {
  if (override === undefined) return new Set();
  if (!rights.has('appointments:override')) throw forbidden();
  return new Set(override.allow);
};

/** The first minute that staff may book without an override: the five minutes that are running. */
export const bookableFrom = (now: Date): number => Math.floor(minuteOf(now) / stepMinutes) * stepMinutes;

/** The last local day of the booking window. */
export const lastBookableDay = (
  { settings }: Pick<ClinicSchedule, 'settings'>,
  { zone }: Pick<ScheduleLocation, 'zone'>,
  now: Date,
): string => addDays(localDay(zone, minuteOf(now)), settings.bookingWindowDays);

/** The epoch minute of a wished start; refuses what is not on a whole five minutes. */
export const startOnGrid = (startsAt: string): number => {
  if (Date.parse(startsAt) % stepMs === 0) return minuteOf(startsAt);
  throw new AppError('off-grid', 'Visits start at whole five minutes.', {
    issues: [{ path: 'startsAt', message: 'fiveMinutes' }],
  });
};

type Context = { schedule: ClinicSchedule; plan: Plan; allow: Allow; now: Date };

/** Not before now without the right and a reason, never beyond the booking window. */
export const assertInTime = ({ schedule, plan, allow, now }: Context): void => {
  if (plan.start < bookableFrom(now) && !allow.has('past'))
    throw new AppError('in-the-past', 'This time has passed.');
  const location = schedule.locations.get(plan.locationId);
  if (location === undefined) return;
  if (localDay(location.zone, plan.start) > lastBookableDay(schedule, location, now))
    throw new AppError('beyond-window', 'The agenda is not open that far ahead.');
};

/** Inside the hours of place and provider, and not in time that is kept for other types. */
export const assertOpen = ({ schedule, plan, allow }: Context): void => {
  if (allow.has('outside-hours') || isOpen(schedule, plan)) return;
  if (isOpen(schedule, { ...plan, typeId: undefined })) {
    if (allow.has('type-not-offered')) return;
    throw new AppError('type-not-offered', 'This time is kept for other types.');
  }
  throw new AppError('outside-hours', 'Nobody works there at this time.');
};

/** People and chairs that have left take no new visits, whatever the override. */
export const assertWorking = (
  schedule: ClinicSchedule,
  plan: Plan,
  operatoryId: string | undefined,
): void => {
  const gone = (path: string) =>
    new AppError('outside-hours', 'This provider or chair is no longer in use.', {
      issues: [{ path, message: 'inactive' }],
    });
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  if (provider?.isActive === false) throw gone('providerId');
  const chair = operatoryId === undefined ? undefined : schedule.operatories.get(operatoryId);
  if (chair === undefined) return;
  if (!chair.isActive) throw gone('operatoryId');
  if (chair.locationId !== plan.locationId)
    throw invalid([{ path: 'operatoryId', message: 'otherLocation' }]);
};
