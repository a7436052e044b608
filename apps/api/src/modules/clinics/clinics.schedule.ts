import { trusted } from '../../platform/mongo.ts';
import { stampOf } from '../../platform/stale.ts';
import type { ScheduleLocation, ScheduleSources } from '../schedule/index.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { type ClosureDoc, ClosureModel } from './closure.model.ts';
import { holidaysOf, settingsOf } from './clinics.mapper.ts';
import { publicHolidays } from './holidays.ts';
import { type LocationDoc, LocationModel } from './location.model.ts';

type Closures = ScheduleLocation['closures'];

const holidayClosures = (location: LocationDoc, years: readonly number[]): Closures => {
  const { isObserved, state, worked } = holidaysOf(location);
  if (!isObserved) return [];
  const workedDays = new Set(worked);
  return years
    .flatMap((year) => publicHolidays(state, year))
    .filter(({ date }) => !workedDays.has(date))
    .map(({ date, name }) => ({ id: undefined, from: date, to: date, reason: name }));
};

const locationFields = { address: 0, phone: 0, changes: 0 } as const;

/** What the schedule book reads of a clinic and its places. */
export const clinicsSchedule: Pick<ScheduleSources, 'settings' | 'locations' | 'closures'> = {
  settings: async (clinicId) => {
    const clinic = await ClinicModel.findById(clinicId, {
      settings: 1,
      rev: 1,
      updatedAt: 1,
    }).lean<ClinicDoc>();
    return clinic === null ? undefined : { settings: settingsOf(clinic), stamp: stampOf(clinic) };
  },

  locations: async (clinicId, years) => {
    const found = await LocationModel.find({ clinicId }, locationFields)
      .sort({ order: 1, name: 1 })
      .lean<LocationDoc[]>();
    const items = found.map((location) => ({
      id: location._id.toHexString(),
      name: location.name,
      zone: location.zone,
      hours: location.hours,
      closures: holidayClosures(location, years),
      order: location.order,
      isActive: location.isActive,
    }));
    return { items, stamps: found.map(stampOf) };
  },

  closures: async (clinicId, from) => {
    const found = await ClosureModel.find({ clinicId, to: trusted({ $gte: from }) })
      .sort({ from: 1 })
      .lean<ClosureDoc[]>();
    const items = found.map((closure) => ({
      id: closure._id.toHexString(),
      locationId: closure.locationId?.toHexString(),
      from: closure.from,
      to: closure.to,
      reason: closure.reason,
    }));
    return { items, stamps: found.map(stampOf) };
  },
};
