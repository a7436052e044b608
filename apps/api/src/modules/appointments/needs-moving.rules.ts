import type { NeedsMoving, ViewOf } from '@topsmile/contracts';
import { type Closure, closedIntervals } from '@topsmile/scheduling';
import { stepsForDays } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleOperatory, ScheduleProvider } from '../schedule/schedule.types.ts';
import { boardOf, isOpen, type Plan } from './plan.rules.ts';

type Cause = Pick<ViewOf<typeof NeedsMoving>, 'cause' | 'closureId'>;
type Times = { readonly operatoryId?: { toHexString: () => string }; readonly isOutsideHours?: boolean };

const meets = (schedule: ClinicSchedule, plan: Plan, closure: Closure): boolean => {
  const { location, days } = boardOf(schedule, plan);
  const [start = 0, end = 0] = closedIntervals([closure], stepsForDays(location.zone, days));
  return start < plan.start + plan.shape.lengthMinutes && plan.start < end;
};

type Staffing = { provider: ScheduleProvider | undefined; chair: ScheduleOperatory | undefined };

const staffingOf = (schedule: ClinicSchedule, plan: Plan, { operatoryId }: Times): Staffing => ({
  provider: plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId),
  chair: operatoryId === undefined ? undefined : schedule.operatories.get(operatoryId.toHexString()),
});

const closedBy = (schedule: ClinicSchedule, plan: Plan): Cause | undefined => {
  const { closures } = boardOf(schedule, plan).location;
  const closure = closures.find((one) => meets(schedule, plan, one));
  if (closure === undefined) return undefined;
  return { cause: 'closure', ...(closure.id === undefined ? {} : { closureId: closure.id }) };
};

/** The time itself is closed: the place, the person or merely the hours. */
const closedHours = (schedule: ClinicSchedule, plan: Plan, visit: Times): Cause | undefined => {
  const away = staffingOf(schedule, plan, visit).provider?.timeOff ?? [];
  const closure = closedBy(schedule, plan);
  if (closure !== undefined) return closure;
  if (away.some((one) => meets(schedule, plan, one))) return { cause: 'time-off' };
  // Somebody may have chosen this time knowing that it is outside the hours.
  return visit.isOutsideHours === true ? undefined : { cause: 'hours' };
};

/** Why a booked visit cannot take place where it stands, or undefined when it can. */
export const strandedBy = (schedule: ClinicSchedule, plan: Plan, visit: Times): Cause | undefined => {
  const { provider, chair } = staffingOf(schedule, plan, visit);
  if (provider?.isActive === false) return { cause: 'provider-inactive' };
  if (chair?.isActive === false) return { cause: 'operatory-inactive' };
  return isOpen(schedule, plan) ? undefined : closedHours(schedule, plan, visit);
};
