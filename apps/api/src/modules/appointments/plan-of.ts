import { minuteOf } from '../../platform/time.ts';
import type { ClinicSchedule } from '../schedule/index.ts';
import type { AppointmentDoc } from './appointment.model.ts';
import { type Plan, shapeOf } from './plan.rules.ts';

type Elsewhere = { start?: number; durationMinutes?: number | undefined; providerId?: string | undefined };

const patientOf = ({ patientId, patientOrd }: AppointmentDoc): Plan['patient'] =>
  patientId === undefined || patientOrd === undefined
    ? undefined
    : { id: patientId.toHexString(), ord: patientOrd };

/** A stored visit as a plan, unchanged or with another time, length or provider; its pattern and buffers stay. */
export const planOf = (schedule: ClinicSchedule, visit: AppointmentDoc, change: Elsewhere = {}): Plan => {
  const providerId = change.providerId ?? visit.providerId?.toHexString();
  const provider = providerId === undefined ? undefined : schedule.providers.get(providerId);
  return {
    start: change.start ?? minuteOf(visit.startsAt),
    shape: shapeOf(
      { ...visit, durationMinutes: change.durationMinutes ?? visit.durationMinutes },
      visit.kind === 'block' ? undefined : provider,
    ),
    locationId: visit.locationId.toHexString(),
    typeId: visit.typeId?.toHexString(),
    providerId,
    equipmentIds: visit.equipmentIds.map((id) => id.toHexString()),
    patient: patientOf(visit),
  };
};
