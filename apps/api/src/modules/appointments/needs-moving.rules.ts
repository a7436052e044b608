import type { NeedsMoving, ViewOf } from '@topsmile/contracts';
import { type Closure, closedIntervals } from '@topsmile/scheduling';
import { stepsForDays } from '../../platform/time.ts';
import type { ClinicSchedule } from '../schedule/index.ts';
import type { AppointmentDoc } from './appointment.model.ts';
import { boardOf, isOpen, type Plan } from './plan.rules.ts';

type Cause = Pick<ViewOf<typeof NeedsMoving>, 'cause' | 'closureId'>;
type Times = Pick<AppointmentDoc, 'operatoryId' | 'isOutsideHours'>;

const meets = (schedule: ClinicSchedule, plan: Plan, closure: Closure): boolean => {
  const { location, days } = boardOf(schedule, plan);
  const [start = 0, end = 0] = closedIntervals([closure], stepsForDays(location.zone, days));
  return start < plan.start + plan.shape.lengthMinutes && plan.start < end;
};

/** Why a booked visit cannot take place where it stands, or undefined when it can. */
export const strandedBy = (schedule: ClinicSchedule, plan: Plan, visit: Times): Cause | undefined => {
  const provider = plan.providerId === undefined ? undefined : schedule.providers.get(plan.providerId);
  const chair =
    visit.operatoryId === undefined ? undefined : schedule.operatories.get(visit.operatoryId.toHexString());
  if (provider?.isActive === false) return { cause: 'provider-inactive' };
  if (chair?.isActive === false) return { cause: 'operatory-inactive' };
  if (isOpen(schedule, plan)) return undefined;
  const closure = boardOf(schedule, plan).location.closures.find((one) => meets(schedule, plan, one));
  if (closure !== undefined)
    return { cause: 'closure', ...(closure.id === undefined ? {} : { closureId: closure.id }) };
  if (provider?.timeOff.some((one) => meets(schedule, plan, one)) === true) return { cause: 'time-off' };
  // Somebody chose this time knowing that it is outside the hours.
  return visit.isOutsideHours === true ? undefined : { cause: 'hours' };
};
